"""Where the model is when the chosen folder holds none: deeper inside, still packed, or with files missing or renamed.

Training programs leave a folder of checkpoints, an adapter with the merged model inside, or ``data/model`` (MLflow).
"""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.core.adapter import CONFIG as ADAPTER
from app.core.adapter import base_name
from app.core.failures import Failure, FailureKind
from app.core.folder import entries, read_json
from app.core.other_formats import is_archive, other_format

MODEL_FILES = ("config.json", "adapter_config.json", "genai_config.json")
DEEPEST = 5  # folders below the chosen one
MOST_ENTRIES = 20_000  # that are looked at altogether
MOST_NAMED = 5
_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_FINAL_NAMES = ("final", "merged", "best", "model", "fused")  # as training programs call what is finished
_RENAMED = re.compile(r"(adapter_)?config(\.json(\.(txt|download))?|( ?\(\d+\)| - Copy| copy)+\.json)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)(?!.*\d)")


def no_model(folder: Path) -> Failure:
    """Why there is no model in ``folder``, with what can be told about where it is. Raises ``OSError``."""
    return Failure(FailureKind.NOT_A_MODEL, path=str(folder), **(subfolder_facts(folder) or _file_facts(folder)))


def subfolder_facts(folder: Path, *, whole: bool = False) -> dict[str, str]:
    """``subfolder``: the likeliest of the models deeper inside; ``names``: all, when there are several. ``whole``: of
    models that have weights only."""
    found = list(_models(folder))
    bases = {_base_name(path) for path in found}
    found.sort(key=lambda path: (path.name in bases, *_likelihood(folder, path)))
    worst = 0 if whole else 2 if any(_rank(path) < 3 for path in found) else 3  # a tokenizer's folder is no model
    found = [path for path in found if _rank(path) <= worst]
    if not found:
        return {}
    names = [path.relative_to(folder).as_posix() for path in found]
    more = ["…"] if len(names) > MOST_NAMED else []
    return {"subfolder": names[0]} | ({"names": ", ".join(names[:MOST_NAMED] + more)} if len(names) > 1 else {})


def _file_facts(folder: Path) -> dict[str, str]:
    """What the files of a folder without a model tell."""
    if not folder.is_dir():
        kind = "archive" if is_archive(folder.name) else "a_file"
        return {kind: folder.name} if folder.is_file() else {"gone": folder.name}
    if lost := next((name for name in MODEL_FILES if os.path.lexists(folder / name)), None):
        return {"link": lost}
    names = sorted(path.name for path in entries(folder) if path.is_file())
    if renamed := next((name for name in names if _RENAMED.fullmatch(name)), None):
        return {"renamed": renamed, "needed": "adapter_config.json" if "adapter" in renamed else "config.json"}
    if weights := next((name for name in names if name.endswith(".safetensors")), None):
        return {"weights": weights, "needed": "adapter_config.json" if "adapter" in weights else "config.json"}
    return other_format(folder)


def _models(folder: Path) -> Iterator[Path]:
    """Folders with a model below ``folder``, the upper ones first; links to folders are not followed, nothing is looked
    for inside of what has been found."""
    level, left = [folder], MOST_ENTRIES
    for _ in range(DEEPEST):
        deeper: list[Path] = []
        for each in level:
            names, looked = _folders(each, left)
            left -= looked
            for path in names:
                if _holds_model(path):
                    yield path
                else:
                    deeper.append(path)
            if left <= 0:
                return
        level = deeper


def _folders(folder: Path, limit: int) -> tuple[list[Path], int]:
    """Those directly in ``folder``, and how many entries were looked at: at most ``limit``. One that may not be read
    hides nothing that could be chosen."""
    found, looked = [], 1
    try:
        with os.scandir(folder) as inside:
            for entry in islice(inside, limit):
                looked += 1
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    found.append(Path(entry.path))
    except OSError:
        return [], looked
    return sorted(found), looked


def _holds_model(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in MODEL_FILES)


def _base_name(folder: Path) -> str | None:
    """Of the model that an adapter was trained on: chosen without the adapter, it would lack the training."""
    try:
        return base_name(str(read_json(folder / ADAPTER).get("base_model_name_or_path") or "")) or None
    except (Failure, OSError):
        return None


def _rank(folder: Path) -> int:
    """Whole models, then converted ones, adapters, and what has no weights."""
    has = [(folder / name).exists() for name in ("config.json", "genai_config.json", "adapter_config.json")]
    if has[0] and not has[1] and any((folder / name).exists() for name in _WEIGHTS):
        return 0
    return 1 if has[1] else 2 if has[2] else 3


def _likelihood(folder: Path, path: Path) -> tuple[int, bool, int, str]:
    """Sorts the likeliest first: finished ones before checkpoints, and of those the one that was trained longest."""
    number = _NUMBER.search(path.name)
    trained = int(number[1][:18]) if number and path.name not in _FINAL_NAMES else 0
    return _rank(path), path.name.lower() not in _FINAL_NAMES, -trained, path.relative_to(folder).as_posix()
