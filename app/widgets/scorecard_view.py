"""What was measured of a model: the verdict, where and when, and, unfolded, a line for each number."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.scorecard.scorecard import Scorecard, this_computer
from app.core.scorecard.verdict import Advice
from app.widgets.collapsible import Collapsible
from app.widgets.elements import clear, label
from app.widgets.notice_row import NoticeRow
from app.widgets.turns import Turns
from app.widgets.verdict_view import MARKS, VerdictView
from app.wording.scorecard.scorecards import measured_words, scorecard_words
from app.wording.scorecard.tutorial import tutorial_rows


class ScorecardView(QWidget):
    """``advised`` carries the ``Advice`` whose button was pressed."""

    advised = Signal(Advice)

    def __init__(self, offered: Collection[Advice] = ()) -> None:
        super().__init__()
        self._offered = offered
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._turns = Turns(self)
        self.details: Collapsible | None = None
        self.tutorial: Collapsible | None = None

    def show_scorecard(self, card: Scorecard | None) -> None:
        self._turns.stop()
        clear(self._rows)
        if card is None:
            return
        verdict = VerdictView(card, self._offered)
        verdict.advised.connect(self.advised)
        self._rows.addWidget(verdict)
        self._rows.addWidget(label(scorecard_words(card, this_computer(), short_date(card.created)), "muted"))
        checked, measured = _list(), _list()
        self.tutorial = Collapsible(self.tr("Four metrics and five checks"), checked)
        self.details = Collapsible(self.tr("All numbers"), measured)
        self._rows.addWidget(self.tutorial)
        self._rows.addWidget(self.details)
        self._rows.addStretch()
        self._turns.begin(_fill(card, checked, measured))


def _list() -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    return made


def _fill(card: Scorecard, checked: QWidget, measured: QWidget) -> Iterator[None]:
    """The two lists, which are folded meanwhile."""
    for row in tutorial_rows(card):
        _add(checked, NoticeRow(MARKS[row.grade], row.title, row.words, value=row.value))
        yield
    for line in measured_words(card):
        _add(measured, NoticeRow(MARKS[line.verdict], line.title, line.words, value=line.value))
        yield


def _add(rows: QWidget, row: NoticeRow) -> None:
    layout = rows.layout()
    assert layout
    layout.addWidget(row)
    row.ensurePolished()  # else that takes place when all are shown


def short_time(iso: str) -> str:
    """Date and time of day; ``iso`` is UTC."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate).toLocalTime()
    return f"{short_date(iso)}, {QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)}"


def short_date(iso: str) -> str:
    """The date as the user's system writes it; ``iso`` is UTC."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment.date(), "d MMM yyyy")  # 11/12 is another day elsewhere
