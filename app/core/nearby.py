"""Where the model is when the chosen folder holds none: deeper inside, still packed, or with files missing or renamed.

Training programs leave a folder of checkpoints, an adapter with the merged model inside, or ``data/model`` (MLflow).
"""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.folder import entries, read_json
from app.core.likeliest import ADAPTER, USELESS, holds_whole_weights, likeliest, rank
from app.core.other_formats import is_archive, other_format

MODEL_FILES = ("config.json", "adapter_config.json", "genai_config.json")
DEEPEST = 5  # folders below the chosen one
MOST_ENTRIES = 20_000  # that are looked at altogether
MOST_NAMED = 5
_RENAMED = re.compile(r"(adapter_)?config(\.json(\.(txt|download))?|( ?\(\d+\)| - Copy| copy)+\.json)", re.IGNORECASE)


def no_model(folder: Path) -> Failure:
    """Why there is no model in ``folder``, with what can be told about where it is. Raises ``OSError``."""
    return Failure(FailureKind.NOT_A_MODEL, path=str(folder), **(subfolder_facts(folder) or _file_facts(folder)))


def subfolder_facts(folder: Path, worst: int | None = None) -> dict[str, str]:
    """``subfolder``: the likeliest of the models deeper inside; ``names``: all, when there are several. ``worst`` is
    the last ``rank`` that counts; without it those without weights do when there is nothing else."""
    found = likeliest(folder, _models(folder))
    if worst is None:
        worst = ADAPTER if any(rank(path) <= ADAPTER for path in found) else USELESS  # a tokenizer's folder is no model
    found = [path for path in found if rank(path) <= worst]
    if not found:
        return {}
    names = [path.relative_to(folder).as_posix() for path in found]
    more = ["…"] if len(names) > MOST_NAMED else []
    return {"subfolder": names[0]} | ({"names": ", ".join(names[:MOST_NAMED] + more)} if len(names) > 1 else {})


def apart_facts(folder: Path) -> dict[str, str]:
    """``apart``: the folder in this one that holds nothing but weights, as merging FSDP's pieces leaves them."""
    found = (path for path in _folders(folder, MOST_ENTRIES)[0] if holds_whole_weights(path) and not _holds_model(path))
    return {"apart": path.name} if (path := next(found, None)) else {}


def _file_facts(folder: Path) -> dict[str, str]:
    """What the files of a folder without a model tell."""
    if not folder.is_dir():
        kind = "archive" if is_archive(folder.name) else "a_file"
        return {kind: folder.name} if folder.is_file() else {"gone": folder.name}
    if lost := next((name for name in MODEL_FILES if _is_lost(folder / name)), None):
        return {"link": lost}
    names = sorted(path.name for path in entries(folder) if path.is_file() and path.name not in MODEL_FILES)
    if renamed := next((name for name in names if _RENAMED.fullmatch(name)), None):
        return {"renamed": renamed, "needed": "adapter_config.json" if "adapter" in renamed else "config.json"}
    if weights := next((name for name in names if name.endswith(".safetensors")), None):
        lacking = (folder.parent / "config.json").is_file() and not holds_whole_weights(folder.parent)
        if lacking and holds_whole_weights(folder):
            return {"apart": folder.name}
        return {"weights": weights, "needed": "adapter_config.json" if "adapter" in weights else "config.json"}
    return other_format(folder)


def _is_lost(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


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
    return any(os.path.lexists(folder / name) for name in MODEL_FILES) and not _holds_run_of_olive(folder)


def _holds_run_of_olive(folder: Path) -> bool:
    try:
        return is_run_of_olive(read_json(folder / "config.json"))
    except (Failure, OSError):
        return False


def is_run_of_olive(config: Mapping[str, object]) -> bool:
    """Whether a ``config.json`` tells Olive what to do, and describes no model: Olive can save it above its models."""
    return "passes" in config and "input_model" in config
