"""Weighted steps: what share of a job each step takes, so that one bar can run from 0 to 1 without jumping back."""

import time
from collections.abc import Mapping

import psutil

from app.core.events import Progress, Unit
from app.core.steps import Step
from app.engine.channel import Emit

EVENT_INTERVAL = 0.1  # seconds between two events of the same step
BELIEVED = 0.3  # share of a step from which on its own pace counts, and not what was expected
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
        self._reported = 0.0
        self._last: tuple[int, int, tuple[int, int]] | None = None
        self.seconds: dict[Step, float] = {}  # seconds of the steps that are over

    def start(self, step: Step) -> None:
        self.end()
        self._step = step
        self._begun = time.perf_counter() if self.seconds else self._since
        self._reported, self._last = 0.0, None
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
        if self._step is None or counts == self._last or (now - self._reported < EVENT_INTERVAL and done < total):
            return
        self._reported, self._last = now, counts
        fraction = min(done / total, 1.0) if total else 0.0
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
        """Seconds until the end. The step's own pace is believed more and more; the steps to come are expected to be as
        much slower than foretold as those so far were."""
        elapsed = max(time.perf_counter() - self._begun, 0.0)
        order = list(self._weights)
        coming = sum(self._weights[step] for step in order[order.index(current) + 1 :])
        expected = self._weights[current]
        trust = min(fraction / BELIEVED, 1.0)
        whole = (trust * elapsed / fraction if fraction else 0.0) + (1 - trust) * expected
        here = (1 - fraction) * whole if fraction else max(expected - elapsed, 0.0)
        foretold = sum(self._weights[step] for step in self.seconds) + fraction * expected
        taken = sum(self.seconds.values()) + (elapsed if fraction else 0.0)
        pace = min(max(taken / foretold, PACE[0]), PACE[1]) if foretold else 1.0
        return here + coming * pace


def _age() -> float:
    """Seconds since this process began; the time of day is asked only once, because it may be put right meanwhile."""
    return min(max(time.time() - psutil.Process().create_time(), 0.0), OLDEST)
