"""Notices when the window's thread does not come back to its events in time, and where it was then."""

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer

BEAT = 5  # milliseconds between two signs of life
Place = tuple[tuple[CodeType, int], ...]  # functions and lines, the innermost first
SHORTEST = 0.03  # seconds; shorter stalls are not kept


class Stall(Struct, frozen=True, kw_only=True):
    """Seconds for which nothing was answered, without those in which the processor was given to other programs."""

    during: str  # the step of the walk
    seconds: float
    waited: float  # seconds for the processor, which are not in ``seconds``
    place: str  # the innermost lines of ours, or all when there are none


class StallWatch(QObject):
    """Made in the window's thread; ``step`` is what is being done there."""

    def __init__(self) -> None:
        super().__init__()
        self.step = ""
        self.stalls: list[Stall] = []
        self._thread = threading.get_ident()
        self._beat, self._waits = time.perf_counter(), _waits()
        self._seen: list[Place] = []
        self._ended = threading.Event()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self._live)
        self._timer.start()
        self._looker = threading.Thread(target=self._look, daemon=True)
        self._looker.start()

    def end(self) -> None:
        self._timer.stop()
        self._ended.set()
        self._looker.join()

    def _live(self) -> None:
        now, waits = time.perf_counter(), _waits()
        away = now - self._beat - BEAT / 1000
        if away >= SHORTEST:
            waited = min(waits - self._waits, away)
            place = max(self._seen, key=self._seen.count, default=())
            self.stalls.append(Stall(during=self.step, seconds=away - waited, waited=waited, place=_words(place)))
        self._seen = []
        self._beat, self._waits = time.perf_counter(), waits

    def _look(self) -> None:
        while not self._ended.wait(BEAT / 1000):
            if time.perf_counter() - self._beat > SHORTEST / 2:
                self._seen.append(_place(self._thread))


def _waits() -> float:
    """Seconds that the window's thread was ready to run while others ran; only Linux tells. Of our other threads, for
    which it may have waited, none is asked: that would take longer than what is looked for."""
    with suppress(OSError):
        return int(Path(f"/proc/self/task/{os.getpid()}/schedstat").read_bytes().split()[1]) / 1e9
    return 0.0


def _place(thread: int) -> Place:
    """Quickly: meanwhile the window's thread cannot have Python's lock."""
    frame: FrameType | None = sys._current_frames()[thread]
    places = []
    while frame:
        places.append((frame.f_code, frame.f_lineno))
        frame = frame.f_back
    return tuple(places)


def _words(place: Place) -> str:
    """The innermost lines of ours, or of all when there are none."""
    ours = [each for each in place if "/app/" in each[0].co_filename] or place
    return " < ".join(f"{Path(code.co_filename).name}:{line} {code.co_name}" for code, line in ours[:4])
