"""Notices a child that neither says nor does anything: it was stopped, or waits for a drive that does not answer."""

from enum import Enum
from typing import Any

import psutil

from app.core.requests import Chat, List, Remove, Rename, Request, Serve

QUIET_LOOK = 5.0  # seconds between two looks at a child that says nothing
# looks after which it is told, and after which the child is ended; a sleeping computer looks not
TELL, GIVE_UP = 24, 360
GIVE_UP_SHORT = 36  # looks at a job that takes seconds; Foundry Local waits for ever for a lock that a drive refuses
_LEAST = 0.02  # seconds of processor time that a living process takes between two looks


class Quiet(Enum):
    NO = "no"
    TOLD = "told"  # it was told at this very look
    LONG = "long"
    GIVEN_UP = "given up"


def waits_for_its_user(request: Request[Any]) -> bool:
    """Whether it is the child's business to wait."""
    return isinstance(request, Serve) or (isinstance(request, Chat) and request.prompt is None)


def patience_for(request: Request[Any]) -> int:
    """Looks after which a child that does ``request`` is ended."""
    return GIVE_UP_SHORT if isinstance(request, List | Remove | Rename) else GIVE_UP


def minutes_of(request: Request[Any]) -> int:
    return round(patience_for(request) * QUIET_LOOK / 60)


class QuietWatch:
    """Looks at the child with the number ``process`` and at all that it has started."""

    def __init__(self, process: int, patience: int) -> None:
        self._process, self._patience, self._spent, self._looks = process, patience, 0.0, 0

    @property
    def state(self) -> Quiet:
        if self._looks >= self._patience:
            return Quiet.GIVEN_UP
        return Quiet.NO if self._looks < TELL else Quiet.TOLD if self._looks == TELL else Quiet.LONG

    def heard(self) -> None:
        """It has said something."""
        self._looks = 0

    def look(self) -> Quiet:
        spent = _spent(self._process)
        self._looks = self._looks + 1 if spent - self._spent < _LEAST else 0
        self._spent = spent
        return self.state


def _spent(process: int) -> float:
    """Seconds of processor time of a process and its descendants, and a second for each megabyte that they move."""
    try:
        family = [psutil.Process(process), *psutil.Process(process).children(recursive=True)]
    except psutil.Error:
        return 0.0
    total = 0.0
    for each in family:
        try:
            total += sum(each.cpu_times()[:2])
            if hasattr(each, "io_counters"):
                moved = each.io_counters()
                total += (moved.read_bytes + moved.write_bytes) / 1e6
        except psutil.Error:
            continue
    return total
