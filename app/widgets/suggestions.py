"""Questions to begin a chat with, one button each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.widgets.elements import button, clear
from app.widgets.wrapping_row import WrappingRow


class Suggestions(QWidget):
    """``asked`` carries the question whose button was pressed."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[QPushButton] = []
        self._row = WrappingRow(8)
        self.setLayout(self._row)
        self.hide()

    def show_questions(self, questions: Sequence[str]) -> None:
        self.chips.clear()
        clear(self._row)
        for question in questions:
            chip = button(question, "chip")
            chip.clicked.connect(partial(self.asked.emit, question))
            self._row.addWidget(chip)
            self.chips.append(chip)
        self.setVisible(bool(questions))
