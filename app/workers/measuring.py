"""Verdicts that are being made: they go on whether a window shows them or not, one at a time, as two would slow down
each other."""

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.events import Failed, Log, Measured, News, Progress
from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.requests import JudgeModel
from app.core.scorecard.scorecard import Scorecard
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner

MOST_LINES = 2000  # lines of its log


class Measuring(QObject):
    """One verdict. ``news`` carries each event, ``changed`` comes when it begins and ends; ``ended`` when it
    came to its end and was not stopped."""

    news = Signal(object)
    changed = Signal()
    ended = Signal()

    def __init__(self, deployment: Deployment, request: JudgeModel, start_job: StartJob) -> None:
        super().__init__()
        self.deployment, self._request = deployment, request
        self._runner = JobRunner(start_job)
        self.waits = True  # another one is measured first
        self.begun = time.perf_counter()
        self.progress: Progress | None = None
        self.lines: list[str] = []
        self.card: Scorecard | None = None  # what it has so far; once it has ended without ``failed``, all
        self.failed: Failed | None = None

    @property
    def running(self) -> bool:
        return self.waits or self._runner.job is not None

    def so_far(self) -> list[News]:
        """What a view that is opened only now has to show."""
        told: list[News] = [Log(line) for line in self.lines]
        return [*told, self.progress] if self.progress else told

    def begin(self) -> None:
        self.waits, self.begun = False, time.perf_counter()
        self._runner.start(self._request, self._finish, self._fail, self._tell)
        self.changed.emit()

    def stop(self) -> None:
        """End it; the engine has kept what was measured until then."""
        if self.running:
            self.waits = False
            self._runner.stop()
            if self.card is None:
                self.failed = Failed(FailureKind.CANCELLED)
            self.changed.emit()

    def _tell(self, event: News) -> None:
        match event:
            case Progress():
                self.progress = event
            case Log(message):
                self.lines = [*self.lines[-MOST_LINES:], message]
            case Measured(card):
                self.card = card
        self.news.emit(event)

    def _finish(self, card: Scorecard) -> None:
        self.card = card
        self.changed.emit()
        self.ended.emit()

    def _fail(self, failed: Failed) -> None:
        self.failed, self.card = failed, None
        self.changed.emit()
        self.ended.emit()


class Measurements(QObject):
    """All of them since the start. ``changed`` carries the id of a model whose measuring begins, gets on or ends,
    ``ended`` the ``Measuring`` that came to its end. ``converts_soon``: a verdict is shown that advises to convert."""

    changed = Signal(str)
    ended = Signal(object)
    converts_soon = Signal()

    def __init__(self, start_job: StartJob = engine_job) -> None:
        super().__init__()
        self.start_job = start_job
        self._known: dict[str, Measuring] = {}

    def of(self, model_id: str) -> Measuring | None:
        """The last one of this model; None where there was none."""
        return self._known.get(model_id)

    def begin(self, deployment: Deployment, reference: Path | None = None) -> Measuring:
        """Measure the model, when no other is being measured any more; one that is being measured goes on."""
        model_id = deployment.model_id
        known = self._known.get(model_id)
        if known and known.running:
            return known
        made = Measuring(deployment, JudgeModel(model_id, reference), self.start_job)
        made.changed.connect(partial(self._changed, model_id))
        made.ended.connect(lambda: self.ended.emit(made))
        made.news.connect(partial(self._got_on, model_id))
        self._known[model_id] = made
        self._next()
        return made

    def stop(self) -> None:
        """End all of them; what they have is kept."""
        known, self._known = self._known, {}
        for each in known.values():
            each.stop()

    def _changed(self, model_id: str) -> None:
        self._next()
        self.changed.emit(model_id)

    def _got_on(self, model_id: str, _event: News) -> None:
        self.changed.emit(model_id)

    def _next(self) -> None:
        running = [each for each in self._known.values() if each.running]
        if running and all(each.waits for each in running):
            running[0].begin()
