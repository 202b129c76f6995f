"""The verdicts of earlier days on a model and its other versions, one line each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.naming import version_of_id
from app.core.scorecard.scorecard import Scorecard
from app.core.scorecard.verdict import verdict_of
from app.widgets.collapsible import Collapsible
from app.widgets.notice_row import NoticeRow
from app.widgets.scorecard_view import short_time
from app.widgets.verdict_view import MARKS
from app.wording.scorecard.questions import own_words
from app.wording.scorecard.verdicts import sentence


class VerdictHistory(QWidget):
    """Folded at first; ``cards`` are the latest first."""

    def __init__(self, cards: Sequence[Scorecard]) -> None:
        super().__init__()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        title = self.tr("Earlier verdicts ({count})").format(count=len(cards))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Collapsible(title, inside))
        for card in cards:
            version = self.tr("version {number}").format(number=version_of_id(card.model))
            value = " · ".join((short_time(card.created), version, card.precision.upper()))
            own = own_words(card.own) if card.own else ""
            rows.addWidget(NoticeRow(MARKS[verdict_of(card).grade], value, sentence(card), own))
