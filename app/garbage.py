"""Python's garbage collector runs in the window's thread alone: from another it would let go of widgets there, which Qt
answers with the end of the program."""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 500  # between two looks: collecting what is new takes a millisecond


class GarbageCollection(QObject):
    """Takes over from the collector for the whole process; what is there already is never looked at again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """As the collector would by itself: the oldest generation whose turn it is."""
    due = [
        number for number, pair in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if pair[0] > pair[1]
    ]
    if due:
        gc.collect(due[-1])
