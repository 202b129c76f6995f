"""Where a folder or a packed model is dropped or browsed for."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from app.widgets.dropping import dropped_path, take_drop
from app.widgets.elements import button, icon_label, label, restyle
from app.widgets.theme import large_text


class DropZone(QFrame):
    """``chosen`` carries the ``Path`` of an existing folder or packed model."""

    chosen = Signal(Path)

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
        if large_text():
            words.addSpacing(8)
            words.addWidget(self.browse_button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            layout.addWidget(self.browse_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_path(event):
            take_drop(event)
            restyle(self, "over", "true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "over", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, "over", "false")
        path = dropped_path(event)
        if path:
            take_drop(event)
            self.chosen.emit(path)

    def _browse(self) -> None:
        title = self.tr("Choose your model's folder")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.chosen.emit(Path(folder))
