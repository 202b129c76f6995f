"""Captions at the left, what is known at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.widgets.elements import clear, label, short_label


class FactList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Replace what is shown; a fact without a value is left out."""
        clear(self._grid)
        for row, (caption, value) in enumerate(fact for fact in facts if fact[1]):
            self._grid.addWidget(short_label(caption, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(f"{caption}: {value}")
            self._grid.addWidget(shown, row, 1)
