"""Work in the window's thread, in pieces between which the window answers."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Goes on with ``work``, to its next ``yield``, at each turn of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self, work: Iterator[None]) -> None:
        """In the place of what is not done yet."""
        self._work = work
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def finish(self) -> None:
        """What is left, at once."""
        self._timer.stop()
        for _ in self._work:
            pass

    def _go_on(self) -> None:
        work = self._work
        if next(work, self) is self and work is self._work:
            self._timer.stop()
