"""The models that huggingface_hub has downloaded to this computer, by name and revision."""

import os
import re
from pathlib import Path

from app.core.failures import Failure
from app.core.files.folder import read_json

_HUB_ID, _REVISION = re.compile(r"[\w.-]+(/[\w.-]+)?"), re.compile(r"[\w./-]{1,200}")
_COMMIT = re.compile(r"[0-9a-f]{6,64}")


def cached_model(base: str, revision: str) -> Path | None:
    """What the Hugging Face cache holds of a hub id in one revision: a name that ``refs`` has a commit for, or a
    commit; None without it, and for one of which files are missing."""
    if not _HUB_ID.fullmatch(base) or not _REVISION.fullmatch(revision) or ".." in revision:
        return None
    model = _hub() / f"models--{base.replace('/', '--')}"
    try:
        commit = (model / "refs" / revision).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        commit = revision
    folder = model / "snapshots" / commit
    return folder if _COMMIT.fullmatch(commit) and _is_whole(folder) else None


def _hub() -> Path:
    """Where huggingface_hub keeps what it has downloaded (``constants.py``)."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if place := os.environ.get(name):
            return Path(place)
    caches = os.environ.get("XDG_CACHE_HOME")
    home = os.environ.get("HF_HOME") or (Path(caches) if caches else Path.home() / ".cache") / "huggingface"
    return Path(home) / "hub"


def _is_whole(folder: Path) -> bool:
    """Whether all files of the model are there: only what was asked for is downloaded, file by file."""
    if not (folder / "config.json").is_file():
        return False
    index = folder / "model.safetensors.index.json"
    try:
        names = read_json(index).get("weight_map") if index.is_file() else None
    except (Failure, OSError):
        return False
    if not isinstance(names, dict):
        return (folder / "model.safetensors").is_file()
    return all((folder / str(name)).is_file() for name in set(map(str, names.values())))
