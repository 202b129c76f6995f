"""Asks a model the user's own questions: typed, pasted or from a file; and shows what became of them."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.events import Failed
from app.core.library.deployment import Deployment
from app.core.requests import AskQuestions
from app.core.scorecard.held_out import held_out
from app.core.scorecard.question_file import read_question_file, read_questions
from app.core.scorecard.question_results import asked_in
from app.core.scorecard.questions import Judge, QuestionFile, QuestionRun
from app.dialogs.job_dialog import JobDialog
from app.storage.question_runs import earlier_runs, last_run_of_name
from app.widgets.announcing import announce
from app.widgets.elements import button, label, scrolling_beside_bar
from app.widgets.model_title import model_title
from app.widgets.notice_row import NoticeRow
from app.widgets.question_run_view import QuestionRunView, run_title
from app.widgets.reading_order import KeyedDialog
from app.widgets.window_size import fit_to_screen
from app.widgets.wrong_lines import wrong_lines
from app.wording.messages import failure_words
from app.wording.scorecard.questions import summary_words
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job

_SIZE, _SMALLEST = (720, 520), (520, 360)  # pixels at 100 % scaling
RESULT_SIZE = (880, 680)
_LINES = 4  # of questions that are seen at least


class OwnQuestionsDialog(KeyedDialog):
    """Where questions are given. ``asked`` carries the ``QuestionsDialog`` that asks them, which is open."""

    asked = Signal(object)

    def __init__(self, deployment: Deployment, parent: QWidget | None = None, start_job: StartJob = engine_job) -> None:
        super().__init__(parent)
        self._deployment, self._start_job = deployment, start_job
        self._reading: Call | None = None
        self.setWindowTitle(self.tr("Your own questions"))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Questions, one a line"))
        self.field.setTabChangesFocus(False)
        self.field.textChanged.connect(self._show_state)
        self._wrong = QVBoxLayout()
        self.file_button = button(self.tr("Choose a &file…"), icon_name="folder")
        self.file_button.clicked.connect(self._choose_file)
        self.ask_button = button(self.tr("&Ask"), "primary")
        self.ask_button.setDefault(True)
        self.ask_button.clicked.connect(lambda: self.ask(read_questions(self.field.toPlainText())))
        self.close_button = button(self.tr("&Close"))
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self._show_state()

    def _lay_out(self) -> None:
        how = self.tr(
            "One question a line. After a tab, what the answer should contain. Or a table with the columns question, "
            "expected, judge and system, JSON lines, or the file that the model was trained with."
        )
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.file_button)
        foot.addStretch()
        foot.addWidget(self.close_button)
        foot.addWidget(self.ask_button)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(12)
        content.addLayout(self._wrong)
        content.addWidget(label(how, "muted"))
        content.addWidget(self.field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Ask it what it was trained for"), "heading"))
        self._area = scrolling_beside_bar(inside)  # what is wrong with a file takes many lines in large letters
        layout.addWidget(self._area, 1)
        layout.addLayout(foot)

    def begin(self) -> None:
        """Show the window, and what was asked last."""
        self.open()
        self._reading = Call(partial(last_run_of_name, self._deployment.model_id))
        self._reading.done.connect(self._offer_last)
        self._reading.begin()

    def _offer_last(self, run: QuestionRun | None) -> None:
        if run is None or not run.questions:
            return
        title = self.tr("Asked last: {when}").format(when=run_title(run))
        row = NoticeRow("info", title, summary_words(run))
        again, show = button(self.tr("Ask the same a&gain")), button(self.tr("S&how the answers"), "link")
        again.clicked.connect(lambda: self.ask(QuestionFile(asked_in(run))))
        show.clicked.connect(partial(self._show_run, run))
        for action in (again, show):
            row.add_action(action)
        self._tell(row)

    def _show_run(self, run: QuestionRun) -> None:
        self.accept()
        shown = QuestionsDialog(self._deployment, QuestionFile(()), self.parentWidget(), self._start_job)
        shown.begin_kept(run)
        self.asked.emit(shown)

    def read(self, file: Path) -> None:
        """Ask the questions of ``file``, offer some of many, or say what is wrong with it."""
        if self._reading:
            self._reading.stop()
        self._reading = Call(partial(read_question_file, file))
        self._reading.done.connect(partial(self._take, file.name))
        self._reading.failed.connect(self._refuse)
        self._reading.begin()

    def done(self, result: int) -> None:
        if self._reading:
            self._reading.stop()
        super().done(result)

    def _take(self, name: str, found: QuestionFile) -> None:
        count, some = len(found.questions), held_out(found.questions)
        if not some:
            self.ask(found)
            return
        title = self.tr("“{file}” holds {count} questions").format(file=name, count=count)
        texts = [
            self.tr(
                "All of them take long. {few} are a good sample: the same ones each time, which a conversion that is "
                "fitted to this file leaves out."
            )
        ]
        if any(each.judge is Judge.WORDS for each in some):
            texts.append(self.tr("An answer passes when half of its words are those that the model was taught."))
        row = NoticeRow("info", title, " ".join(texts).format(few=len(some)))
        offers = (
            (self.tr("Ask {few} of your {count}"), replace(found, questions=some)),
            (self.tr("Ask all {count}"), found),
        )
        for words, asked in offers:
            choice = button(words.format(few=len(some), count=count))
            choice.clicked.connect(partial(self.ask, asked))
            row.add_action(choice)
        self._tell(row)

    def _refuse(self, failed: Failed) -> None:
        words = failure_words(failed)
        self._tell(NoticeRow("error", words.title, words.explanation, words.advice))

    def ask(self, found: QuestionFile) -> None:
        if not found.questions:
            self._tell(*wrong_lines(found.wrong))
            return
        self.accept()
        asking = QuestionsDialog(self._deployment, found, self.parentWidget(), self._start_job)
        asking.begin()
        self.asked.emit(asking)

    def _choose_file(self) -> None:
        kinds = self.tr("Questions (*.csv *.tsv *.txt *.json *.jsonl)")
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Choose your questions"), "", kinds)
        if file:
            self.read(Path(file))

    def _tell(self, *rows: NoticeRow) -> None:
        while item := self._wrong.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for row in rows:
            self._wrong.addWidget(row)
            announce(self, row.accessibleName())
        self._area.verticalScrollBar().setValue(0)

    def _show_state(self) -> None:
        self.ask_button.setEnabled(bool(self.field.toPlainText().strip()))


class _Field(QPlainTextEdit):
    """Takes the room that is left, and what lies around it scrolls before it has fewer than some lines."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), (_LINES + 1) * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class QuestionsDialog(JobDialog[QuestionRun]):
    """Asks the model, and its original where that is at hand."""

    def __init__(
        self,
        deployment: Deployment,
        found: QuestionFile,
        parent: QWidget | None = None,
        start_job: StartJob = engine_job,
    ) -> None:
        request = AskQuestions(
            name=deployment.model_id, questions=found.questions, wrong=found.wrong, with_original=True
        )
        super().__init__(request, model_title(deployment), parent, start_job)
        self._view: QuestionRunView | None = None
        self._reading: Call | None = None
        self.setWindowTitle(self.tr("Your own questions"))
        fit_to_screen(self, RESULT_SIZE, _SMALLEST)

    def take(self, result: QuestionRun) -> None:
        self._view = QuestionRunView(result)
        self.result_parts.addWidget(self._view)
        self._reading = Call(partial(earlier_runs, result.model))
        self._reading.done.connect(partial(self._show_earlier, result))
        self._reading.begin()

    def begin_kept(self, run: QuestionRun) -> None:
        """Show the window with what was answered before."""
        self.open()
        self.show_state(working=False)
        self.take(run)

    def done(self, result: int) -> None:
        if self._reading:
            self._reading.stop()
        super().done(result)

    def _show_earlier(self, run: QuestionRun, earlier: tuple[QuestionRun, ...]) -> None:
        others = [each for each in earlier if (each.created, each.model) != (run.created, run.model)]
        if others and self._view:
            self._view.show_earlier(others)
