"""Many answers, each as soon as it is known, off the window's thread."""

import traceback
from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import Signal

from app.core.events import Failed
from app.core.failures import Failure, FailureKind
from app.workers.worker import Worker


class _Item(Struct, frozen=True):
    value: object


class _End(Struct, frozen=True):
    failed: Failed | None


class Stream(Worker):
    """Runs through what ``function`` returns; ``item`` carries each value, then ``done`` comes, or ``failed`` with a
    ``Failed`` for what was raised."""

    item = Signal(object)
    done = Signal()
    failed = Signal(Failed)

    def __init__(self, function: Callable[[], Iterable[object]]) -> None:
        super().__init__()
        self._function = function

    def run(self) -> None:
        end: _End | None = None
        try:
            for value in self._function():
                self._post(_Item(value))
            end = _End(None)
        except Failure as failure:
            end = _End(Failed.of(failure))
        finally:  # a mistake of ours goes on to the log, but the page must not wait for ever
            self._post(end or _End(Failed(FailureKind.INTERNAL, traceback.format_exc())))

    def _deliver(self, value: object) -> None:
        if isinstance(value, _Item):
            self.item.emit(value.value)
        elif isinstance(value, _End) and value.failed:
            self.failed.emit(value.failed)
        else:
            self.done.emit()
