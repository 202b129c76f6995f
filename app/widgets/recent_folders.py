"""Model folders that were chosen before, one click away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.widgets.elements import clear, icon_label, short_label
from app.widgets.elided_label import ElidedLabel
from app.widgets.theme import with_letters

ROW_HEIGHT = 52  # pixels, or as many as larger letters need


class RecentFolders(QWidget):
    """``chosen`` carries a ``Path``. Hidden while there is none."""

    chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(short_label(self.tr("Recent"), "title"))
        layout.addLayout(self._rows)

    def rows(self) -> list[QPushButton]:
        return self.findChildren(QPushButton)

    def show_folders(self, folders: Sequence[Path]) -> None:
        clear(self._rows)
        for folder in folders:
            row = _FolderRow(folder)
            row.clicked.connect(lambda _=False, folder=folder: self.chosen.emit(folder))
            self._rows.addWidget(row)
        self.setVisible(bool(folders))


class _FolderRow(QPushButton):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setFixedHeight(with_letters(ROW_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(str(folder))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(folder.name, "body"))
        words.addWidget(ElidedLabel(str(folder.parent), "small"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(icon_label("folder", 22))
        layout.addLayout(words, 1)
