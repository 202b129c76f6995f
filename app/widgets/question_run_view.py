"""What became of the user's own questions: a sum, each with its answers side by side, and the runs before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.naming import name_of_id, version_of_id
from app.core.scorecard.questions import QuestionRun
from app.widgets.answered_pages import AnsweredPages
from app.widgets.collapsible import Collapsible
from app.widgets.elements import label
from app.widgets.notice_row import NoticeRow
from app.widgets.scorecard_view import short_time
from app.widgets.wrong_lines import wrong_lines
from app.wording.scorecard.questions import summary_words


class QuestionRunView(QWidget):
    def __init__(self, run: QuestionRun) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        self._rows.addWidget(label(summary_words(run), "title"))
        for row in wrong_lines(run.wrong):
            self._rows.addWidget(row)
        self._rows.addWidget(AnsweredPages(run.questions))
        self._rows.addStretch()

    def show_earlier(self, runs: Sequence[QuestionRun]) -> None:
        """Below; they hold no questions."""
        fold = Collapsible(self.tr("Earlier runs ({count})").format(count=len(runs)), _list(runs))
        self._rows.insertWidget(self._rows.count() - 1, fold)


def _list(runs: Sequence[QuestionRun]) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    for run in runs:
        layout.addWidget(NoticeRow("info", run_title(run), summary_words(run)))
    return made


def run_title(run: QuestionRun) -> str:
    """When and of which version: "29 Nov 2026, 14:03 · my-recipes 2"."""
    return f"{short_time(run.created)} · {name_of_id(run.model)} {version_of_id(run.model)}"
