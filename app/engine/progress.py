"""Weighted steps: what share of a job each step takes, so that one bar can run from 0 to 1 without jumping back."""

import time
from collections.abc import Mapping

import psutil

from app.core.events import Progress, Unit
from app.core.steps import Step
from app.engine.channel import Emit

EVENT_INTERVAL = 0.1  # seconds between two events of the same step
BELIEVED = 0.3  # share of a step from which on its own pace counts, and not what was expected
DOUBT = 0.1  # share of the whole job that must be over before the pace so far counts as much as what was expected
OLDEST = 300.0  # seconds that a process takes to import its libraries at most
PACE = (0.5, 4.0)  # how much faster or slower than expected the steps to come are taken to be


class Steps:
    """Reports progress over ``weights``: the steps in order, with their rough share of the job's time.

    With ``timed`` the weights are seconds, and each report says how many are left; what the steps took so far corrects
    that. The first step began at ``since`` (``time.perf_counter``), or with the process.
    """

    def __init__(
        self, emit: Emit, weights: Mapping[Step, float], *, timed: bool = False, since: float | None = None
    ) -> None:
        self._emit = emit
        self._weights = weights
        self._sum = sum(weights.values())
        self._timed = timed
        self._step: Step | None = None
        self._since = time.perf_counter() - _age() if since is None else since
        self._begun = time.perf_counter()
        self._counted: tuple[float, float] | None = None  # when the step's count began, and at what share of it
        self._reported = 0.0
        self._last: tuple[int, int, tuple[int, int]] | None = None
        self.seconds: dict[Step, float] = {}  # seconds of the steps that are over

    def start(self, step: Step) -> None:
        self.end()
        self._step = step
        self._begun = time.perf_counter() if self.seconds else self._since
        self._reported, self._last, self._counted = 0.0, None, None
        self.advance(0, 0)
        self._reported = 0.0  # the first count is told at once

    def end(self) -> None:
        """The current step, which may be the last, is over."""
        if self._step:
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + time.perf_counter() - self._begun
            self._step = None

    def advance(
        self,
        done: int,
        total: int,
        tensors: tuple[int, int] = (0, 0),
        *,
        unit: Unit = Unit.UNTOLD,
        step: Step | None = None,
    ) -> None:
        """``done`` of ``total`` are ready (a total of 0 means unknown), of ``step`` when it is given, which
        starts with its first report."""
        if step and step is not self._step:
            self.start(step)
        now, counts = time.perf_counter(), (done, total, tensors)
        fraction = min(done / total, 1.0) if total else 0.0
        if total and self._counted is None:
            self._counted = now, fraction
        if self._step is None or counts == self._last or (now - self._reported < EVENT_INTERVAL and done < total):
            return
        self._reported, self._last = now, counts
        event = Progress(
            step=self._step,
            done=done,
            total=total,
            unit=unit,
            tensors=tensors,
            overall=self._overall(self._step, fraction),
            seconds_left=self._left(self._step, fraction) if self._timed else None,
        )
        self._emit(event)

    def _overall(self, current: Step, fraction: float) -> float:
        before = 0.0
        for step, weight in self._weights.items():
            if step is current:
                return (before + weight * fraction) / self._sum
            before += weight
        raise KeyError(current)

    def _left(self, current: Step, fraction: float) -> float:
        """Seconds until the end. The step's own pace, since its count began, is believed more and more; until then, and
        for the steps to come, what was expected counts, as much slower as the work so far was."""
        now, expected = time.perf_counter(), self._weights[current]
        since, begun_at = self._counted or (now, 0.0)
        counted = fraction - begun_at
        foretold, taken = sum(self._weights[step] for step in self.seconds), sum(self.seconds.values())
        here = max((1 - begun_at) * expected * self._pace(taken, foretold) - (now - self._begun), 0.0)
        if counted > 0:
            trust = min(counted / ((1 - begun_at) * BELIEVED), 1.0)
            here = trust * (1 - fraction) * (now - since) / counted + (1 - trust) * here
            without_count = min(since - self._begun, expected / 2)  # what a step loads before it counts
            foretold, taken = foretold + counted * (expected - without_count), taken + now - since
        order = list(self._weights)
        coming = sum(self._weights[step] for step in order[order.index(current) + 1 :])
        return here + coming * self._pace(taken, foretold)

    def _pace(self, taken: float, foretold: float) -> float:
        """How many times as long as foretold the work takes, of which so many seconds are over."""
        doubt = max(DOUBT * self._sum, 1e-9)
        return min(max((taken + doubt) / (foretold + doubt), PACE[0]), PACE[1])


def _age() -> float:
    """Seconds since this process began; the time of day is asked only once, because it may be put right meanwhile."""
    return min(max(time.time() - psutil.Process().create_time(), 0.0), OLDEST)
