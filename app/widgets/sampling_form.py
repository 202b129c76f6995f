"""How the model picks its words, each setting with a line that says what it does."""

from collections.abc import Iterator

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QSpinBox, QWidget

from app.core.library.sampling import TUTORIAL, Sampling
from app.widgets.announcing import announce
from app.widgets.changed_mark import ChangedMark
from app.widgets.elements import button, label, restyle
from app.widgets.fields import decimal_field, whole_field
from app.widgets.form_grid import FormGrid
from app.widgets.turns import Turns
from app.widgets.wrapping_row import WrappingRow

Field = QSpinBox | QDoubleSpinBox
FIELD_WIDTH = 110  # pixels, or as many as larger letters need


class SamplingForm(QWidget):
    """``differs`` tells after each change whether anything is not as recommended, which is marked and one click
    back. The rows are made by and by, at the latest when they show a value."""

    differs = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._recommended: Sampling | None = None  # None: nothing is
        self._usual: dict[Field, float] = {}
        self.marks: dict[Field, ChangedMark] = {}
        self._grid = FormGrid(self)
        self.temperature = _decimal(0.0, 2.0)
        self.top_p = _decimal(0.01, 1.0)
        self.top_k = _whole(1, 1000, 5)
        self.repetition_penalty = _decimal(0.5, 2.0)
        self.max_output_tokens = _whole(16, 32768, 64)
        self._penalty_note = label()  # until its row is made
        self._penalty_text = self.tr(
            "Above 1, the model avoids saying the same thing again, also at temperature 0. 1 changes nothing."
        )
        self.tutorial_button = button(self.tr("As in the &tutorial"))
        self.tutorial_button.setAccessibleDescription(
            self.tr("The values of Foundry Local's tutorial, in the place of those that the model came with.")
        )
        self.tutorial_button.clicked.connect(self._take_tutorial)
        self.reset_button = button(self.tr("Back to the recommended &values"))
        self.reset_button.clicked.connect(self._reset)
        self.reset_button.hide()
        self._making = Turns(self)
        self._making.begin(self._make())

    def _make(self) -> Iterator[None]:
        rows: tuple[tuple[str, Field, str], ...] = (
            (
                self.tr("Te&mperature"),
                self.temperature,
                self.tr("Higher is more creative. 0 always gives the likeliest answer."),
            ),
            (
                self.tr("Top &p"),
                self.top_p,
                self.tr("Picks among the likeliest words that together have this probability."),
            ),
            (self.tr("Top &k"), self.top_k, self.tr("Picks from at most this many words.")),
            (self.tr("&Repetition penalty"), self.repetition_penalty, self._penalty_text),
            (
                self.tr("&Longest answer"),
                self.max_output_tokens,
                self.tr("In tokens; 100 tokens are about 75 words."),
            ),
        )
        for caption, field, text in rows:
            note = self._add(caption, field, text)
            if field is self.repetition_penalty:
                self._penalty_note = note
            yield
        buttons = WrappingRow(10)
        buttons.addWidget(self.tutorial_button)
        buttons.addWidget(self.reset_button)
        self._grid.addLayout(buttons, self._grid.rowCount(), 0, 1, 2)

    def _take_tutorial(self) -> None:
        self.show_value(replace(TUTORIAL, max_output_tokens=self.max_output_tokens.value()))

    def value(self) -> Sampling:
        return Sampling(
            temperature=self.temperature.value(),
            top_p=self.top_p.value(),
            top_k=self.top_k.value(),
            repetition_penalty=self.repetition_penalty.value(),
            max_output_tokens=self.max_output_tokens.value(),
        )

    def show_value(self, sampling: Sampling) -> None:
        self._making.finish()
        self.temperature.setValue(sampling.temperature)
        self.top_p.setValue(sampling.top_p)
        self.top_k.setValue(sampling.top_k)
        self.repetition_penalty.setValue(sampling.repetition_penalty)
        self.max_output_tokens.setValue(sampling.max_output_tokens)

    def show_recommended(self, sampling: Sampling) -> None:
        """``sampling``, and what differs from it is marked from now on."""
        self._recommended = None
        self.show_value(sampling)
        self._recommended = self.value()  # rounded by the fields
        self._usual = {field: field.value() for field in self.marks}
        self.reset_button.show()
        self._mark()

    def _reset(self) -> None:
        assert self._recommended
        self.show_value(self._recommended)

    def _mark(self) -> None:
        harmful = self.repetition_penalty.value() < 1
        note = self.tr("Below 1, the model says the same thing again and again.") if harmful else self._penalty_text
        if note != self._penalty_note.text():
            self._penalty_note.setText(note)
            restyle(self._penalty_note, "role", "warning" if harmful else "small")
            announce(self, note)
        if self._recommended is None:
            return
        now = self.value()
        for field, mark in self.marks.items():
            mark.show_change(field.value() != self._usual[field])
        self.reset_button.setEnabled(now != self._recommended)
        self.differs.emit(now != self._recommended)

    def _add(self, caption: str, field: Field, text: str) -> QLabel:
        field.valueChanged.connect(self._mark)
        self.marks[field] = ChangedMark(caption, field, text)
        return self._grid.add_field(self.marks[field], field, text)


def _decimal(lowest: float, highest: float) -> QDoubleSpinBox:
    made = decimal_field()
    made.setDecimals(2)
    made.setSingleStep(0.05)
    made.setRange(lowest, highest)
    made.setMinimumWidth(FIELD_WIDTH)
    return made


def _whole(lowest: int, highest: int, step: int) -> QSpinBox:
    made = whole_field()
    made.setRange(lowest, highest)
    made.setSingleStep(step)
    made.setMinimumWidth(FIELD_WIDTH)
    return made
