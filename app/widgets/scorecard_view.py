"""What was measured of a model: where and when, and a line for each number."""

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.scorecard import Scorecard, Verdict, this_computer
from app.widgets.elements import clear, label
from app.widgets.notice_row import NoticeRow
from app.wording import measured_words, scorecard_words

_MARKS = {Verdict.GOOD: "ok", Verdict.NOTICE: "warn", Verdict.BAD: "error"}


class ScorecardView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)

    def show_scorecard(self, card: Scorecard | None) -> None:
        clear(self._rows)
        if card is None:
            return
        self._rows.addWidget(label(scorecard_words(card, this_computer(), short_date(card.created)), "muted"))
        for line in measured_words(card):
            self._rows.addWidget(NoticeRow(_MARKS[line.verdict], line.title, line.words, value=line.value))


def short_date(iso: str) -> str:
    """In the user's own way; ``iso`` is UTC."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment.date(), "d MMM yyyy")  # 11/12 is another day elsewhere
