"""The window in which two models are asked the same, one after the other, so that there is memory for each."""

from collections import Counter
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.events import Failed
from app.core.library.deployment import Deployment
from app.core.library.installed import InstalledModel
from app.core.requests import CompareModels, Remove
from app.core.scorecard.comparable import Comparable, ComparableKind, folder_comparable, installed_comparable
from app.core.scorecard.questions import Question
from app.core.scorecard.side_by_side import AnswerPair
from app.dialogs.library_questions import confirms_deletion
from app.storage.originals import comparables
from app.widgets.answer_pair import AnswerPairView, Vote
from app.widgets.dialog_frame import button_row
from app.widgets.elements import beside_each_other, button, clear, label, scrolling_beside_bar
from app.widgets.failure_panel import FailurePanel
from app.widgets.fields import choice_field
from app.widgets.job_progress import JobProgress
from app.widgets.model_title import model_title
from app.widgets.reading_order import KeyedDialog
from app.widgets.window_size import fit_to_screen
from app.widgets.wrapping_row import WrappingRow
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner

_SIZE, _SMALLEST = (900, 720), (640, 440)  # pixels at 100 % scaling
Sides = tuple[Comparable, Comparable]


class CompareDialog(KeyedDialog):
    """``changed`` is emitted when a model was deleted; ``kept`` carries the one to go on with when that was the model
    for which the window was opened."""

    changed = Signal()
    kept = Signal(Deployment)

    def __init__(
        self,
        deployment: Deployment,
        parent: QWidget | None = None,
        start_job: StartJob = engine_job,
        question: str = "",
    ) -> None:
        super().__init__(parent)
        self._deployment = deployment
        self._runner = JobRunner(start_job)
        self._looking: Call | None = None
        self._votes: Counter[Vote] = Counter()
        self.setWindowTitle(self.tr("Two models side by side"))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.first, self.second = choice_field(), choice_field()
        for field, name in ((self.first, self.tr("First model")), (self.second, self.tr("Second model"))):
            field.setAccessibleName(name)
            field.currentIndexChanged.connect(self._begin_anew)
        self.folder_button = button(self.tr("Another &folder…"), icon_name="folder")
        self.folder_button.clicked.connect(self._choose_folder)
        self.question = QLineEdit(question)
        self.question.setPlaceholderText(self.tr("One question to both"))
        self.question.setAccessibleName(self.tr("One question to both"))
        self.question.textChanged.connect(self._show_state)
        self.question.returnPressed.connect(self.ask)
        self.ask_button = button(self.tr("&Ask both"), "primary")
        self.ask_button.clicked.connect(self.ask)
        self.progress = JobProgress()
        self.failure = FailurePanel()
        self.failure.retry.connect(self.ask)
        self.tally = label(role="muted")
        one, other = self.tr("Keep the first, delete the second"), self.tr("Keep the second, delete the first")
        self.keep_buttons, keep = (button(one), button(other)), WrappingRow(10)
        for number, each in enumerate(self.keep_buttons):
            each.clicked.connect(partial(self._keep, number))
            keep.addWidget(each)
        self.close_button = button(self.tr("&Close"))
        self.close_button.clicked.connect(self.accept)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(10)
        for part in (self.progress, self.failure, self.tally):
            content.addWidget(part)
        content.addLayout(keep)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(10)
        self._answers.addStretch()
        content.addLayout(self._answers)
        self._lay_out(inside)

    def _lay_out(self, inside: QWidget) -> None:
        models, asking = beside_each_other(10), QHBoxLayout()
        asking.setSpacing(10)
        models.addWidget(self.first, 1)
        models.addWidget(self.second, 1)
        asking.addWidget(self.question, 1)
        asking.addWidget(self.ask_button)
        foot = button_row([self.folder_button, self.close_button])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self.windowTitle(), "heading"))
        layout.addLayout(models)
        layout.addLayout(asking)
        layout.addWidget(scrolling_beside_bar(inside), 1)
        layout.addLayout(foot)

    def begin(self) -> None:
        """Show the window, and what there is to compare."""
        self._fill(self.first, [installed_comparable(self._deployment)])
        self._show_state()
        self.open()
        self.question.setFocus()
        self._look()

    def done(self, result: int) -> None:
        self._runner.stop()
        self.progress.end()
        if self._looking:
            self._looking.stop()
        super().done(result)

    def ask(self) -> None:
        sides, text = self._sides(), self.question.text().strip()
        if not sides or not text or self._runner.job:
            return
        self.failure.hide()
        self.progress.begin(self.tr("Starting…"))
        question = Question(messages=({"role": "user", "content": text},))
        request = CompareModels(a=sides[0].name, b=sides[1].name, questions=(question,))
        self._runner.start(request, partial(self._show_pairs, sides), self._fail, self.progress.show_event)
        self._show_state()

    def _look(self) -> None:
        self._looking = Call(partial(comparables, self._deployment))
        self._looking.done.connect(self._offer)
        self._looking.failed.connect(self._fail)
        self._looking.begin()

    def _offer(self, found: tuple[Comparable, ...]) -> None:
        mine = installed_comparable(self._deployment)
        self._fill(self.first, [mine, *found])
        self._fill(self.second, [*found, mine])
        self._begin_anew()

    def _fill(self, field: QComboBox, models: list[Comparable]) -> None:
        field.clear()
        for each in models:
            field.addItem(self._title(each), each)

    def _choose_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of a model")):
            chosen = folder_comparable(ComparableKind.FOLDER, Path(folder))
            for field in (self.first, self.second):
                field.addItem(self._title(chosen), chosen)
            self.second.setCurrentIndex(self.second.count() - 1)

    def _title(self, one: Comparable) -> str:
        if one.deployment:
            return model_title(one.deployment)
        name = one.name.folder.name if one.name.folder else one.name.name
        texts = {
            ComparableKind.ORIGINAL: self.tr("The original, {name}"),
            ComparableKind.BASE: self.tr("Before tuning, {name}"),
        }
        return texts.get(one.kind, "{name}").format(name=name)

    def _sides(self) -> Sides | None:
        """What is chosen, unless it is one and the same."""
        one, other = self.first.currentData(), self.second.currentData()
        return (one, other) if one and other and one != other else None

    def _show_pairs(self, sides: Sides, pairs: tuple[AnswerPair, ...]) -> None:
        self.progress.end()
        for pair in pairs:
            view = AnswerPairView(pair, (self._title(sides[0]), self._title(sides[1])))
            view.voted.connect(self._count)
            self._answers.insertWidget(0, view)
        self.question.selectAll()
        self._show_state()

    def _count(self, vote: Vote, before: Vote | None) -> None:
        if before:
            self._votes[before] -= 1
        self._votes[vote] += 1
        self._show_state()

    def _begin_anew(self) -> None:
        """Votes are for two models: other ones get their own."""
        self._votes.clear()
        clear(self._answers, keep=1)
        self._show_state()

    def _keep(self, number: int) -> None:
        sides = self._sides()
        unwanted = sides[1 - number].deployment if sides else None
        if unwanted and confirms_deletion(self, InstalledModel(deployment=unwanted, own_bytes=unwanted.bytes)):
            self._runner.start(Remove(unwanted.model_id), partial(self._deleted, unwanted), self._fail)
            self._show_state()

    def _deleted(self, gone: Deployment, _removed: object) -> None:
        if gone == self._deployment and (sides := self._sides()):
            self._deployment = next(each.deployment for each in sides if each.deployment and each.deployment != gone)
            self.kept.emit(self._deployment)
        self.changed.emit()
        self._look()

    def _fail(self, failed: Failed) -> None:
        self.progress.end()
        self._show_state()
        self.failure.show_failure(failed, None)

    def _show_state(self) -> None:
        working = self._runner.job is not None
        sides = self._sides()
        self.progress.setVisible(working)
        for field in (self.first, self.second, self.folder_button):
            field.setEnabled(not working)
        self.ask_button.setEnabled(bool(sides and self.question.text().strip()) and not working)
        both = bool(sides and all(each.deployment for each in sides))
        for number, keep in enumerate(self.keep_buttons):
            if sides and both:
                names = {"name": self._title(sides[number]), "other": self._title(sides[1 - number])}
                keep.setToolTip(self.tr("Keep {name}, delete {other}").format(**names))
                keep.setAccessibleName(keep.toolTip())
            keep.setVisible(both and not working and self._answers.count() > 1)  # its last item is a stretch
        self.tally.setText(self._tally(sides))
        self.tally.setVisible(bool(self.tally.text()))

    def _tally(self, sides: Sides | None) -> str:
        if not sides:
            alone = self.tr("No other model is installed: choose the folder of one.")
            return {0: "", 1: alone}.get(self.second.count(), self.tr("Choose two different models."))
        if not self._votes.total():
            return ""
        names = (self._title(sides[0]), self._title(sides[1]))
        counted = {"first": self._votes[Vote.FIRST], "second": self._votes[Vote.SECOND]}
        text = self.tr("Your votes: {one} {first}, {other} {second}, equally good {equal}.")
        return text.format(one=names[0], other=names[1], equal=self._votes[Vote.EQUAL], **counted)
