"""Captions at the left, what is known at the right; long captions in large letters stand above it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.widgets.elements import clear, label, short_label
from app.widgets.term_button import TermButton
from app.widgets.theme import large_text
from app.wording.terms import Term

SHORT = 12  # letters of a caption that leaves room beside it, however large they are
# Of its cell: as a part of it, a caption would keep all from being wider than it is
_BEGINNING = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
Fact = tuple[str, str] | tuple[str, str, Term]  # caption, value, and what explains the caption


class FactList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(8)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Replace what is shown; a fact without a value is left out."""
        clear(self._grid)
        known = [fact for fact in facts if fact[1]]
        above = large_text() and max((len(fact[0]) for fact in known), default=0) > SHORT
        self._grid.setColumnStretch(0, above)
        self._grid.setColumnStretch(1, not above)
        for row, (caption, value, *terms) in enumerate(known):
            shown = label(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(f"{caption}: {value}")
            self._grid.addWidget(_caption(caption, terms), 2 * row, 0, _BEGINNING)
            self._grid.addWidget(shown, 2 * row + above, 0 if above else 1)


def _caption(text: str, terms: Sequence[Term]) -> QWidget:
    named = short_label(text, "muted")
    if not terms:
        return named
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(7)
    layout.addWidget(named)
    layout.addWidget(TermButton(terms[0], text))
    layout.addStretch()
    return holder
