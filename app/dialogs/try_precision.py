"""Converts the original of an installed model to another precision, installs and measures it; shows both verdicts."""

from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Failed
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.installed import InstalledModel
from app.core.library.naming import version_of_id
from app.core.library.notes import next_folder, read_provenance
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert, Deploy, JudgeModel, Remove
from app.core.scorecard.judging import read_scorecard
from app.core.scorecard.scorecard import Scorecard
from app.dialogs.library_questions import confirms_deletion
from app.storage.libraries import taken_versions
from app.storage.originals import Recorded, recorded_original, sibling
from app.widgets.elements import button, clear, label, scrolling_beside_bar
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.widgets.model_title import model_title
from app.widgets.notice_row import NoticeRow
from app.widgets.reading_order import KeyedDialog
from app.widgets.verdict_pair import VerdictPair
from app.widgets.window_size import fit_to_screen
from app.wording.scorecard.scorecards import where_original_words
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner

_SIZE, _SMALLEST = (880, 700), (620, 420)  # pixels at 100 % scaling


class Found(Struct, frozen=True):
    """What is there already: the original, and another model in the wanted precision with what was measured of it."""

    original: Recorded
    made: Deployment | None = None
    card: Scorecard | None = None


class TryPrecisionDialog(KeyedDialog):
    """``changed`` is emitted when what is installed is another than before."""

    changed = Signal()

    def __init__(
        self,
        deployment: Deployment,
        card: Scorecard,
        precision: Precision,
        parent: QWidget | None = None,
        start_job: StartJob = engine_job,
    ) -> None:
        super().__init__(parent)
        self._mine, self._card, self._precision = deployment, card, precision
        self._runner = JobRunner(start_job)
        self._looking: Call | None = None
        self._made: Deployment | None = None
        self._library = deployment.library  # where the other one is installed
        again = precision == deployment.precision
        title = self.tr("Convert again and compare") if again else self.tr("Try {precision} and compare")
        self.setWindowTitle(title.format(precision=precision.upper()))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.step = label(role="lead")
        self.progress = JobProgress()
        self.failure = FailurePanel()
        self.failure.retry.connect(self._look)
        self.failure.elsewhere.connect(self._look_for)
        holder = QWidget()
        self.parts = QVBoxLayout(holder)
        self.parts.setContentsMargins(0, 0, 0, 0)
        self.original_button = button(self.tr("Choose the &original…"), icon_name="folder")
        self.original_button.clicked.connect(self._choose_original)
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.original_button)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self.windowTitle(), "heading"))
        for part in (self.step, self.progress, self.failure):
            layout.addWidget(part)
        layout.addWidget(holder, 1)
        layout.addLayout(foot)

    def begin(self) -> None:
        self.open()
        self._look()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def convert(self, checkpoint: Checkpoint) -> None:
        """Begin with the original, which the user may have chosen."""
        if blocking := checkpoint.blocking:
            self._fail(Failed(blocking.kind, "", blocking.facts, blocking.variant))
            return
        self._call(partial(_conversion, self._mine, checkpoint, self._precision, self._library), self._convert)

    def _look_for(self, library: Path) -> None:
        self._library = library
        self._look()

    def _look(self) -> None:
        self._working(self.tr("Looking for its original…"))
        again = self._precision == self._mine.precision
        self._call(partial(_find, self._mine, "" if again else self._precision), self._show_found)

    def _show_found(self, found: Found) -> None:
        self._made = found.made
        if found.made and found.card and not found.card.partial:
            self._show_both(found.card)
        elif found.made:
            self._measure(found.made)
        elif found.original.checkpoint:
            self.convert(found.original.checkpoint)
        else:
            self._settled("")
            self.parts.addWidget(NoticeRow("warn", *where_original_words(found.original.why, found.original.folder)))
            self.parts.addStretch()
            self.original_button.show()

    def _choose_original(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of the original model")):
            self._working(self.tr("Looking at the model…"))
            self._call(partial(inspect_checkpoint, Path(folder)), self.convert)

    def _convert(self, request: Convert) -> None:
        self._working(self.tr("1 of 3: it is converted to {precision}.").format(precision=self._precision.upper()))
        self._run(request, partial(self._deploy, request.checkpoint.folder.name))

    def _deploy(self, source: str, converted: ConvertedModel) -> None:
        version = version_of_id(f":{converted.folder.name}")
        self._working(self.tr("2 of 3: it is installed as version {number}.").format(number=version))
        mine = self._mine
        request = Deploy(
            folder=converted.folder,
            name=mine.name,
            library=self._library,
            system_prompt=mine.system_prompt,
            sampling=mine.sampling,
            source=source,
        )
        self._run(request, self._measure)

    def _measure(self, made: Deployment) -> None:
        self._made = made
        self.changed.emit()
        self._working(self.tr("3 of 3: it is measured, and compared with the original."))
        self._run(JudgeModel(made.model_id), self._show_both)

    def _show_both(self, card: Scorecard) -> None:
        assert self._made
        self._settled(self.tr("Both stay installed until you delete one."))
        pair = VerdictPair((self._mine, self._card), (self._made, card))
        pair.unwanted.connect(partial(self._delete, pair))
        self.parts.addWidget(scrolling_beside_bar(pair))

    def _delete(self, pair: VerdictPair, unwanted: Deployment) -> None:
        if not confirms_deletion(self, InstalledModel(deployment=unwanted, own_bytes=unwanted.bytes)):
            return
        pair.setEnabled(False)
        self._runner.start(Remove(unwanted.model_id), partial(self._deleted, pair, unwanted), partial(self._kept, pair))

    def _deleted(self, pair: VerdictPair, gone: Deployment, _removed: object) -> None:
        pair.setEnabled(True)
        pair.settle()
        self.step.setText(self.tr("{name} is in the trash.").format(name=model_title(gone)))
        self.changed.emit()

    def _kept(self, pair: VerdictPair, failed: Failed) -> None:
        pair.setEnabled(True)
        self.failure.show_failure(failed, None)

    def _run(self, request: Any, then: Any) -> None:
        self._runner.start(request, then, self._fail, self.progress.show_event)

    def _call(self, function: Any, then: Any) -> None:
        if self._looking:
            self._looking.stop()
        self._looking = Call(function)
        self._looking.done.connect(then)
        self._looking.failed.connect(self._fail)
        self._looking.begin()

    def _fail(self, failed: Failed) -> None:
        self._settled("")
        self.failure.show_failure(failed, None, self._library)

    def _stop(self) -> None:
        self._runner.stop()
        if self._looking:
            self._looking.stop()
        self.progress.end()

    def _working(self, step: str) -> None:
        self._show(step, working=True)
        self.progress.begin(self.tr("Starting…"))

    def _settled(self, step: str) -> None:
        self._stop()
        self._show(step, working=False)

    def _show(self, step: str, *, working: bool) -> None:
        clear(self.parts)
        self.failure.hide()
        self.original_button.hide()
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self.progress.setVisible(working)
        self.close_button.setText(self.tr("Cance&l") if working else self.tr("&Close"))


def _find(mine: Deployment, precision: str) -> Found:
    """With no ``precision``, only the original: it is converted in any case."""
    made = sibling(mine, precision) if precision else None
    return Found(recorded_original(mine), made, read_scorecard(made.folder) if made else None)


def _conversion(mine: Deployment, checkpoint: Checkpoint, precision: Precision, library: Path) -> Convert:
    """In the same precision, as it was converted before."""
    provenance = read_provenance(mine.folder)
    before = provenance.recipe if provenance else None
    recipe = before if before and before.precision is precision else Recipe(precision=precision)
    output = next_folder(library, mine.name, taken_versions(mine.name))
    return Convert(checkpoint=checkpoint, recipe=recipe, output=output)
