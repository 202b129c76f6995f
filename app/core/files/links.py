"""Hard links in the place of copies, where the file system can: no second copy of the weights. And symbolic links in a
stranger's folder, which may lead anywhere."""

import os
import shutil
import stat
from pathlib import Path

LARGE = (".data", ".onnx")  # endings of files that are written once and never changed


def hard_link(source: str | Path, destination: str | Path) -> bool:
    """Whether ``destination`` is now another name of the file ``source``: not on another volume, nor where the file
    system has no hard links."""
    try:
        os.link(os.path.realpath(source), destination)  # a link to a link would lead nowhere from there
    except OSError:
        return False
    return True


def is_own(path: Path) -> bool:
    """Whether ``path`` is a regular file that lies in its own folder: no device, no pipe, and no link that leads
    elsewhere, but to where huggingface_hub keeps what it has downloaded."""
    try:
        if stat.S_ISREG(path.lstat().st_mode):
            return True
        real, folder = path.resolve(strict=True), path.parent.resolve(strict=True)
        return (real.parent == folder or _is_blob(real, folder)) and stat.S_ISREG(real.lstat().st_mode)
    except (OSError, RuntimeError):  # RuntimeError: a link to itself
        return False


def _is_blob(real: Path, folder: Path) -> bool:
    """Of the same model as the snapshot ``folder``, or of any in a cache."""
    model = real.parent.parent
    snapshot = folder.parent.name == "snapshots" and model == folder.parent.parent
    return real.parent.name == "blobs" and (snapshot or model.name.startswith("models--"))


def link_or_copy(source: str, destination: str) -> str:
    """Link or copy a file; a ``copy_function`` of ``shutil.copytree``."""
    if Path(source).suffix in LARGE and hard_link(source, destination):
        return destination
    return str(shutil.copy2(source, destination))
