"""The peak private memory of this process, sampled while a job runs."""

import threading
from types import TracebackType

import psutil

from app.core.computer.machine import private_bytes

SAMPLE_INTERVAL = 0.05  # seconds


class PeakMemory:
    """A context in which ``peak`` (bytes, private to this process) grows with the samples of a thread."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, name="peak-memory", daemon=True)
        self.peak = 0

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._done.is_set():
            self.peak = max(self.peak, private_bytes(self._process))
            self._done.wait(SAMPLE_INTERVAL)
