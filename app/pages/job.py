"""What the pages have in common that do a long job by themselves: begin, progress, cancel, failure, result."""

from abc import abstractmethod

from PySide6.QtWidgets import QFrame, QWidget

from app.core.events import Event, Failed, Finished, Log, Progress
from app.core.failures import FailureKind
from app.core.plan import Plan
from app.core.requests import Request
from app.pages.base import Page
from app.widgets.elements import button
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.workers.engine_job import EngineJob, StartJob


class JobPage(Page):
    """Begins its job when it is entered, unless ``kept`` knows a result. The page is complete with a result."""

    def __init__(self, start_job: StartJob, done: QFrame, *while_working: QWidget) -> None:
        super().__init__()
        self._start_job = start_job
        self._done = done
        self._while_working = while_working
        self.plan: Plan | None = None
        self.job: EngineJob | None = None
        self.progress = JobProgress()
        self.cancel_button = button(self.tr("Cance&l"))
        self.cancel_button.clicked.connect(self._cancel)
        self.failure = FailurePanel()
        self.failure.retry.connect(self._begin)
        for widget in (done, self.failure, self.progress, *while_working, self.cancel_button):
            self.body.addWidget(widget)
        self.body.addStretch()
        self.describe(working=True)

    @abstractmethod
    def request(self, plan: Plan) -> Request:
        """The job for ``plan``."""

    @abstractmethod
    def kept(self, plan: Plan) -> bool:
        """Whether the result for ``plan`` is there already; it is then shown."""

    @abstractmethod
    def take(self, finished: Finished) -> bool:
        """Keep and show the job's result; False when it is none."""

    @abstractmethod
    def forget(self) -> None:
        """There is no result any more: the job begins anew."""

    @abstractmethod
    def describe(self, *, working: bool) -> None:
        """Heading and lead for the state that the page is in."""

    def begun(self, job: EngineJob) -> None:
        """The job has been started."""

    def enter(self, plan: Plan) -> None:
        self.plan = plan
        if self.kept(plan):
            self._show_state(working=False)
        else:
            self._begin()

    def leave(self) -> None:
        if self.job:
            self.job.stop()
            self.job = None
        self.progress.end()

    def busy(self) -> bool:
        return self.job is not None

    def _begin(self) -> None:
        assert self.plan
        self.leave()
        self.forget()
        self.job = self._start_job(self.request(self.plan))
        self.job.reported.connect(self._show)
        self.progress.begin(self.tr("Starting…"))
        self._show_state(working=True)
        self.job.begin()
        self.begun(self.job)

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        if self.job:
            self.job.cancel()

    def _show(self, event: Event) -> None:
        match event:
            case Progress() | Log():
                self.progress.show_event(event)
            case Finished() if self.take(event):
                self.leave()
                self._show_state(working=False)
            case Failed():
                self._show_failure(event)
            case _:
                self._show_failure(Failed(FailureKind.INTERNAL, f"unexpected {event}"))

    def _show_failure(self, failed: Failed) -> None:
        self.leave()
        self._show_state(working=False)
        self.failure.show_failure(failed, self.plan)

    def _show_state(self, *, working: bool) -> None:
        for widget in (self.progress, *self._while_working, self.cancel_button):
            widget.setVisible(working)
        self.cancel_button.setEnabled(working)
        self.describe(working=working)
        self.failure.hide()
        self._done.setVisible(self.isComplete())
        self.completeChanged.emit()
