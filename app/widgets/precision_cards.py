"""The cards from which a precision is chosen, one below the other."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.estimate.estimate import Estimate, Fit
from app.core.recipe.recipe import Precision
from app.widgets.choice_card import ChoiceCard
from app.widgets.pick_card import PickCard
from app.widgets.precision_card import PrecisionCard
from app.widgets.turns import Turns


class PrecisionCards(QWidget):
    """``chosen`` carries the precision whose card was clicked. ``picked``: the program shall choose, which is offered
    where more than one fits. Hidden while there are none.

    One card is made at a turn of the event loop, in the place of the one before, so that the window goes on answering;
    ``shown`` carries the estimates when all are there."""

    chosen = Signal(Precision)
    picked = Signal()
    shown = Signal(tuple)

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._all: list[ChoiceCard] = []  # from the top down; a layout's items are no things to ask Python for
        self._turns = Turns(self)
        self.hide()

    def cards(self) -> list[PrecisionCard]:
        return [card for card in self._all if isinstance(card, PrecisionCard)]

    def pick_card(self) -> PickCard | None:
        return next((card for card in self._all if isinstance(card, PickCard)), None)

    def show_options(self, options: Sequence[Estimate], original: int) -> None:
        """The focus stays. ``original`` is the size of the model that is converted, in bytes; 0: unknown."""
        self._turns.begin(self._make_all(tuple(options), original))

    def clear(self) -> None:
        self._turns.stop()
        self._keep(0)
        self.hide()

    def _make_all(self, options: tuple[Estimate, ...], original: int) -> Iterator[None]:
        for place, option in enumerate(options):
            self._put(place, self._make_card(option, original))
            yield
        places = len(options)
        if sum(option.fits is not Fit.NO for option in options) > 1:
            self._put(places, self._make_pick())
            places += 1
            yield
        self._keep(places)
        self.setVisible(bool(options))
        self.shown.emit(options)

    def _make_card(self, option: Estimate, original: int) -> PrecisionCard:
        card = PrecisionCard(option, original)
        card.clicked.connect(lambda: self.chosen.emit(option.precision))
        return card

    def _make_pick(self) -> PickCard:
        pick = PickCard()
        pick.clicked.connect(self.picked)
        return pick

    def _put(self, place: int, card: ChoiceCard) -> None:
        """In the place of the one that is there."""
        self._column.insertWidget(place, card)
        card.ensurePolished()  # the style sheet's work, which else comes with the first layout
        before = self._all[place : place + 1]
        self._all[place : place + 1] = [card]
        for old in before:
            card.setChecked(old.isChecked())
            if old.hasFocus():
                card.setFocus()
            _remove(old)
        self.show()

    def _keep(self, count: int) -> None:
        """The first of them."""
        for card in self._all[count:]:
            _remove(card)
        del self._all[count:]


def _remove(card: ChoiceCard) -> None:
    card.setParent(None)
    card.deleteLater()
