"""The program finds out itself which precision is close enough: a card among those of the precisions, and what it is
to keep to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.estimate.speeds import WORDS_PER_TOKEN
from app.core.picking import Goal, Limits
from app.widgets.choice_card import ChoiceCard
from app.widgets.elements import beside_each_other, label
from app.widgets.elided_label import ElidedLabel
from app.widgets.fields import choice_field, decimal_field
from app.widgets.theme import large_text

GIGABYTES, WORDS = "gigabytes", "words"  # entries of the list that are limits
MOST_GB, USUAL_GB, MOST_WORDS, USUAL_WORDS = 100.0, 4.0, 1000.0, 8.0


class PickCard(ChoiceCard):
    def __init__(self) -> None:
        super().__init__()
        title = self.tr("Pick for me")
        text = self.tr(
            "Converts with the smallest first and compares it with your original, on texts that it has not seen. Where "
            "it is not close enough, the next is tried; the smaller one goes when that is there."
        )
        self.inside.addWidget(ElidedLabel(title, "title"))
        self.inside.addWidget(label(text, "muted"))
        self.setAccessibleName(f"{title}. {text}".removesuffix("."))


class PickWish(QWidget):
    """What matters to the user."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = choice_field()
        self._what.setAccessibleName(self.tr("What matters to you"))
        for text, value in (
            (self.tr("Hardly told apart from the original"), Goal.BALANCED),
            (self.tr("As close to the original as possible"), Goal.CLOSE),
            (self.tr("As small as possible, and still the same model"), Goal.SMALL),
            (self.tr("The closest that has at most … GB"), GIGABYTES),
            (self.tr("The closest with at least … words/s"), WORDS),
        ):
            self._what.addItem(text, value)
        self._number = decimal_field()
        self._number.setDecimals(1)
        self._number.setMinimum(0.1)
        self._number.setAccessibleName(self.tr("Limit"))
        row = beside_each_other(10)
        self.setLayout(row)
        row.addWidget(self._what)
        row.addWidget(self._number)
        if not large_text():
            row.addStretch()
        self._what.currentIndexChanged.connect(self._show_limit)
        self._number.valueChanged.connect(self.changed)
        self._number.hide()

    @property
    def goal(self) -> Goal:
        wanted = self._what.currentData()
        return Goal.CLOSE if wanted in (GIGABYTES, WORDS) else Goal(wanted)

    @property
    def limits(self) -> Limits:
        number = self._number.value()
        match self._what.currentData():
            case "gigabytes":
                return Limits(bytes=number * 1e9)
            case "words":
                return Limits(tokens_per_second=number / WORDS_PER_TOKEN)
        return Limits()

    def show_wish(self, goal: Goal, limits: Limits) -> None:
        size, speed = limits.bytes, limits.tokens_per_second
        self._what.setCurrentIndex(self._what.findData(GIGABYTES if size else WORDS if speed else goal))
        if size or speed:
            self._number.setValue(size / 1e9 if size else (speed or 0) * WORDS_PER_TOKEN)

    def _show_limit(self) -> None:
        wanted = self._what.currentData()
        self._number.setVisible(wanted in (GIGABYTES, WORDS))
        most, usual, unit = MOST_GB, USUAL_GB, self.tr(" GB")
        if wanted == WORDS:
            most, usual, unit = MOST_WORDS, USUAL_WORDS, self.tr(" words/s")
        self._number.setMaximum(most)
        self._number.setValue(usual)
        self._number.setSuffix(unit)
        self.changed.emit()
