"""A short wait of unknown length."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.announcing import announce
from app.widgets.bar import Bar
from app.widgets.elements import label


class BusyRow(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = label(text, "muted")
        self._bar = Bar()
        self._bar.setAccessibleName(text)
        self._bar.setMaximumWidth(320)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(10)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self.show()
        announce(self, text)
