"""Foundry Local's file about registered models: only read, and only for what its SDK does not tell."""

from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.files.folder import read_json

FOUNDRY_INDEX = "foundry.local.modelinfo.json"
LARGEST_INDEX = 100_000_000  # bytes; 10,000 models take 10 MB
VERSION = 2  # written by foundry-local-sdk 2.2.1, which refuses every call on another


def registered_folders(index: Path) -> dict[str, Path]:
    """The folder of each model id, also of those whose folder is gone; {} when ``index`` is missing or damaged."""
    try:
        models = read_json(index, LARGEST_INDEX).get("models")
    except (OSError, Failure):
        return {}
    found: dict[str, Path] = {}
    for model in models if isinstance(models, list) else []:
        info = model.get("model_info") if isinstance(model, dict) else None
        identifier = info.get("id") if isinstance(info, dict) else None
        path = model.get("model_path") if isinstance(model, dict) else None
        if isinstance(identifier, str) and isinstance(path, str):
            found[identifier] = Path(path)
    return found


def check_version(index: Path) -> None:
    """Raises ``Failure(LIBRARY_NEWER)`` when a newer Foundry Local has written ``index``: it is not damaged then."""
    try:
        version = read_json(index, LARGEST_INDEX).get("version")
    except (OSError, Failure):
        return
    if isinstance(version, int) and version > VERSION:
        raise Failure(FailureKind.LIBRARY_NEWER, path=str(index.parent), version=f"Foundry Local ({version})")
