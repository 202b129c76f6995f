"""What the pages have in common that do a long job by themselves: begin, progress, cancel, failure, result."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.core.events import Failed, News
from app.core.failures import FailureKind
from app.core.plan import Plan
from app.core.requests import Request
from app.pages.base import Page
from app.widgets.elements import button
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.workers.call import Call
from app.workers.engine_job import StartJob
from app.workers.job_runner import JobRunner

T = TypeVar("T")


class JobPage(Page, Generic[T]):
    """Begins its job when it is entered, unless ``kept`` knows a result. The page is complete with a result."""

    def __init__(self, start_job: StartJob, done: QFrame, *while_working: QWidget) -> None:
        super().__init__()
        self._done = done
        self._while_working = while_working
        self.plan: Plan | None = None
        self.runner = JobRunner(start_job)
        self._reading: Call | None = None
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
    def request(self, plan: Plan) -> Request[T]:
        """The job for ``plan``. Called off the window's thread: it may wait for a disk and must not touch widgets."""

    @abstractmethod
    def kept(self, plan: Plan) -> bool:
        """Whether the result for ``plan`` is there already; it is then shown."""

    @abstractmethod
    def take(self, result: T) -> None:
        """Keep and show the job's result."""

    @abstractmethod
    def forget(self) -> None:
        """Drop the result: the job starts again."""

    @abstractmethod
    def describe(self, *, working: bool) -> None:
        """Heading and lead for the state that the page is in."""

    def begun(self) -> None:
        """The job has been started."""

    def show_news(self, event: News) -> None:
        self.progress.show_event(event)

    def enter(self, plan: Plan) -> None:
        self.plan = plan
        if self.kept(plan):
            self._show_state(working=False)
        else:
            self._begin()

    def leave(self) -> None:
        if self._reading:
            self._reading.stop()
            self._reading = None
        self.runner.stop()
        self.progress.end()

    def busy(self) -> bool:
        return self.runner.job is not None or self._reading is not None

    def _begin(self) -> None:
        assert self.plan
        self.read(partial(self.request, self.plan), self._start)

    def read(self, function: Callable[[], object], then: Callable[[Any], None]) -> None:
        """Hand what ``function`` returns to ``then``, off the window's thread: it may wait for a disk that is asleep.
        The page looks as if the job had begun."""
        self.leave()
        self.forget()
        self.progress.begin(self.tr("Starting…"))
        self._show_state(working=True)
        self._reading = Call(function)
        self._reading.done.connect(then)
        self._reading.failed.connect(self._show_failure)
        self._reading.begin()

    def _start(self, request: Request[T]) -> None:
        self._reading = None
        self.runner.start(request, self._finish, self._show_failure, self.show_news)
        self.begun()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        if self._reading:
            self._show_failure(Failed(FailureKind.CANCELLED))
        self.runner.cancel()

    def _finish(self, result: T) -> None:
        self.leave()
        self.take(result)
        self._show_state(working=False)
        self._call_back()

    def _show_failure(self, failed: Failed) -> None:
        self.leave()
        self._show_state(working=False)
        self.failure.show_failure(failed, self.plan)
        self._call_back()

    def _call_back(self) -> None:
        """Let the taskbar or the Dock tell a user who went elsewhere meanwhile."""
        QApplication.alert(self.window())

    def _show_state(self, *, working: bool) -> None:
        for widget in (self.progress, *self._while_working, self.cancel_button):
            widget.setVisible(working)
        self.cancel_button.setEnabled(working)
        self.describe(working=working)
        self.failure.hide()
        self._done.setVisible(self.isComplete())
        self.completeChanged.emit()
