"""The cards from which a precision is chosen, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.estimate.estimate import Estimate, Fit
from app.core.recipe.recipe import Precision
from app.widgets.pick_card import PickCard
from app.widgets.precision_card import PrecisionCard


class PrecisionCards(QWidget):
    """``chosen`` carries the precision whose card was clicked. ``picked``: the program shall choose, which is offered
    where more than one fits. Hidden while there are none."""

    chosen = Signal(Precision)
    picked = Signal()

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.hide()

    def cards(self) -> list[PrecisionCard]:
        return self.findChildren(PrecisionCard)

    def pick_card(self) -> PickCard | None:
        return next(iter(self.findChildren(PickCard)), None)

    def show_options(self, options: Sequence[Estimate], original: int) -> None:
        """In the place of those that are shown; the focus stays where it was. ``original`` is the size of the model
        that is converted, in bytes; 0: unknown."""
        focused = next((card.estimate.precision for card in self.cards() if card.hasFocus()), None)
        picker = self.pick_card()
        picks_focused = picker is not None and picker.hasFocus()
        self._remove_cards()
        for option in options:
            card = PrecisionCard(option, original)
            card.clicked.connect(lambda _=False, chosen=option.precision: self.chosen.emit(chosen))
            self._column.addWidget(card)
            if option.precision is focused:
                card.setFocus()
        if sum(option.fits is not Fit.NO for option in options) > 1:
            pick = PickCard()
            pick.clicked.connect(self.picked)
            self._column.addWidget(pick)
            if picks_focused:
                pick.setFocus()
        self.setVisible(bool(options))

    def clear(self) -> None:
        self._remove_cards()
        self.hide()

    def _remove_cards(self) -> None:
        for card in (*self.cards(), *self.findChildren(PickCard)):
            card.setParent(None)
            card.deleteLater()
