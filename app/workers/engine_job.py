"""An engine child as signals."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

import psutil
from PySide6.QtCore import Signal

from app.core.chat_messages import ChatMessage
from app.core.events import End, News
from app.core.requests import Request
from app.jobs.ahead import Ahead
from app.jobs.awake import kept_awake
from app.jobs.process import EngineProcess
from app.workers.worker import Worker

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class EventSource(Protocol[T_co]):
    """What an ``EngineProcess`` is to its job; tests replay recorded events through it."""

    def events(self) -> Iterator[News | End[T_co]]: ...
    def send(self, message: ChatMessage) -> None: ...
    def cancel(self, *, keep: bool = False) -> None: ...
    def process(self) -> psutil.Process | None: ...


class EngineJob(Worker, Generic[T]):
    """Runs one request; ``reported`` carries each event, the last of them ``Finished`` or ``Failed``.

    The computer does not fall asleep while it runs, where the system lets us ask for that.
    """

    reported = Signal(object)

    def __init__(self, source: EventSource[T]) -> None:
        super().__init__()
        self._source = source

    def run(self) -> None:
        with kept_awake():
            for event in self._source.events():
                self._post(event)

    def send(self, message: ChatMessage) -> None:
        self._source.send(message)

    def cancel(self, *, keep: bool = False) -> None:
        """End the work; the last event is then ``Failed(CANCELLED)``. With ``keep``, what can be gone on with stays."""
        self._source.cancel(keep=keep)

    def process(self) -> psutil.Process | None:
        return self._source.process()

    def _end(self) -> None:
        """Leaving a page throws nothing away: what can be resumed stays."""
        self._source.cancel(keep=True)

    def _deliver(self, value: object) -> None:
        self.reported.emit(value)


class StartJob(Protocol):
    """Makes the job that does a request; tests have others than ``engine_job``."""

    def __call__(self, request: Request[T], /) -> EngineJob[T]: ...


def engine_job(request: Request[T], ahead: Ahead | None = None) -> EngineJob[T]:
    """The job that does ``request`` in a real child process; a conversion in the one that waits in ``ahead``."""
    return EngineJob(EngineProcess(request, ahead))
