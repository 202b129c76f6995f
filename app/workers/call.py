"""One short blocking function, off the window's thread."""

import traceback
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Signal

from app.core.events import Failed
from app.core.failures import Failure, FailureKind
from app.workers.worker import Worker


class _Result(Struct, frozen=True):
    value: object


class Call(Worker):
    """Runs ``function`` once; ``done`` carries what it returned, ``failed`` a ``Failed`` for what it raised."""

    done = Signal(object)
    failed = Signal(Failed)

    def __init__(self, function: Callable[[], object]) -> None:
        super().__init__()
        self._function = function

    def run(self) -> None:
        answer: _Result | Failed | None = None
        try:
            answer = _Result(self._function())
        except Failure as failure:
            answer = Failed.of(failure)
        finally:  # a mistake of ours goes on to the log, but the page must not wait for ever
            self._post(answer or Failed(FailureKind.INTERNAL, traceback.format_exc()))

    def _deliver(self, value: object) -> None:
        if isinstance(value, _Result):
            self.done.emit(value.value)
        else:
            self.failed.emit(value)
