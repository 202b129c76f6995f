"""Models that are offered to the user's other programs: they stay so when the window that shows them is closed."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.events import Failed, News, Serving
from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.requests import Serve
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner


class ServedModel(QObject):
    """``serving`` says where, once it is loaded; ``failed`` why it is not any more."""

    changed = Signal()

    def __init__(self, deployment: Deployment, start_job: StartJob) -> None:
        super().__init__()
        self.deployment = deployment
        self._runner = JobRunner(start_job)
        self.serving: Serving | None = None
        self.failed: Failed | None = None

    @property
    def running(self) -> bool:
        """Whether it is being offered, or loaded for that."""
        return self._runner.job is not None

    def begin(self) -> None:
        self.failed = self.serving = None
        self._runner.start(Serve(self.deployment.model_id), self._end, self._fail, self._tell)
        self.changed.emit()

    def stop(self) -> None:
        self._runner.stop()
        self.serving = None
        self.changed.emit()

    def _tell(self, event: News) -> None:
        if isinstance(event, Serving):
            self.serving = event
            self.changed.emit()

    def _end(self, _nothing: None) -> None:
        self._fail(Failed(FailureKind.INTERNAL, "it ended by itself"))

    def _fail(self, failed: Failed) -> None:
        self.serving, self.failed = None, failed
        self.changed.emit()


class ServedModels(QObject):
    """All of them. ``changed`` carries the id of a model that is begun, asked or ended."""

    changed = Signal(str)

    def __init__(self, start_job: StartJob = engine_job) -> None:
        super().__init__()
        self._start_job = start_job
        self._known: dict[str, ServedModel] = {}

    def of(self, deployment: Deployment) -> ServedModel:
        model_id = deployment.model_id
        if model_id not in self._known:
            made = self._known[model_id] = ServedModel(deployment, self._start_job)
            made.changed.connect(partial(self.changed.emit, model_id))
        return self._known[model_id]

    @property
    def running(self) -> list[str]:
        """The names of those that are offered."""
        return [each.deployment.name for each in self._known.values() if each.running]

    def stop(self) -> None:
        for each in self._known.values():
            if each.running:
                each.stop()
