"""Where a folder or a packed model is dropped or browsed for."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from app.core.checkpoint.model_search import is_archive
from app.core.package.manifest import is_package
from app.widgets.elements import button, icon_label, label, restyle


class DropZone(QFrame):
    """``chosen`` carries the ``Path`` of an existing folder or packed model."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.browse_button = button(self.tr("Bro&wse…"))
        self.browse_button.clicked.connect(self._browse)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(self.tr("Drop your model here"), "title"))
        text = self.tr("Its folder, a file of it such as config.json, or a packed model.")
        words.addWidget(label(text, "muted"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(26, 24, 26, 24)
        layout.setSpacing(18)
        layout.addWidget(icon_label("folder-drop", 40))
        layout.addLayout(words, 1)
        layout.addWidget(self.browse_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()
            restyle(self, "over", "true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "over", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, "over", "false")
        path = dropped(event)
        if path:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def _browse(self) -> None:
        title = self.tr("Choose your model's folder")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.chosen.emit(Path(folder))


def dropped(event: QDropEvent) -> Path | None:
    """The folder, archive or packed model that is being dragged; of any other file the folder. An archive may lie among
    all downloads."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.exists():
            itself = path.is_dir() or is_package(path) or is_archive(path.name)
            return path if itself else path.parent
    return None
