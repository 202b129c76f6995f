"""The user's questions with their answers side by side, a page of them at a time: thousands of cards would hold the
window up for seconds."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.scorecard.questions import Answered
from app.widgets.copy_button import CopyButton
from app.widgets.elements import beside_each_other, button, clear, icon_label, label, panel, short_label
from app.widgets.reading_order import reveal_soon
from app.wording.filling import exact_words
from app.wording.scorecard.questions import outcome_words

_MARKS = {True: "ok", False: "error", None: "info"}
_ON_A_PAGE = 10  # questions: they are made within 50 ms


class AnsweredPages(QWidget):
    def __init__(self, answered: Sequence[Answered]) -> None:
        super().__init__()
        self._all, self._first = answered, 0
        self._shown: list[QFrame] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        failed = sum(each.passed is False for each in answered)
        self.only_failed = QCheckBox(self.tr("Only those that &failed ({count})").format(count=exact_words(failed)))
        self.only_failed.toggled.connect(lambda _: self._turn_to(0))
        self.place = short_label(role="muted")
        self.before_button = button(self.tr("&Previous"))
        self.before_button.clicked.connect(lambda: self._turn_to(self._first - _ON_A_PAGE))
        self.after_button = button(self.tr("&Next"))
        self.after_button.clicked.connect(lambda: self._turn_to(self._first + _ON_A_PAGE))
        turning = QWidget()
        row = QHBoxLayout(turning)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.place)
        row.addStretch()
        row.addWidget(self.before_button)
        row.addWidget(self.after_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.only_failed)
        layout.addLayout(self._cards)
        layout.addWidget(turning)
        many = len(answered) > _ON_A_PAGE
        turning.setVisible(many)
        self.only_failed.setVisible(many and 0 < failed < len(answered))
        self._show_from(0)

    def _turn_to(self, first: int) -> None:
        self._show_from(first)
        if self._shown:
            reveal_soon(self._shown[0])

    def _show_from(self, first: int) -> None:
        shown = [each for each in self._all if each.passed is False] if self.only_failed.isChecked() else self._all
        self._first = first
        end = min(first + _ON_A_PAGE, len(shown))
        clear(self._cards)
        self._shown = [self._card(answered) for answered in shown[first:end]]
        for card in self._shown:
            self._cards.addWidget(card)
        facts = {"first": first + 1, "last": end, "count": len(shown)}
        text = self.tr("{first} to {last} of {count}")
        self.place.setText(text.format(**{name: exact_words(number) for name, number in facts.items()}))
        self.before_button.setEnabled(first > 0)
        self.after_button.setEnabled(end < len(shown))

    def _card(self, answered: Answered) -> QFrame:
        made = panel("card")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(icon_label(_MARKS[answered.passed], 20), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(answered.question, "title"), 1)
        layout.addLayout(head)
        layout.addWidget(label(self._outcome(answered), "muted"))
        layout.addLayout(self._answers(answered))
        made.setAccessibleName(f"{answered.question}: {outcome_words(answered)}")
        return made

    def _outcome(self, answered: Answered) -> str:
        said = outcome_words(answered)
        if answered.expected:
            expected = self.tr("expected ({judge}): {expected}")
            said = f"{said} · {expected.format(judge=answered.judge.value, expected=answered.expected)}"
        if answered.parts_at is not None:
            parts = self.tr("parts from the original at token {at}")
            said = f"{said} · {parts.format(at=answered.parts_at)}"
        return said

    def _answers(self, answered: Answered) -> QBoxLayout:
        sides = [(self.tr("This model"), answered.answer)]
        if answered.reference_answer is not None:
            sides.append((self.tr("The original"), answered.reference_answer))
        if answered.base_answer is not None:
            sides.append((self.tr("The base model"), answered.base_answer))
        row = beside_each_other(20)
        for name, text in sides:
            row.addLayout(self._side(name, text), 1)
        return row

    def _side(self, name: str, text: str) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(3)
        side.addWidget(label(name, "small"))
        said = label(text or self.tr("(no answer)"))
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side.addWidget(said)
        copied = CopyButton(self.tr("Copy"), partial(str, text))
        copied.setProperty("kind", "link")
        copied.setAccessibleName(self.tr("Copy: {name}").format(name=name))
        side.addWidget(copied, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch()
        return side
