"""What became of the user's own questions: a sum, and each with its answers side by side."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.library.naming import name_of_id, version_of_id
from app.core.scorecard.questions import Answered, QuestionRun
from app.widgets.collapsible import Collapsible
from app.widgets.copy_button import CopyButton
from app.widgets.elements import beside_each_other, clear, icon_label, label, panel
from app.widgets.notice_row import NoticeRow
from app.widgets.scorecard_view import short_time
from app.wording.scorecard.questions import outcome_words, summary_words, wrong_words

MARKS = {True: "ok", False: "error", None: "info"}


class QuestionRunView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)

    def show_run(self, run: QuestionRun, earlier: Sequence[QuestionRun] = ()) -> None:
        """``earlier`` runs are listed below; they hold no questions."""
        clear(self._rows)
        self._rows.addWidget(label(summary_words(run), "title"))
        for text in wrong_words(run.wrong):
            self._rows.addWidget(NoticeRow("warn", text))
        for answered in run.questions:
            self._rows.addWidget(self._card(answered))
        if earlier:
            self._rows.addWidget(
                Collapsible(self.tr("Earlier runs ({count})").format(count=len(earlier)), _list(earlier))
            )
        self._rows.addStretch()

    def _card(self, answered: Answered) -> QFrame:
        made = panel("card")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(icon_label(MARKS[answered.passed], 20), 0, Qt.AlignmentFlag.AlignTop)
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
