"""Fields below one another, each with its caption and a line that says what it means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QGridLayout, QLabel, QWidget

from app.widgets.elements import label
from app.widgets.theme import large_text

BELOW = 6  # pixels between what belongs to a field and the next one


class FormGrid(QGridLayout):
    """A caption stands at the left of its field; with large letters above it, since there is no room for both."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(8, 4, 8, 8)
        self.setHorizontalSpacing(18)
        self.setVerticalSpacing(5)
        self.setColumnStretch(1, 1)

    def add_field(self, caption: QLabel, field: QWidget, text: str) -> QLabel:
        """Returns the line with ``text``."""
        note, row = label(text, "small"), self.rowCount()
        note.setContentsMargins(0, 0, 0, BELOW)
        side = Qt.AlignmentFlag.AlignLeft if isinstance(field, QAbstractSpinBox) else Qt.AlignmentFlag(0)
        if large_text():
            for number, part in enumerate((caption, field, note)):
                self.addWidget(part, row + number, 0, 1, 2, side if part is field else Qt.AlignmentFlag(0))
        else:
            self.addWidget(caption, row, 0)
            self.addWidget(field, row, 1, side)
            self.addWidget(note, row + 1, 1)
        return note
