"""Foundry Local gets to know the model, loads it, and has to answer once."""

from msgspec.structs import replace
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.events import Event, Failed, Finished, Log, Progress
from app.core.failures import FailureKind
from app.core.plan import Deployment, Plan
from app.core.requests import Deploy
from app.pages.base import Page
from app.widgets.elements import button, panel
from app.widgets.fact_list import FactList
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.widgets.notice_row import NoticeRow
from app.wording import size_words
from app.workers.engine_job import EngineJob, StartJob, engine_job


class InstallPage(Page):
    def __init__(self, start_job: StartJob = engine_job) -> None:
        super().__init__()
        self.name_next(self.tr("C&hat"))
        self._start_job = start_job
        self._plan: Plan | None = None
        self._job: EngineJob | None = None
        self._deployment: Deployment | None = None
        self._deployed_plan: Plan | None = None
        self._name(working=True)
        self.progress = JobProgress()
        self.cancel_button = button(self.tr("Cance&l"))
        self.cancel_button.clicked.connect(self._cancel)
        self.failure = FailurePanel()
        self.failure.retry.connect(self._begin)
        self._done = self._done_panel()
        for widget in (self._done, self.failure, self.progress, self.cancel_button):
            self.body.addWidget(widget)
        self.body.addStretch()

    def enter(self, plan: Plan) -> None:
        self._plan = plan
        if self._deployment and self._deployed_plan == plan and self._deployment.folder.is_dir():
            self._show_done(self._deployment)
        else:
            self._begin()

    def amend(self, plan: Plan) -> Plan:
        return replace(plan, deployment=self._deployment)

    def leave(self) -> None:
        if self._job:
            self._job.stop()
            self._job = None
        self.progress.end()

    def isComplete(self) -> bool:
        return self._deployment is not None

    def busy(self) -> bool:
        return self._job is not None

    def _begin(self) -> None:
        assert self._plan and self._plan.converted
        self.leave()
        plan = self._plan
        request = Deploy(
            folder=self._plan.converted.folder,
            name=plan.name,
            library=plan.library,
            system_prompt=plan.system_prompt,
            sampling=plan.sampling,
            source=plan.checkpoint.folder.name if plan.checkpoint else "",
        )
        self._deployment = None
        self._job = self._start_job(request)
        self._job.reported.connect(self._show)
        self.progress.begin(self.tr("Starting…"))
        self._show_state(working=True)
        self._job.begin()

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
            case Finished(deployment=Deployment() as deployment):
                self.leave()
                self._show_done(deployment)
            case Failed():
                self._show_failure(event)
            case _:
                self._show_failure(Failed(FailureKind.INTERNAL, f"unexpected {event}"))

    def _show_done(self, deployment: Deployment) -> None:
        self._deployment, self._deployed_plan = deployment, self._plan
        self._facts.show_facts(
            [
                (self.tr("Name"), deployment.name),
                (self.tr("Model id"), deployment.model_id),
                (self.tr("Precision"), deployment.precision.upper()),
                (self.tr("Size on disk"), size_words(deployment.bytes)),
                (self.tr("Folder"), str(deployment.folder)),
            ]
        )
        self._show_state(working=False)

    def _show_failure(self, failed: Failed) -> None:
        self.leave()
        self._show_state(working=False)
        self.failure.show_failure(failed, self._plan)

    def _show_state(self, *, working: bool) -> None:
        for widget in (self.progress, self.cancel_button):
            widget.setVisible(working)
        self.cancel_button.setEnabled(working)
        self._name(working=working)
        self.failure.hide()
        self._done.setVisible(self._deployment is not None)
        self.completeChanged.emit()

    def _name(self, *, working: bool) -> None:
        heading = self.tr("Installation")
        lead = self.tr("The converted model is kept, so that this can be tried again.")
        if working:
            heading = self.tr("Installing your model")
            lead = self.tr("Foundry Local gets to know the model, loads it, and asks it a first question.")
        elif self._deployment:
            heading, lead = self.tr("Your model is installed"), self.tr("Next, you can chat with it.")
        self.name(self.tr("Install"), heading, lead)

    def _done_panel(self) -> QFrame:
        made = panel("ok")
        self._facts = FactList()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(20, 10, 20, 18)
        layout.setSpacing(8)
        layout.addWidget(NoticeRow("ok", self.tr("Foundry Local loaded it, and it answered.")))
        layout.addWidget(self._facts)
        return made
