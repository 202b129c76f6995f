"""The long step: the model is converted, checked, and kept."""

from msgspec.structs import replace
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.events import Event, Failed, Finished, Log, Progress
from app.core.failures import FailureKind
from app.core.library import next_folder
from app.core.plan import Checkpoint, ConvertedModel, Plan
from app.core.requests import Convert
from app.pages.base import Page
from app.widgets.elements import button, icon_label, label, panel
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.widgets.live_chart import LiveChart
from app.widgets.stat import Stat
from app.wording import duration_words, size_words
from app.workers.engine_job import EngineJob, StartJob, engine_job


class ConvertPage(Page):
    def __init__(self, start_job: StartJob = engine_job) -> None:
        super().__init__()
        self.name_next(self.tr("&Install"))
        self._start_job = start_job
        self._plan: Plan | None = None
        self._job: EngineJob | None = None
        self._converted: ConvertedModel | None = None
        self._converted_from: Checkpoint | None = None
        self._name(working=True)
        self.progress = JobProgress()
        self.chart = LiveChart()
        self.cancel_button = button(self.tr("Cance&l"))
        self.cancel_button.clicked.connect(self._cancel)
        self.failure = FailurePanel()
        self.failure.retry.connect(self._begin)
        self._done = self._done_panel()
        for widget in (self._done, self.failure, self.progress, self.chart, self.cancel_button):
            self.body.addWidget(widget)
        self.body.addStretch()

    def enter(self, plan: Plan) -> None:
        self._plan = plan
        kept = self._kept(plan)
        if kept:
            self._show_done(kept)
        else:
            self._begin()

    def amend(self, plan: Plan) -> Plan:
        return replace(plan, converted=self._converted)

    def skips(self, plan: Plan) -> bool:
        return plan.installs_as_it_is

    def leave(self) -> None:
        if self._job:
            self._job.stop()
            self._job = None
        self.chart.stop()
        self.progress.end()

    def isComplete(self) -> bool:
        return self._converted is not None

    def busy(self) -> bool:
        return self._job is not None

    def _kept(self, plan: Plan) -> ConvertedModel | None:
        """The result of converting the same checkpoint in the same way before, when it is still there."""
        same = self._converted if self._converted_from is plan.checkpoint else None
        wanted = (plan.checkpoint.folder if plan.checkpoint else None, plan.recipe.precision)
        models = (model for model in (plan.converted, same) if model and (model.checkpoint, model.precision) == wanted)
        return next((model for model in models if model.folder.is_dir()), None)

    def _begin(self) -> None:
        assert self._plan and self._plan.checkpoint
        self.leave()
        plan, checkpoint = self._plan, self._plan.checkpoint
        output = next_folder(plan.library, plan.name)
        self._converted = None
        self._job = self._start_job(Convert(checkpoint=checkpoint, recipe=plan.recipe, output=output))
        self._job.reported.connect(self._show)
        self.progress.begin(self.tr("Starting…"))
        self._show_state(working=True)
        self._job.begin()
        self.chart.begin(self._job)

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        if self._job:
            self._job.cancel()

    def _show(self, event: Event) -> None:
        match event:
            case Progress():
                self.progress.show_progress(event)
            case Log(message):
                self.progress.append(message)
            case Finished(converted=ConvertedModel() as model):
                self.leave()
                self._show_done(model)
            case Failed():
                self._show_failure(event)
            case _:
                self._show_failure(Failed(FailureKind.INTERNAL, f"unexpected {event}"))

    def _show_done(self, model: ConvertedModel) -> None:
        assert self._plan
        self._converted, self._converted_from = model, self._plan.checkpoint
        for stat, value in zip(
            self._stats,
            (size_words(model.bytes), duration_words(model.seconds), size_words(model.peak_bytes)),
            strict=True,
        ):
            stat.show_value(value)
        self._folder.setText(str(model.folder))
        self._show_state(working=False)

    def _show_failure(self, failed: Failed) -> None:
        self.leave()
        self._show_state(working=False)
        self.failure.show_failure(failed, self._plan)

    def _show_state(self, *, working: bool) -> None:
        for widget in (self.progress, self.chart, self.cancel_button):
            widget.setVisible(working)
        self.cancel_button.setEnabled(working)
        self._name(working=working)
        self.failure.hide()
        self._done.setVisible(self._converted is not None)
        self.completeChanged.emit()

    def _name(self, *, working: bool) -> None:
        heading, lead = self.tr("Conversion"), self.tr("Your original files were not changed.")
        if working:
            heading = self.tr("Converting your model")
            lead = self.tr("This takes a while. You can use the computer meanwhile; it does not fall asleep.")
        elif self._converted:
            heading = self.tr("Your model is converted")
            lead = self.tr("Next, it is installed in Foundry Local.")
        self.name(self.tr("Convert"), heading, lead)

    def _done_panel(self) -> QFrame:
        made = panel("ok")
        self._stats = (
            Stat(self.tr("Size on disk")),
            Stat(self.tr("Time taken")),
            Stat(self.tr("Most memory used")),
        )
        self._folder = label(role="small")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(icon_label("ok", 24))
        head.addWidget(label(self.tr("Converted, and checked with a trial answer."), "title"), 1)
        figures = QHBoxLayout()
        figures.setSpacing(40)
        for stat in self._stats:
            figures.addWidget(stat)
        figures.addStretch()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addLayout(figures)
        layout.addWidget(self._folder)
        return made
