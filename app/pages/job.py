"""What a page has that does long work by itself: begin, progress, cancel, failure, result."""

from abc import abstractmethod
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.core.events import Failed, News, Progress, as_part
from app.core.failures import FailureKind
from app.core.plan import Plan
from app.core.requests import Request
from app.pages.base import Page
from app.widgets.calling_back import call_back
from app.widgets.elements import button
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.workers.call import Call
from app.workers.engine_job import StartJob
from app.workers.job_runner import JobRunner

T = TypeVar("T")


class Part(Struct, Generic[T], frozen=True):
    """One request of the work; it fills the bar from ``start`` to ``end``, and about ``later`` seconds follow it."""

    request: Request[T]
    start: float = 0.0
    end: float = 1.0
    later: float = 0.0


class JobPage(Page, Generic[T]):
    """Begins its work when it is entered, unless ``kept`` knows the result. The work is one part after the other until
    the page is complete. ``library_chosen`` carries the folder that takes the place of one that failed."""

    library_chosen = Signal(Path)

    def __init__(self, start_job: StartJob, done: QFrame, *while_working: QWidget) -> None:
        super().__init__()
        self._done = done
        self._while_working = while_working
        self.plan: Plan | None = None
        self.failed: Failed | None = None  # what the work ended with, when it did
        self.runner = JobRunner(start_job)
        self._reading: Call | None = None
        self._part: Part[T] | None = None  # the one that is being done
        self.progress = JobProgress()
        self.cancel_button = button(self.tr("Cance&l"))
        self.cancel_button.clicked.connect(lambda: self.cancel())
        self.failure = FailurePanel()
        self.failure.retry.connect(self._begin)
        self.failure.elsewhere.connect(self._begin_in)
        for widget in (done, self.failure, self.progress, *while_working, self.cancel_button):
            self.body.addWidget(widget)
        self.body.addStretch()
        self.describe(working=True)

    @abstractmethod
    def part(self, plan: Plan) -> Part[T]:
        """What is to be done next for ``plan``. Called off the window's thread: it may wait for a disk and must not
        touch widgets."""

    @abstractmethod
    def kept(self, plan: Plan) -> bool:
        """Whether the result for ``plan`` is there already."""

    @abstractmethod
    def take(self, result: T) -> None:
        """Keep a part's result."""

    @abstractmethod
    def show_result(self) -> None:
        """The page is complete."""

    @abstractmethod
    def forget(self) -> None:
        """Drop what the work has shown: it starts again."""

    @abstractmethod
    def describe(self, *, working: bool) -> None:
        """Heading and lead for the state that the page is in."""

    def begun(self, part: Part[T]) -> None:
        """The first part has been started."""

    def show_news(self, event: News) -> None:
        part = self._part
        event = as_part(event, part.start, part.end, part.later) if part else event
        self.progress.show_event(event)
        if isinstance(event, Progress):
            self.progressed.emit(event.overall)

    def enter(self, plan: Plan) -> None:
        self.plan = plan
        if self.kept(plan):
            self.show_result()
            self._show_state(working=False)
        else:
            self._begin()

    def leave(self) -> None:
        if self._reading:
            self._reading.stop()
            self._reading = None
        self.runner.stop()
        self.progress.end()
        self.progressed.emit(None)

    def busy(self) -> bool:
        return self.runner.job is not None or self._reading is not None

    def cancel(self) -> None:
        """The user wants to stop."""
        self.end_work()

    def end_work(self, *, keep: bool = False) -> None:
        """The failure then says so. With ``keep``, what can be gone on with stays."""
        self.cancel_button.setEnabled(False)
        if self._reading:
            self._show_failure(Failed(FailureKind.CANCELLED))
        self.runner.cancel(keep=keep)

    def _begin(self) -> None:
        self.leave()
        self.failed = self._part = None
        self.forget()
        self.progress.begin(self.tr("Starting…"))
        self._show_state(working=True)
        self._go_on()

    def _begin_in(self, library: Path) -> None:
        assert self.plan
        self.plan = replace(self.plan, library=library)
        self.library_chosen.emit(library)
        self._begin()

    def _go_on(self) -> None:
        """Find out off the window's thread what is next: a disk may be asleep."""
        assert self.plan
        self._reading = Call(partial(self.part, self.plan))
        self._reading.done.connect(self._start)
        self._reading.failed.connect(self._show_failure)
        self._reading.begin()

    def _start(self, part: Part[T]) -> None:
        first, self._part, self._reading = self._part is None, part, None
        self.runner.start(part.request, self._finish, self._show_failure, self.show_news)
        if first:
            self.begun(part)

    def _finish(self, result: T) -> None:
        self.take(result)
        if not self.isComplete():
            self._go_on()
            return
        self.leave()
        self.show_result()
        self._show_state(working=False)
        self._call_back()

    def _show_failure(self, failed: Failed) -> None:
        self.leave()
        self.failed = failed
        self._show_state(working=False)
        self.failure.show_failure(failed, self.plan, self.plan.library if self.plan else None)
        self._call_back()

    def _call_back(self) -> None:
        """Tell a user who went elsewhere meanwhile."""
        call_back(self.window(), self.heading.text(), self.lead.text())

    def _show_state(self, *, working: bool) -> None:
        for widget in (self.progress, *self._while_working, self.cancel_button):
            widget.setVisible(working)
        self.cancel_button.setEnabled(working)
        self.describe(working=working)
        self.failure.hide()
        self._done.setVisible(self.isComplete())
        self.completeChanged.emit()
