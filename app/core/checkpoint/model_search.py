"""Where the model is when the chosen folder holds none: deeper inside, still packed, or with files missing or renamed.

Training programs leave a folder of checkpoints, an adapter with the merged model inside, or ``data/model`` (MLflow).
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from app.core.checkpoint.ranking import ADAPTER, USELESS, best_first, holds_whole_weights, rank
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.folder import entries, read_json

MODEL_FILES = ("config.json", "adapter_config.json", "genai_config.json")
DEEPEST = 5  # folders below the chosen one
MOST_ENTRIES = 20_000  # the most entries that are looked at altogether
MOST_NAMED = 5
_RENAMED = re.compile(r"(adapter_)?config(\.json(\.(txt|download))?|( ?\(\d+\)| - Copy| copy)+\.json)", re.IGNORECASE)
# What lies in the place of a model's weights: packed files, other programs' formats, pieces of a training
_ARCHIVE = re.compile(r".+\.(zip|7z|rar|tar|tgz|tar\.(gz|bz2|xz|zst)|(zip|7z)\.\d{3})", re.IGNORECASE)
_FOREIGN = re.compile(
    r".+\.(h5|msgpack|nemo|mlpackage|mlmodelc?|task|tflite|litertlm|pte)"  # Keras, Flax, NeMo, Apple, Google, PyTorch
    r"|openvino_model\.(xml|bin)|consolidated\.\d+\.pth|manifests",  # Intel, Meta, Ollama
    re.IGNORECASE,
)
_PARTS = re.compile(  # DeepSpeed, FSDP, NeMo
    r"global_step\d+|pytorch_model_fsdp_\d+|distributed_checkpoint|dist_ckpt|.+\.distcp"
)


def no_model(folder: Path) -> Failure:
    """Why there is no model in ``folder``, with what can be told about where it is. Raises ``OSError``."""
    inside = models_inside(folder)
    if not inside:
        return _no_model_in_files(folder)
    kind, path, opens = FailureKind.NOT_A_MODEL, str(folder), tuple(folder / name for name in inside[:MOST_NAMED])
    if len(inside) == 1:
        return Failure(kind, "", Variant.SUBFOLDER, opens, path=path, subfolder=inside[0])
    names = ", ".join(inside[:MOST_NAMED] + ["…"] * (len(inside) > MOST_NAMED))
    return Failure(kind, "", Variant.SEVERAL, opens, path=path, subfolder=inside[0], names=names)


def models_inside(folder: Path, worst: int | None = None) -> list[str]:
    """The models deeper inside, as paths that begin in ``folder``, the most likely first. ``worst`` is the last
    ``rank`` that counts; without it those without weights do when there is nothing else."""
    found = best_first(folder, _models(folder))
    if worst is None:
        worst = ADAPTER if any(rank(path) <= ADAPTER for path in found) else USELESS  # a tokenizer's folder is no model
    return [path.relative_to(folder).as_posix() for path in found if rank(path) <= worst]


def weights_apart(folder: Path) -> str:
    """The folder in this one that holds nothing but weights, as merging FSDP's pieces leaves them; "" without one."""
    found = (path for path in _folders(folder, MOST_ENTRIES)[0] if holds_whole_weights(path) and not _holds_model(path))
    return next((path.name for path in found), "")


def _no_model_in_files(folder: Path) -> Failure:
    """What the files of a folder without a model tell."""
    kind, path = FailureKind.NOT_A_MODEL, str(folder)
    if not folder.is_dir():
        if not folder.is_file():
            return Failure(kind, "", Variant.GONE, path=path, gone=folder.name)
        if is_archive(folder.name):
            return Failure(kind, "", Variant.ARCHIVE, path=path, archive=folder.name)
        return Failure(kind, "", Variant.A_FILE, path=path, a_file=folder.name)
    if lost := next((name for name in MODEL_FILES if _is_lost(folder / name)), None):
        return Failure(kind, "", Variant.LINK, path=path, link=lost)
    names = sorted(path.name for path in entries(folder) if path.is_file() and path.name not in MODEL_FILES)
    if renamed := next((name for name in names if _RENAMED.fullmatch(name)), None):
        needed = _config_beside(renamed)
        return Failure(kind, "", Variant.RENAMED, path=path, renamed=renamed, needed=needed)
    if weights := next((name for name in names if name.endswith(".safetensors")), None):
        lacking = (folder.parent / "config.json").is_file() and not holds_whole_weights(folder.parent)
        if lacking and holds_whole_weights(folder):
            return Failure(kind, "", Variant.APART, path=path, apart=folder.name)
        needed = _config_beside(weights)
        return Failure(kind, "", Variant.WEIGHTS_ALONE, path=path, weights=weights, needed=needed)
    return other_format(kind, folder) or Failure(kind, path=path)


def _config_beside(name: str) -> str:
    return "adapter_config.json" if "adapter" in name else "config.json"


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


def is_archive(name: str) -> bool:
    return bool(_ARCHIVE.fullmatch(name))


def other_format(kind: FailureKind, folder: Path) -> Failure | None:
    """A failure of this kind that tells why there are no weights, where something in ``folder`` shows it; raises
    ``OSError``."""
    names, path = sorted(entry.name for entry in entries(folder)), str(folder)
    if parts := _first(_PARTS, names):
        return Failure(kind, "", Variant.PARTS, path=path, parts=parts)
    if foreign := _first(_FOREIGN, names):
        return Failure(kind, "", Variant.FOREIGN, path=path, foreign=foreign)
    if archive := _first(_ARCHIVE, names):
        return Failure(kind, "", Variant.ARCHIVE, path=path, archive=archive)
    return None


def _first(pattern: re.Pattern[str], names: Iterable[str]) -> str | None:
    return next(filter(pattern.fullmatch, names), None)
