"""A window of its own for one job of the engine, which begins when it is shown; closing it stops that."""

from abc import abstractmethod

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.events import Event, Failed, Finished, Log, Progress
from app.core.requests import Request
from app.widgets.elements import button, clear, label
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.workers.engine_job import EngineJob, StartJob


class JobDialog(QDialog):
    """Its window title is set by whoever makes it."""

    def __init__(self, request: Request, heading: str, parent: QWidget | None, start_job: StartJob) -> None:
        super().__init__(parent)
        self._request = request
        self._start_job = start_job
        self._job: EngineJob | None = None
        self.progress = JobProgress()
        self.failure = FailurePanel()
        self.failure.retry.connect(self._start)
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        room = QWidget()  # which keeps the rest at the top while it is empty
        self.result_parts = QVBoxLayout(room)
        self.result_parts.setContentsMargins(0, 0, 0, 0)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(heading, "heading"))
        for part in (self.progress, self.failure):
            layout.addWidget(part)
        layout.addWidget(room, 1)
        layout.addLayout(self.foot)

    @abstractmethod
    def take(self, finished: Finished) -> None:
        """Show the result in ``result_parts``."""

    def begin(self) -> None:
        self.open()
        self._start()

    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    def _start(self) -> None:
        self._end()
        self.show_state(working=True)
        self.progress.begin(self.tr("Starting…"))
        self._job = self._start_job(self._request)
        self._job.reported.connect(self._show)
        self._job.begin()

    def _end(self) -> None:
        if self._job:
            self._job.stop()
            self._job = None
        self.progress.end()

    def _show(self, event: Event) -> None:
        match event:
            case Progress() | Log():
                self.progress.show_event(event)
            case Finished():
                self._end()
                self.show_state(working=False)
                self.take(event)
            case Failed():
                self._end()
                self.show_state(working=False)
                self.failure.show_failure(event, None)
                self.adjustSize()  # what wraps is higher than the window's least height

    def show_state(self, *, working: bool) -> None:
        clear(self.result_parts)
        self.progress.setVisible(working)
        self.failure.hide()
        self.close_button.setText(self.tr("Cance&l") if working else self.tr("&Close"))
