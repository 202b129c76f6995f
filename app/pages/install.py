"""The long step: the model is converted, verified, installed, and gives its first answer."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QFrame, QMessageBox, QVBoxLayout, QWidget

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.events import News, Noticed, Progress
from app.core.failures import FailureKind
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.notes import next_folder
from app.core.plan import Plan
from app.core.recipe.recipe import Recipe
from app.core.requests import Convert, Installation, installation
from app.core.steps import Step
from app.jobs.estimate_here import installation_seconds
from app.pages.earlier_conversions import EarlierConversions
from app.pages.installed_verdict import InstalledVerdict
from app.pages.job import JobPage, Part
from app.storage.leftovers import sweep_model
from app.storage.libraries import taken_versions
from app.storage.waiting_models import converted_before
from app.widgets.elements import clear, label, panel, question, restyle
from app.widgets.fact_list import FactList
from app.widgets.first_answer import FirstAnswer
from app.widgets.live_chart import LiveChart
from app.widgets.notice_row import NoticeRow, finding_row
from app.wording.filling import duration_words, size_words
from app.wording.templates import template_words
from app.wording.verification import fidelity_words
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job
from app.workers.measuring import Measurements

UNKNOWN_SECONDS = 60.0  # time of a conversion that was not estimated


class InstallPage(JobPage[ConvertedModel | Deployment | Installation]):
    """Converts what is to be converted and, where this computer can run it, installs it, with one bar for both.

    A conversion of this session is kept, and not done again for the same model and recipe.
    """

    def __init__(self, start_job: StartJob = engine_job, measurements: Measurements | None = None) -> None:
        self._measurements = measurements or Measurements(start_job)
        self.badge: InstalledVerdict | None = None
        self._converted: ConvertedModel | None = None
        self._deployment: Deployment | None = None
        self._deployed: Plan | None = None  # what the deployment was made for
        self._results: list[tuple[Checkpoint, Recipe, Path | None, ConvertedModel]] = []
        self._written = False  # whether weights of the conversion are on the disk
        self._reached = 0.0  # share of the bar that the conversion has filled
        self._attempt = 0  # number of the recipe that is tried
        self._rejected: list[Path] = []  # what those before have made; it goes when a better one is there
        self.chart = LiveChart()
        self._noticed = QWidget()
        self._notices = QVBoxLayout(self._noticed)
        self._notices.setContentsMargins(0, 0, 0, 0)
        super().__init__(start_job, panel("ok"), self.chart)
        self.body.insertWidget(self.body.count() - 1, self._noticed)
        self._fill(self._done)

    def amend(self, plan: Plan) -> Plan:
        made = self._converted or plan.converted
        same = (each for each in plan.recipes if made and each.precision is made.precision)
        return replace(plan, converted=made, deployment=self._deployment, recipe=next(same, plan.recipe))

    def isComplete(self) -> bool:
        return self._deployment is not None or bool(self._converted and self.plan and not self.plan.runs_here)

    def enter(self, plan: Plan) -> None:
        self.name_next(self.tr("C&hat") if plan.runs_here else self.tr("&Next"))
        self._attempt, self._rejected = 0, []
        super().enter(plan)

    def leave(self) -> None:
        super().leave()
        self.chart.stop()
        self.earlier.leave()
        if self.badge:
            self.badge.leave()

    def keeps(self) -> bool:
        """A converted model and what was unpacked are found again; of a conversion the weights that are written."""
        return self._written or not (self._part and isinstance(self._part.request, Convert))

    def cancel(self) -> None:
        """Asks where something would be lost."""
        if not (self._written and self._part and isinstance(self._part.request, Convert)):
            self.end_work()
            return
        asked = question(self)
        asked.setText(self.tr("Stop converting?"))
        text = self.tr("What is done so far can be kept. The same conversion then goes on from there.")
        asked.setInformativeText(text)
        keep = asked.addButton(self.tr("&Keep what is done"), QMessageBox.ButtonRole.AcceptRole)
        throw = asked.addButton(self.tr("&Throw it away"), QMessageBox.ButtonRole.DestructiveRole)
        asked.addButton(self.tr("&Go on converting"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(keep)
        self.completeChanged.connect(asked.reject)  # done meanwhile
        asked.exec()
        if self.busy() and asked.clickedButton() in (keep, throw):
            self.end_work(keep=asked.clickedButton() is keep)

    def part(self, plan: Plan) -> Part[ConvertedModel | Deployment | Installation]:
        if self._converted is None and plan.checkpoint:
            self._converted = self._waiting(plan, plan.checkpoint)
        if self._converted is None and not plan.package:
            return self._conversion(plan)
        while self._rejected:
            Call(partial(sweep_model, self._rejected.pop())).begin()
        return Part(installation(plan, self._converted), start=self._reached)

    def begun(self, part: Part[ConvertedModel | Deployment | Installation]) -> None:
        assert self.plan
        converts = isinstance(part.request, Convert)
        self.chart.setVisible(converts)
        if converts:
            self.chart.begin(self.runner.process, self.plan.library)

    def kept(self, plan: Plan) -> bool:
        """Whether the same plan was carried out before, and the result is still there. A conversion that is there is
        not done again, also where the rest is."""
        self._converted = self._converted_before(plan)
        deployed = self._deployment if self._deployed == plan.decided else None
        self._deployment = deployed if deployed and deployed.folder.is_dir() else None
        return self.isComplete()

    def forget(self) -> None:
        self._deployment, self._reached, self._written = None, 0.0, False
        clear(self._notices)

    def show_news(self, event: News) -> None:
        """What was found before the work stays there after it."""
        super().show_news(event)
        if isinstance(event, Progress) and event.step in (Step.WRITING, Step.VERIFYING) and event.done:
            self._written = True
        if isinstance(event, Noticed):
            self._notices.addWidget(finding_row(event.finding))

    def take(self, result: ConvertedModel | Deployment | Installation) -> None:
        assert self.plan
        if isinstance(result, ConvertedModel):
            assert self.plan.checkpoint
            self._reached = self._part.end if self._part else 0.0
            recipe = self.plan.recipes[self._attempt]
            if not self.plan.accepts(recipe, result):
                self._try_next(result)
                return
            self._converted = result
            self._results.append((self.plan.checkpoint, recipe, self.plan.calibration, result))
        else:
            self._deployment = result.deployment if isinstance(result, Installation) else result
            self._deployed = self.plan.decided

    def _try_next(self, result: ConvertedModel) -> None:
        assert self.plan and result.fidelity
        self._attempt, self._written = self._attempt + 1, False
        self._rejected.append(result.folder)
        facts = {
            "precision": result.precision.upper(),
            "size": size_words(result.bytes),
            "share": int(100 * result.fidelity.same_next),
            "next": self.plan.recipes[self._attempt].precision.upper(),
        }
        text = self.tr("{precision}, {size}: it writes {share} of 100 next words as the original. {next} comes next.")
        self._notices.addWidget(NoticeRow("info", text.format(**facts)))

    def show_result(self) -> None:
        assert self.plan
        converted, deployed = self._converted, self._deployment
        mark = self.first_answer.show_verification(deployed.answer) if deployed else "ok"
        restyle(self._done, "role", mark)
        self.first_answer.setVisible(deployed is not None)
        self._only_converted.setVisible(deployed is None)
        template = deployed.template if deployed else None
        fidelity = converted.fidelity if converted else None
        self._template.setText(template_words(template) if template else "")
        self._closeness.setText(fidelity_words(fidelity, converted.precision) if converted and fidelity else "")
        for text in (self._template, self._closeness):
            text.setVisible(bool(text.text()))
        self._facts.show_facts(self._told(converted, deployed))
        if made := deployed or converted:
            self.earlier.show_beside(made.folder)
        clear(self._verdicts)
        self.badge = InstalledVerdict(deployed, self._measurements) if deployed else None
        if self.badge:
            self._verdicts.addWidget(self.badge)

    def describe(self, *, working: bool) -> None:
        heading, lead = self.tr("This did not work"), self.tr("Your original files were not changed.")
        if self.failed and self.failed.kind is FailureKind.CANCELLED:
            heading = self.tr("Stopped")
        if self._converted and not self.isComplete():
            lead = self.tr("The converted model is kept: trying again only installs it.")
        if working:
            converts = not (self._converted or (self.plan and self.plan.installs_as_it_is))
            heading = self.tr("Converting and installing") if converts else self.tr("Installing your model")
            lead = self.tr("You can use the computer meanwhile. It is kept awake where the system allows it.")
        elif self._deployment:
            heading, lead = self.tr("Your model is installed"), self.tr("Next, you can chat with it.")
        elif self.isComplete():
            heading = self.tr("Your model is converted")
            lead = self.tr("It is for another computer: this one cannot run it.")
        self.name(heading, lead)

    def _waiting(self, plan: Plan, checkpoint: Checkpoint) -> ConvertedModel | None:
        """What the same conversion has made already. One that is not close enough need not be made again."""
        for recipe in plan.recipes[self._attempt :]:
            found = converted_before(checkpoint, recipe, plan.calibration, plan.library)
            if found is None or plan.accepts(recipe, found):
                return found
            self._attempt += 1
        return None

    def _conversion(self, plan: Plan) -> Part[ConvertedModel | Deployment | Installation]:
        assert plan.checkpoint
        output = next_folder(plan.library, plan.name, taken_versions(plan.name))
        tried = plan.picking.attempts[self._attempt] if plan.picking else plan.forecast
        seconds = tried.seconds if tried else UNKNOWN_SECONDS
        later = installation_seconds(tried.bytes if tried else plan.checkpoint.bytes) if plan.runs_here else 0.0
        recipe, left = plan.recipes[self._attempt], len(plan.recipes) - self._attempt
        request = Convert(checkpoint=plan.checkpoint, recipe=recipe, output=output, calibration=plan.calibration)
        end = self._reached + (1 - self._reached) * seconds / (seconds * left + later)
        return Part(request, start=self._reached, end=end, later=later)

    def _converted_before(self, plan: Plan) -> ConvertedModel | None:
        """The same checkpoint, converted in the same way before, if that is still there."""
        if plan.installs_as_it_is:
            return plan.converted
        models = [
            model
            for checkpoint, recipe, calibration, model in reversed(self._results)
            if (checkpoint, calibration) == (plan.checkpoint, plan.calibration)
            and recipe in plan.recipes
            and plan.accepts(recipe, model)
        ]
        before, folder = plan.converted, plan.checkpoint.folder if plan.checkpoint else None
        if before and before.checkpoint == folder and before.recipe in plan.recipes:
            models.insert(0, before)
        return next((model for model in models if model.folder.is_dir()), None)

    def _drop(self, folder: Path) -> None:
        self._results = [result for result in self._results if result[-1].folder != folder]

    def _told(self, converted: ConvertedModel | None, deployed: Deployment | None) -> list[tuple[str, str]]:
        facts: list[tuple[str, str]] = []
        if deployed:
            facts = [(self.tr("Name"), deployed.name), (self.tr("Model id"), deployed.model_id)]
        if made := deployed or converted:
            facts += [
                (self.tr("Precision"), made.precision.upper()),
                (self.tr("Size on disk"), size_words(made.bytes)),
                (self.tr("Folder"), str(made.folder)),
            ]
        if converted and converted.seconds:
            facts += [
                (self.tr("Time to convert"), duration_words(converted.seconds)),
                (self.tr("Most memory used"), size_words(converted.peak_bytes)),
            ]
        return facts

    def _fill(self, made: QFrame) -> None:
        self.first_answer = FirstAnswer()
        self._only_converted = NoticeRow("ok", self.tr("Converted, and checked with a trial answer."))
        self._template, self._closeness = label(role="muted"), label(role="muted")
        self._facts = FactList()
        self.earlier = EarlierConversions()
        self.earlier.deleted.connect(self._drop)
        self._verdicts = QVBoxLayout()
        self._verdicts.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(20, 10, 20, 18)
        layout.setSpacing(10)
        for part in (self.first_answer, self._only_converted):
            layout.addWidget(part)
        layout.addLayout(self._verdicts)
        for below in (self._closeness, self._template, self._facts, self.earlier):
            layout.addWidget(below)
