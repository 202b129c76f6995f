"""The long step: the model is converted, checked, and kept."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.events import Finished
from app.core.library import next_folder
from app.core.offer import runs_here
from app.core.plan import Checkpoint, ConvertedModel, Plan, Recipe
from app.core.requests import Convert
from app.leftovers import Leftover, not_installed, sweep
from app.libraries import taken_versions
from app.pages.job import JobPage
from app.widgets.elements import button, clear, icon_label, label, panel
from app.widgets.live_chart import LiveChart
from app.widgets.notice_row import NoticeRow
from app.widgets.stat import Stat
from app.widgets.wrapping_row import WrappingRow
from app.wording import duration_words, leftover_words, size_words
from app.workers.call import Call
from app.workers.engine_job import EngineJob, StartJob, engine_job


class ConvertPage(JobPage):
    """Every result of this session is kept and shown again for the same model and recipe; earlier ones that were never
    installed can be deleted."""

    def __init__(self, start_job: StartJob = engine_job) -> None:
        self._converted: ConvertedModel | None = None
        self._results: list[tuple[Checkpoint, Recipe, ConvertedModel]] = []
        self._sweeping: Call | None = None
        self.chart = LiveChart()
        super().__init__(start_job, panel("ok"), self.chart)
        self._fill(self._done)

    def amend(self, plan: Plan) -> Plan:
        return replace(plan, converted=self._converted)

    def skips(self, plan: Plan) -> bool:
        return plan.installs_as_it_is

    def leave(self) -> None:
        super().leave()
        self.chart.stop()

    def isComplete(self) -> bool:
        return self._converted is not None

    def enter(self, plan: Plan) -> None:
        self.name_next(self.tr("&Install") if runs_here(plan.recipe.target) else self.tr("&Next"))
        super().enter(plan)

    def request(self, plan: Plan) -> Convert:
        assert plan.checkpoint
        output = next_folder(plan.library, plan.name, taken_versions(plan.name))
        return Convert(checkpoint=plan.checkpoint, recipe=plan.recipe, output=output)

    def begun(self, job: EngineJob) -> None:
        assert self.plan
        self.chart.begin(job, self.plan.library)

    def kept(self, plan: Plan) -> bool:
        """Whether the same checkpoint was converted in the same way before, and the result is still there."""
        wanted = (plan.checkpoint, plan.recipe)
        models = [model for checkpoint, recipe, model in reversed(self._results) if (checkpoint, recipe) == wanted]
        before, folder = plan.converted, plan.checkpoint.folder if plan.checkpoint else None
        if before and (before.checkpoint, before.recipe) == (folder, plan.recipe):
            models.insert(0, before)
        self._converted = next((model for model in models if model.folder.is_dir()), None)
        if self._converted:
            self._show_result(self._converted)
        return self._converted is not None

    def forget(self) -> None:
        self._converted = None

    def take(self, finished: Finished) -> bool:
        if finished.converted is None:
            return False
        assert self.plan and self.plan.checkpoint
        self._converted = finished.converted
        self._results.append((self.plan.checkpoint, self.plan.recipe, self._converted))
        self._show_result(self._converted)
        return True

    def earlier(self) -> list[NoticeRow]:
        return self._done.findChildren(NoticeRow)

    def describe(self, *, working: bool) -> None:
        heading, lead = self.tr("Conversion"), self.tr("Your original files were not changed.")
        if working:
            heading = self.tr("Converting your model")
            lead = self.tr("You can use the computer meanwhile. It is kept from falling asleep, where it allows that.")
        elif self._converted:
            heading = self.tr("Your model is converted")
            lead = self.tr("Next, it is installed in Foundry Local.")
            if self.plan and not runs_here(self.plan.recipe.target):
                lead = self.tr("It is for another computer: this one cannot run it.")
        self.name(heading, lead)

    def _show_result(self, model: ConvertedModel) -> None:
        values = (size_words(model.bytes), duration_words(model.seconds), size_words(model.peak_bytes))
        for stat, value in zip(self._stats, values, strict=True):
            stat.show_value(value)
        self._folder.setText(str(model.folder))
        self._show_earlier(model.folder)

    def _show_earlier(self, folder: Path) -> None:
        """Offer the room that earlier conversions under the same name take, when they were never installed."""
        clear(self._earlier)
        for leftover in not_installed(folder.parent):
            if leftover.folder != folder:
                words = leftover_words(leftover.kind.value, leftover.model, leftover.bytes)
                row = NoticeRow("info", words.title, words.explanation, str(leftover.folder))
                delete = button(self.tr("&Delete it"))
                delete.clicked.connect(partial(self._sweep, leftover, folder))
                row.add_action(delete)
                self._earlier.addWidget(row)

    def _sweep(self, leftover: Leftover, folder: Path) -> None:
        self._results = [result for result in self._results if result[2].folder != leftover.folder]
        self._sweeping = Call(lambda: sweep((leftover,)))
        self._sweeping.done.connect(lambda _: self._show_earlier(folder))
        self._sweeping.begin()

    def _fill(self, made: QFrame) -> None:
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
        figures = WrappingRow(40)
        for stat in self._stats:
            figures.addWidget(stat)
        self._earlier = QVBoxLayout()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addLayout(figures)
        layout.addWidget(self._folder)
        layout.addLayout(self._earlier)
