"""The licence texts and the model card go wherever the model goes: most licences ask for that."""

import shutil
from pathlib import Path

from app.core.folder import entries
from app.core.package import is_license
from app.core.plan import Checkpoint

CARD = "README.md"
LARGEST = 1_000_000  # bytes; the longest licence of a known model has 20 thousand
BASE_SUFFIX = ".base"  # of what comes from the base model of an adapter


def keep_licenses(checkpoint: Checkpoint, model: Path) -> None:
    """Copy them into the folder ``model``; an adapter's own and its base model's, which both apply.

    Raises ``OSError``.
    """
    for path in _texts(checkpoint.folder):
        shutil.copyfile(path, model / path.name)
    for path in _texts(checkpoint.base) if checkpoint.base else []:
        taken = (model / path.name).exists()
        if path.name != CARD or not taken:
            shutil.copyfile(path, model / (path.name + BASE_SUFFIX if taken else path.name))


def _texts(folder: Path) -> list[Path]:
    """Regular files only: a model folder is a stranger's."""
    found = [path for path in entries(folder) if path.name == CARD or is_license(path.name)]
    return [path for path in found if path.is_file() and path.stat().st_size <= LARGEST]
