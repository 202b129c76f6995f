"""The licence texts and the model card go wherever the model goes: most licences ask for that."""

import shutil
from pathlib import Path

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.files.folder import entries
from app.core.files.links import is_own
from app.core.package.manifest import is_license

CARD = "README.md"
LARGEST_LICENSE = 1_000_000  # bytes; the longest licence of a known model has 20 thousand
BASE_SUFFIX = ".base"  # suffix of what comes from an adapter's base model


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
    """Regular files of its own only: a model folder is a stranger's, and a link may lead to anything of the user's."""
    found = [path for path in entries(folder) if path.name == CARD or is_license(path.name)]
    return [path for path in found if is_own(path) and path.stat().st_size <= LARGEST_LICENSE]
