"""The long step: the model is converted, checked, and kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.events import News, Noticed
from app.core.library.converted_model import ConvertedModel
from app.core.library.notes import next_folder
from app.core.plan import Plan
from app.core.recipe.offer import runs_here
from app.core.recipe.recipe import Recipe
from app.core.requests import Convert
from app.pages.job import JobPage
from app.storage.leftovers import Leftover, not_installed, sweep
from app.storage.libraries import taken_versions
from app.widgets.elements import button, clear, icon_label, label, panel
from app.widgets.live_chart import LiveChart
from app.widgets.notice_row import NoticeRow, finding_row
from app.widgets.stat import Stat
from app.widgets.wrapping_row import WrappingRow
from app.wording.fidelity import fidelity_words
from app.wording.filling import duration_words, size_words
from app.wording.messages import leftover_words
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job


class ConvertPage(JobPage[ConvertedModel]):
    """Every result of this session is kept and shown again for the same model and recipe; earlier ones that were never
    installed can be deleted."""

    def __init__(self, start_job: StartJob = engine_job) -> None:
        self._converted: ConvertedModel | None = None
        self._results: list[tuple[Checkpoint, Recipe, Path | None, ConvertedModel]] = []
        self._looking: Call | None = None  # for earlier results
        self.chart = LiveChart()
        self._noticed = QWidget()
        self._notices = QVBoxLayout(self._noticed)
        self._notices.setContentsMargins(0, 0, 0, 0)
        super().__init__(start_job, panel("ok"), self.chart)
        self.body.insertWidget(self.body.count() - 1, self._noticed)
        self._fill(self._done)

    def amend(self, plan: Plan) -> Plan:
        return replace(plan, converted=self._converted)

    def skips(self, plan: Plan) -> bool:
        return plan.installs_as_it_is

    def leave(self) -> None:
        super().leave()
        self.chart.stop()
        if self._looking:
            self._looking.stop()

    def isComplete(self) -> bool:
        return self._converted is not None

    def enter(self, plan: Plan) -> None:
        self.name_next(self.tr("&Install") if runs_here(plan.recipe.target) else self.tr("&Next"))
        super().enter(plan)

    def request(self, plan: Plan) -> Convert:
        assert plan.checkpoint
        output = next_folder(plan.library, plan.name, taken_versions(plan.name))
        return Convert(checkpoint=plan.checkpoint, recipe=plan.recipe, output=output, calibration=plan.calibration)

    def begun(self) -> None:
        assert self.plan
        self.chart.begin(self.runner.process, self.plan.library)

    def kept(self, plan: Plan) -> bool:
        """Whether the same checkpoint was converted in the same way before, and the result is still there."""
        wanted = (plan.checkpoint, plan.recipe, plan.calibration)
        models = [result[-1] for result in reversed(self._results) if result[:-1] == wanted]
        before, folder = plan.converted, plan.checkpoint.folder if plan.checkpoint else None
        if before and (before.checkpoint, before.recipe) == (folder, plan.recipe):
            models.insert(0, before)
        self._converted = next((model for model in models if model.folder.is_dir()), None)
        if self._converted:
            self._show_result(self._converted)
        return self._converted is not None

    def forget(self) -> None:
        self._converted = None
        clear(self._notices)

    def show_news(self, event: News) -> None:
        """What was found before the work stays there after it."""
        super().show_news(event)
        if isinstance(event, Noticed):
            self._notices.addWidget(finding_row(event.finding))

    def take(self, result: ConvertedModel) -> None:
        assert self.plan and self.plan.checkpoint
        self._converted = result
        self._results.append((self.plan.checkpoint, self.plan.recipe, self.plan.calibration, result))
        self._show_result(result)

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
        self._closeness.setText(fidelity_words(model.fidelity, model.precision) if model.fidelity else "")
        self._closeness.setVisible(model.fidelity is not None)
        self._show_earlier(model.folder)

    def _show_earlier(self, folder: Path) -> None:
        """Offer the space that earlier conversions under the same name take, when they were never installed."""
        clear(self._earlier)
        self._look(lambda: tuple(not_installed(folder.parent)), partial(self._offer, folder))

    def _offer(self, folder: Path, found: tuple[Leftover, ...]) -> None:
        for leftover in found:
            if leftover.folder != folder:
                words = leftover_words(leftover.kind.value, leftover.model, leftover.bytes)
                row = NoticeRow("info", words.title, words.explanation, str(leftover.folder))
                delete = button(self.tr("&Delete it"))
                delete.clicked.connect(partial(self._sweep, leftover, folder))
                row.add_action(delete)
                self._earlier.addWidget(row)

    def _sweep(self, leftover: Leftover, folder: Path) -> None:
        self._results = [result for result in self._results if result[-1].folder != leftover.folder]
        self._look(lambda: sweep((leftover,)), lambda _: self._show_earlier(folder))

    def _look(self, function: Callable[[], object], then: Callable[[Any], None]) -> None:
        if self._looking:
            self._looking.stop()
        self._looking = Call(function)
        self._looking.done.connect(then)
        self._looking.begin()

    def _fill(self, made: QFrame) -> None:
        self._stats = (
            Stat(self.tr("Size on disk")),
            Stat(self.tr("Time taken")),
            Stat(self.tr("Most memory used")),
        )
        self._folder = label(role="small")
        self._closeness = label()
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
        layout.addWidget(self._closeness)
        layout.addWidget(self._folder)
        layout.addLayout(self._earlier)
