"""An engine child as signals."""

from collections.abc import Callable, Iterator
from typing import Protocol

import psutil
from PySide6.QtCore import Signal

from app.awake import kept_awake
from app.core.events import Event
from app.core.requests import ChatMessage, Request
from app.process import EngineProcess
from app.workers.worker import Worker


class EventSource(Protocol):
    """What an ``EngineProcess`` is to its job; tests replay recorded events through it."""

    def events(self) -> Iterator[Event]: ...
    def send(self, message: ChatMessage) -> None: ...
    def cancel(self) -> None: ...
    def process(self) -> psutil.Process | None: ...


class EngineJob(Worker):
    """Runs one request; ``reported`` carries each event, the last of them ``Finished`` or ``Failed``.

    The computer does not fall asleep while it runs, where the system lets us ask for that.
    """

    reported = Signal(object)

    def __init__(self, source: EventSource) -> None:
        super().__init__()
        self._source = source

    def run(self) -> None:
        with kept_awake():
            for event in self._source.events():
                self._post(event)

    def send(self, message: ChatMessage) -> None:
        self._source.send(message)

    def cancel(self) -> None:
        """End the work; the last event is then ``Failed(CANCELLED)``."""
        self._source.cancel()

    def process(self) -> psutil.Process | None:
        return self._source.process()

    def _end(self) -> None:
        self._source.cancel()

    def _deliver(self, value: object) -> None:
        self.reported.emit(value)


StartJob = Callable[[Request], EngineJob]


def engine_job(request: Request) -> EngineJob:
    """The job that does ``request`` in a real child process."""
    return EngineJob(EngineProcess(request))
