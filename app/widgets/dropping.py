"""What is dragged over the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

from app.core.checkpoint.model_search import is_archive
from app.core.package.manifest import is_package

GGUF = ".gguf"  # a whole model in one file, which is refused by its name


def take_drop(event: QDropEvent) -> None:
    """As a copy: a file manager that is told of a move takes the files away."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def dropped_path(event: QDropEvent) -> Path | None:
    """The folder, archive or packed model that is being dragged; of any other file the folder. An archive may lie among
    all downloads."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.exists():
            itself = path.is_dir() or is_package(path) or is_archive(path.name) or path.suffix.lower() == GGUF
            return path if itself else path.parent
    return None
