"""What the threads have in common: nothing reaches a page that has been left, and no running thread is dropped."""

from abc import abstractmethod

from PySide6.QtCore import Qt, QThread, Signal, Slot

PATIENCE = 10.0  # seconds that a thread may take to end

_running: set["Worker"] = set()


class Worker(QThread):
    """A thread that posts values to the window's thread until ``stop``.

    A subclass calls ``_post`` in ``run`` and answers ``_deliver``, which runs in the window's thread. It has no parent:
    a page that is destroyed must not take a running thread with it.
    """

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._stopped = False
        self._posted.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._forget)

    def begin(self) -> None:
        """Start the thread and keep it alive until it ends, also when its owner drops it."""
        _running.add(self)
        self.start()

    def stop(self) -> None:
        """Deliver nothing from now on and ask the work to end; returns at once, ``wait_for_all`` waits."""
        self._stopped = True
        self._end()

    def _end(self) -> None:
        """Make ``run`` return soon, when that is possible."""

    def _post(self, value: object) -> None:
        self._posted.emit(value)

    @abstractmethod
    def _deliver(self, value: object) -> None:
        """Give a posted value to its receiver, in the window's thread."""

    @Slot(object)
    def _receive(self, value: object) -> None:
        if not self._stopped:
            self._deliver(value)

    @Slot()
    def _forget(self) -> None:
        _running.discard(self)


def wait_for_all() -> bool:
    """Wait for every thread that was begun, and was told to stop, when the window closes; False: one does not end."""
    return all(worker.wait(int(1000 * PATIENCE)) for worker in list(_running))
