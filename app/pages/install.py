"""Foundry Local gets to know the model, loads it, and has to answer once."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.library.deployment import Deployment
from app.core.plan import Plan
from app.core.recipe.offer import runs_here
from app.core.requests import Deploy, Install, Installation
from app.pages.job import JobPage
from app.storage.libraries import installed_versions
from app.widgets.elements import label, panel
from app.widgets.fact_list import FactList
from app.widgets.notice_row import NoticeRow
from app.widgets.version_choice import VersionChoice
from app.wording.filling import size_words
from app.wording.templates import template_words
from app.wording.verification import verification_words
from app.workers.engine_job import StartJob, engine_job


class InstallPage(JobPage[Deployment | Installation]):
    def __init__(self, start_job: StartJob = engine_job) -> None:
        self._deployment: Deployment | None = None
        self._deployed_plan: Plan | None = None
        self._replaces = False
        self._facts = FactList()
        self.versions = VersionChoice()
        self._verified = label("", "muted")
        super().__init__(start_job, panel("ok"))
        self.versions.decided.connect(self._decided)
        self.body.insertWidget(0, self.versions)
        self.name_next(self.tr("C&hat"))
        self._fill(self._done)

    def enter(self, plan: Plan) -> None:
        """Asks first when there is an earlier version to keep or to replace."""
        self.versions.hide()
        if self.kept(plan):
            super().enter(plan)
            return
        self.plan, self._replaces = plan, False
        self.read(partial(installed_versions, plan.name), self._ask)

    def _ask(self, installed: tuple[int, ...]) -> None:
        if not installed or self.plan is None:
            self._begin()
            return
        self.leave()
        self.versions.show_name(self.plan.name, installed[-1])
        self._show_state(working=False)
        self.name(self.tr("Keep the earlier version?"), "")

    def _decided(self) -> None:
        self._replaces = self.versions.replaces
        self.versions.hide()
        self._begin()

    def amend(self, plan: Plan) -> Plan:
        return replace(plan, deployment=self._deployment)

    def skips(self, plan: Plan) -> bool:
        return not runs_here(plan.recipe.target)

    def isComplete(self) -> bool:
        return self._deployment is not None

    def request(self, plan: Plan) -> Deploy | Install:
        if plan.package:
            return Install(
                package=plan.package,
                library=plan.library,
                name=plan.name,
                system_prompt=plan.system_prompt,
                sampling=plan.sampling,
                update=True,  # the user was asked
                replaces=self._replaces,
            )
        assert plan.converted
        return Deploy(
            folder=plan.converted.folder,
            name=plan.name,
            library=plan.library,
            system_prompt=plan.system_prompt,
            sampling=plan.sampling,
            source=plan.checkpoint.folder.name if plan.checkpoint else "",
            replaces=self._replaces,
        )

    def kept(self, plan: Plan) -> bool:
        return bool(self._deployment and self._deployed_plan == plan and self._deployment.folder.is_dir())

    def forget(self) -> None:
        self._deployment = None

    def take(self, result: Deployment | Installation) -> None:
        deployment = result.deployment if isinstance(result, Installation) else result
        self._deployment, self._deployed_plan = deployment, self.plan
        self._verified.setText("\n".join(_verified(deployment)))
        self._verified.setVisible(any(_verified(deployment)))
        self._facts.show_facts(
            [
                (self.tr("Name"), deployment.name),
                (self.tr("Model id"), deployment.model_id),
                (self.tr("Precision"), deployment.precision.upper()),
                (self.tr("Size on disk"), size_words(deployment.bytes)),
                (self.tr("Folder"), str(deployment.folder)),
            ]
        )

    def describe(self, *, working: bool) -> None:
        heading = self.tr("Installation")
        lead = self.tr("What is to be installed is kept, so that this can be tried again.")
        if working:
            heading = self.tr("Installing your model")
            lead = self.tr("Foundry Local gets to know the model, loads it, and asks it a first question.")
        elif self._deployment:
            heading, lead = self.tr("Your model is installed"), self.tr("Next, you can chat with it.")
        self.name(heading, lead)

    def _fill(self, made: QFrame) -> None:
        layout = QVBoxLayout(made)
        layout.setContentsMargins(20, 10, 20, 18)
        layout.setSpacing(8)
        layout.addWidget(NoticeRow("ok", self.tr("Foundry Local loaded it, and it answered.")))
        layout.addWidget(self._verified)
        layout.addWidget(self._facts)


def _verified(deployment: Deployment) -> Iterator[str]:
    if deployment.answer:
        yield verification_words(deployment.answer)
    if deployment.template:
        yield template_words(deployment.template)
