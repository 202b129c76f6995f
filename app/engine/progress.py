"""Weighted steps: what share of a job each step takes, so that one bar can run from 0 to 1 without jumping back."""

import time
from collections.abc import Mapping

from app.core.events import Progress, Step
from app.engine.channel import Emit

INTERVAL = 0.1  # seconds between two events of the same step


class Steps:
    """Reports progress over ``weights``: the steps in order, with their rough share of the job's time."""

    def __init__(self, emit: Emit, weights: Mapping[Step, float]) -> None:
        self._emit = emit
        self._weights = weights
        self._sum = sum(weights.values())
        self._step: Step | None = None
        self._reported = 0.0
        self._last = (-1, -1)

    def start(self, step: Step) -> None:
        self._step = step
        self._reported, self._last = 0.0, (-1, -1)
        self.advance(0, 0)

    def advance(self, done: int, total: int, unit: str = "", step: Step | None = None) -> None:
        """``done`` of ``total`` are ready (a total of 0 means that nobody knows), of ``step`` when it is given, which
        starts with its first report."""
        if step and step is not self._step:
            self.start(step)
        now = time.monotonic()
        if self._step is None or (done, total) == self._last or (now - self._reported < INTERVAL and done < total):
            return
        self._reported, self._last = now, (done, total)
        fraction = min(done / total, 1.0) if total else 0.0
        event = Progress(
            step=self._step, done=done, total=total, unit=unit, overall=self._overall(self._step, fraction)
        )
        self._emit(event)

    def _overall(self, current: Step, fraction: float) -> float:
        before = 0.0
        for step, weight in self._weights.items():
            if step is current:
                return (before + weight * fraction) / self._sum
            before += weight
        raise KeyError(current)
