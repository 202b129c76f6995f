"""How much memory and processor time an engine child takes, once a second."""

import threading
from collections.abc import Callable

import psutil
from msgspec import Struct
from PySide6.QtCore import Signal

from app.core.machine import private_bytes
from app.workers.worker import Worker

INTERVAL = 1.0  # seconds


class Usage(Struct, frozen=True):
    memory: int  # private bytes
    processor: float  # percent of all cores together


class UsageWatch(Worker):
    """Measures the process that ``find`` returns; waits while there is none, until ``stop``."""

    measured = Signal(object)

    def __init__(self, find: Callable[[], psutil.Process | None]) -> None:
        super().__init__()
        self._find = find
        self._ended = threading.Event()

    def run(self) -> None:
        process: psutil.Process | None = None
        while not self._ended.wait(INTERVAL):
            process = process or self._find()
            if process is None:
                continue
            try:
                share = process.cpu_percent() / (psutil.cpu_count() or 1)
                self._post(Usage(private_bytes(process), share))
            except psutil.Error:
                return  # the process has ended; whoever runs it says so

    def _end(self) -> None:
        self._ended.set()

    def _deliver(self, value: object) -> None:
        self.measured.emit(value)
