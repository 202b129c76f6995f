"""How much memory and processor time an engine child takes, and what is free on the disk, once a second."""

import threading
from collections.abc import Callable
from pathlib import Path

import psutil
from msgspec import Struct
from PySide6.QtCore import Signal

from app.core.computer.machine import free_disk, private_bytes
from app.workers.worker import Worker

INTERVAL = 1.0  # seconds


class Usage(Struct, frozen=True):
    memory: int  # private bytes
    processor: float  # percent of all cores together
    free_disk: int | None = None  # bytes, where the job writes


class UsageWatch(Worker):
    """Measures the process that ``find`` returns; waits while there is none, until ``stop``."""

    measured = Signal(Usage)

    def __init__(self, find: Callable[[], psutil.Process | None], folder: Path | None = None) -> None:
        super().__init__()
        self._find = find
        self._folder = folder
        self._ended = threading.Event()

    def run(self) -> None:
        process: psutil.Process | None = None
        while not self._ended.wait(INTERVAL):
            process = process or self._find()
            if process is None:
                continue
            try:
                share = process.cpu_percent() / (psutil.cpu_count() or 1)
                self._post(Usage(private_bytes(process), share, self._free_disk()))
            except psutil.Error:
                return  # the process has ended; its job reports that

    def _free_disk(self) -> int | None:
        try:
            return free_disk(self._folder) if self._folder else None
        except OSError:
            return None  # the drive has gone; the job says so

    def _end(self) -> None:
        self._ended.set()

    def _deliver(self, value: object) -> None:
        self.measured.emit(value)
