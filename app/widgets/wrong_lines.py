"""The lines of a question file that are no questions: the first of them, and how many more there are."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.core.scorecard.questions import WrongLine
from app.widgets.notice_row import NoticeRow
from app.wording.filling import exact_words
from app.wording.scorecard.questions import wrong_words

_SHOWN = 5  # lines


def wrong_lines(wrong: Sequence[WrongLine]) -> list[NoticeRow]:
    rows = [NoticeRow("warn", text) for text in wrong_words(wrong[:_SHOWN])]
    if (more := len(wrong) - _SHOWN) > 0:
        text = QCoreApplication.translate("WrongLines", "Lines that are no questions besides: {count}")
        rows.append(NoticeRow("warn", text.format(count=exact_words(more))))
    return rows
