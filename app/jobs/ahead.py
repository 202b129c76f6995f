"""A child that loads the libraries of a conversion while the user still chooses, and waits for the request."""

import queue
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil

from app import paths
from app.core.computer.machine import memory, private_bytes
from app.core.requests import AHEAD
from app.core.wire import to_json
from app.jobs.child import Child, engine_environment
from app.storage.job_folder import remove_folder, signed_folder

ROOM = 2_000_000_000  # bytes of free memory with which it is worth it; the child takes a fifth of them
SHORT = 1_000_000_000  # bytes of free memory below which others need it more
KEPT = 300.0  # seconds that it waits
LOOK = 2.0  # seconds between two looks at the memory


class Ahead:
    """At most one child waits here. All may be called from any thread; ``take`` and ``end`` wait for a moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: _Waiting | None = None

    def load(self) -> None:
        """Begin to load: a conversion is likely within minutes. Returns at once."""
        with self._lock:
            if self._waiting and self._waiting.is_alive():
                self._waiting.until = time.monotonic() + KEPT
                return
            self._waiting = _Waiting()
            self._waiting.start()

    def take(self, environment: dict[str, str]) -> Child | None:
        """The child, told of the ``environment`` of its job and waiting for the request; None when none has loaded the
        libraries yet: a new one is not slower then, and does not go on at low priority."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        return waiting.handed_over(environment) if waiting else None

    def held(self) -> int:
        """Bytes of memory that the waiting child has taken; the conversion that takes it over has them then."""
        with self._lock:
            child = self._waiting.child if self._waiting else None
        with suppress(psutil.Error):
            return private_bytes(psutil.Process(child.number)) if child else 0
        return 0

    def end(self) -> None:
        """End the waiting child: no conversion will follow."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting:
            waiting.stop()


class _WaitingChild(Child):
    """It works in a ``place`` of its own until it is told of another."""

    def __init__(self, place: Path) -> None:
        self._place = place
        super().__init__(engine_environment(place) | {AHEAD: "1"})

    def end(self) -> None:
        super().end()
        remove_folder(self._place)


class _Waiting(threading.Thread):
    """Starts the child and sees to it that it ends."""

    def __init__(self) -> None:
        super().__init__(name="ahead", daemon=True)
        self.until = time.monotonic() + KEPT
        self._stopped = threading.Event()
        self.child: _WaitingChild | None = None

    def run(self) -> None:
        with suppress(OSError):  # a full disk; the conversion says so
            if memory()[1] < ROOM:
                return
            self.child = _started()
            while not self._stopped.wait(LOOK):
                if memory()[1] < SHORT or time.monotonic() > self.until or not self.child.is_running():
                    break
        if self.child and not self._stopped.is_set():
            self.child.end()
            self.child = None

    def handed_over(self, environment: dict[str, str]) -> Child | None:
        child = self._rest()
        if child is None:
            return None
        if environment.keys() | {AHEAD} != child.environment.keys() or not (_is_loaded(child) and child.is_running()):
            child.end()
            return None
        others = {name: value for name, value in environment.items() if child.environment[name] != value}
        child.write(to_json(others) + b"\n")
        return child

    def stop(self) -> None:
        if child := self._rest():
            child.end()

    def _rest(self) -> _WaitingChild | None:
        """Leave the child, if there is one, to the caller."""
        self._stopped.set()
        self.join()
        return self.child


def _started() -> _WaitingChild:
    place = signed_folder(paths.work_folder())
    try:
        return _WaitingChild(place)
    except OSError:
        remove_folder(place)
        raise


def _is_loaded(child: Child) -> bool:
    """Whether it has said its first word, and it was not its last."""
    with suppress(queue.Empty):
        return child.lines.get_nowait() is not None
    return False
