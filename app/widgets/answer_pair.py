"""One question with two answers side by side, marked from the word on in which they part; and which one is better."""

from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QVBoxLayout

from app.core.scorecard.side_by_side import AnswerPair, Side, parting_character
from app.widgets.copy_button import CopyButton
from app.widgets.elements import beside_each_other, button, label
from app.widgets.theme import colours
from app.widgets.wrapping_row import WrappingRow
from app.wording.filling import decimal, token_words


class Vote(StrEnum):
    FIRST = "first"
    SECOND = "second"
    EQUAL = "equal"


class AnswerPairView(QFrame):
    """``voted`` carries the ``Vote`` and the one before it, or None."""

    voted = Signal(Vote, object)

    def __init__(self, pair: AnswerPair, titles: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.vote: Vote | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label(pair.question, "title"))
        layout.addWidget(label(self._parting(pair), "muted"))
        at = parting_character(pair.a.answer, pair.b.answer)
        row = beside_each_other(20)
        for title, side in zip(titles, (pair.a, pair.b), strict=True):
            row.addLayout(self._side(title, side, at), 1)
        layout.addLayout(row)
        layout.addLayout(self._votes(titles))

    def _parting(self, pair: AnswerPair) -> str:
        if parting_character(pair.a.answer, pair.b.answer) is None:
            return self.tr("Both answers are the same.")
        if pair.parts_at is None:
            return self.tr("Both chose the same words; only the text is written otherwise.")
        return self.tr("They differ from word part {at} on, which is marked.").format(at=pair.parts_at)

    def _side(self, title: str, side: Side, at: int | None) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(3)
        made.addWidget(label(title, "small"))
        made.addWidget(_marked(side.answer or self.tr("(no answer)"), at if side.answer else None))
        figures = self.tr("{tokens}, {speed} a second").format(
            tokens=token_words(side.tokens),
            speed=decimal(side.tokens_per_second, 0 if side.tokens_per_second >= 10 else 1),
        )
        if not side.ended:
            cut_off = self.tr("did not end by itself")
            figures = f"{figures}, {cut_off}"
        made.addWidget(label(figures, "small"))
        copied = CopyButton(self.tr("Copy"), partial(str, side.answer))
        copied.setProperty("kind", "link")
        copied.setAccessibleName(self.tr("Copy: {name}").format(name=title))
        made.addWidget(copied, 0, Qt.AlignmentFlag.AlignLeft)
        made.addStretch()
        return made

    def _votes(self, titles: tuple[str, str]) -> WrappingRow:
        row = WrappingRow(10)
        self.choices = QButtonGroup(self)
        better = self.tr("{name} is better")
        words = {
            Vote.FIRST: better.format(name=titles[0]),
            Vote.SECOND: better.format(name=titles[1]),
            Vote.EQUAL: self.tr("Equally good"),
        }
        for vote, text in words.items():
            choice = button(text, "chip")
            choice.setCheckable(True)
            choice.clicked.connect(partial(self._choose, vote))
            self.choices.addButton(choice)
            row.addWidget(choice)
        return row

    def _choose(self, vote: Vote) -> None:
        before, self.vote = self.vote, vote
        self.voted.emit(vote, before)


def _marked(text: str, at: int | None) -> QLabel:
    """``text``, underlined and coloured from ``at`` on; what a model writes is never taken for HTML."""
    same, other = (text, "") if at is None else (text[:at], text[at:])
    mark = f'<span style="background-color:{colours()["warn-soft"]}; text-decoration: underline">{_html(other)}</span>'
    said = label(role="body")
    said.setTextFormat(Qt.TextFormat.RichText)
    said.setText(_html(same) + (mark if other else ""))
    said.setAccessibleName(text)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return said


def _html(text: str) -> str:
    for letter, said in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "<br>")):
        text = text.replace(letter, said)
    return text
