"""One thing to know: a mark, a title, what it means and what to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.findings import Finding, Severity
from app.widgets.elements import icon_label, label
from app.widgets.elided_label import ElidedLabel
from app.widgets.sentence_label import SentenceLabel
from app.widgets.theme import with_letters
from app.widgets.wrapping_button import WrappingButton
from app.widgets.wrapping_row import WrappingRow
from app.wording.messages import failure_words

_MARKS = {Severity.BLOCKS: "error", Severity.WARNS: "warn", Severity.INFORMS: "info"}


_MARK, _GAP = 22, 14  # pixels: of the mark, and beside it
TITLE_LEAST = 280  # pixels
LONGEST_WORD = 24  # letters of a word; a name that people gave may be longer, and has no place to break a line at


class NoticeRow(QWidget):
    """``value`` stands at the right of the title; empty texts take no room."""

    def __init__(self, mark: str, title: str, text: str = "", advice: str = "", value: str = "") -> None:
        super().__init__()
        self.mark = mark
        layout = QHBoxLayout(self)
        one_line = not (text or advice)
        padding = 5 if one_line else 9
        layout.setContentsMargins(0, padding, 0, padding)
        layout.setSpacing(_GAP)
        place = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
        layout.addWidget(icon_label(mark, _MARK), 0, place)
        words = QVBoxLayout()
        words.setSpacing(3)
        named = _beside_value(title) if value else label(title, "title")
        head = WrappingRow(24, spread=True) if value else QHBoxLayout()
        head.addWidget(named)
        if value:
            head.addWidget(ElidedLabel(value, "muted"))
        named.setAccessibleName(f"{self._state_words()}: {title}")  # what the mark says, which is a picture
        words.addLayout(head)
        for words_text, role in ((text, "muted"), (advice, "body")):
            if words_text:
                words.addWidget(label(words_text, role))
        layout.addLayout(words, 1)
        self._words = words
        told = ". ".join(part.removesuffix(".") for part in (title, value, text, advice) if part)
        self.setAccessibleName(f"{self._state_words()}: {told}")

    def _state_words(self) -> str:
        return {
            "ok": self.tr("OK"),
            "info": self.tr("Note"),
            "warn": self.tr("Needs attention"),
            "error": self.tr("Must be changed"),
        }[self.mark]

    def add_action(self, action: WrappingButton) -> None:
        """A button below the words that does what they advise."""
        action.wrap()
        self._words.addSpacing(5)
        self._words.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)


def _beside_value(title: str) -> QLabel:
    if max(map(len, title.split()), default=0) <= LONGEST_WORD:
        return SentenceLabel(title, "title")
    return ElidedLabel(title, "title", least=TITLE_LEAST, grows=False)


def beside_mark() -> int:
    """Pixels from the left of a notice to its words."""
    return with_letters(_MARK) + _GAP


def finding_row(finding: Finding) -> NoticeRow:
    """What was found in a model folder, in words."""
    words = failure_words(finding)
    return NoticeRow(_MARKS[finding.severity], words.title, words.explanation, words.advice)
