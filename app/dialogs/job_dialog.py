"""A window of its own for one job of the engine, which begins when it is shown; closing it stops that."""

from abc import abstractmethod
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.events import Failed
from app.core.requests import Request
from app.widgets.calling_back import call_back
from app.widgets.elements import button, clear, label, scrolling_beside_bar
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.widgets.reading_order import KeyedDialog
from app.widgets.window_size import grow_to
from app.workers.engine_job import StartJob
from app.workers.job_runner import JobRunner

T = TypeVar("T")


class JobDialog(KeyedDialog, Generic[T]):
    """A window that runs one job. Its creator sets the window title."""

    def __init__(self, request: Request[T], heading: str, parent: QWidget | None, start_job: StartJob) -> None:
        super().__init__(parent)
        self._request = request
        self.place: Path | None = None  # folder that the job writes to, where ``failure`` offers to choose another one
        self._runner = JobRunner(start_job)
        self.progress = JobProgress()
        self.failure = FailurePanel()
        self.failure.retry.connect(self._start)
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.result_parts = QVBoxLayout()
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self._inside = QWidget()
        content = QVBoxLayout(self._inside)
        content.setContentsMargins(0, 0, 0, 0)
        for part in (self.progress, self.failure):
            content.addWidget(part)
        content.addLayout(self.result_parts)
        content.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        self._heading = label(heading, "heading")
        layout.addWidget(self._heading)
        self._area = scrolling_beside_bar(self._inside)
        layout.addWidget(self._area, 1)
        layout.addLayout(self.foot)

    @abstractmethod
    def take(self, result: T) -> None:
        """Show the result in ``result_parts``."""

    def show_heading(self, heading: str) -> None:
        self._heading.setText(heading)

    def begin(self) -> None:
        self.open()
        self._start()
        self.progress.details.toggle.setFocus()  # Enter by mistake does not cancel the work

    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    def _start(self) -> None:
        self._end()
        self.show_state(working=True)
        self.progress.begin(self.tr("Starting…"))
        QTimer.singleShot(0, self, self._grow)
        self._runner.start(self._request, self._finish, self._show_failure, self.progress.show_event)

    def start_with(self, request: Request[T]) -> None:
        """In the place of the job that failed."""
        self._request = request
        self._start()

    def _end(self) -> None:
        self._runner.stop()
        self.progress.end()

    def _finish(self, result: T) -> None:
        self._end()
        self.show_state(working=False)
        self.take(result)
        QTimer.singleShot(0, self, self._grow)
        self.close_button.setFocus()
        call_back(self, self.windowTitle(), self.tr("It is done."))

    def _grow(self) -> None:
        """Wrapped text may be higher than the window. To be called when what was added is laid out."""
        shown, whole = self._area.viewport(), self._inside.layout()
        if whole:
            grow_to(self, self.height() - shown.height() + whole.totalHeightForWidth(shown.width()))

    def _show_failure(self, failed: Failed) -> None:
        self._end()
        self.show_state(working=False)
        self.failure.show_failure(failed, None, self.place)
        self._grow()
        call_back(self, self.windowTitle(), self.tr("This did not work."))

    def show_state(self, *, working: bool) -> None:
        clear(self.result_parts)
        self.progress.setVisible(working)
        self.failure.hide()
        self.close_button.setText(self.tr("Cance&l") if working else self.tr("&Close"))
