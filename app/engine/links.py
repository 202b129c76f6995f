"""Hard links in the place of copies, where the file system can: no second copy of the weights."""

import os
import shutil
from pathlib import Path

LARGE = (".data", ".onnx")  # endings of files that are written once and never changed


def link_or_copy(source: str, destination: str) -> str:
    """For ``shutil.copytree``."""
    if Path(source).suffix in LARGE:
        try:
            os.link(os.path.realpath(source), destination)  # a link to a link would lead nowhere from there
            return destination
        except OSError:
            pass  # another volume, or a file system without hard links
    return str(shutil.copy2(source, destination))
