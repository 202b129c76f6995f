"""Notices when the window's thread does not come back to its events in time, and where it was then."""

import sys
import threading
import time
import traceback
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer

BEAT = 5  # milliseconds between two signs of life
SHORTEST = 0.03  # seconds; shorter stalls are not kept
NOTHING = (0.0, 0.0)


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
        self._times = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._beat, self._waited = time.perf_counter(), self._wait_so_far()
        self._seen: list[str] = []
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
        now, waited = time.perf_counter(), self._wait_so_far()
        waiting = waited - self._waited
        seconds = now - self._beat - BEAT / 1000 - waiting
        if seconds >= SHORTEST:
            place = max(self._seen, key=self._seen.count, default="")
            self.stalls.append(Stall(during=self.step, seconds=seconds, waited=waiting, place=place))
        self._seen = []
        self._beat, self._waited = now, waited

    def _look(self) -> None:
        while not self._ended.wait(BEAT / 1000):
            if time.perf_counter() - self._beat > SHORTEST / 2:
                self._seen.append(_place(self._thread))

    def _wait_so_far(self) -> float:
        """Seconds that this thread was ready to run while others ran."""
        try:
            return int(self._times.read_text().split()[1]) / 1e9
        except OSError:  # only Linux tells
            return 0.0


def _place(thread: int) -> str:
    frames = traceback.extract_stack(sys._current_frames()[thread])
    ours = [frame for frame in frames if "/app/" in frame.filename] or frames
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(ours[-4:]))
