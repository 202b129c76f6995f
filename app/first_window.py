"""Started twice, the window that is open comes to the front, and shows the packed model that was asked for.

The second program leaves a file in the data folder, which the first takes away: no port is opened for it, and nothing
is left to be in the way. What is not taken in time is taken back, and the second window opens.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from app.core.computer.checks.copies import other_windows
from app.core.files.durable import replace_file
from app.core.files.process_identity import computer_name

ASKED = "asked"  # folder in the data folder: one file a question
PATIENCE = 3.0  # seconds in which a window that lives answers
LOOK = 0.02  # seconds


def ask_first_window(data: Path, package: str = "") -> bool:
    """Whether another window on the same ``data`` has been asked to come to the front, and does; ``package`` is what it
    shall show."""
    others = list(other_windows(data))
    if not others:
        return False
    for number in others:
        _let_come_to_front(number)
    question = data / ASKED / f"{computer_name()} {os.getpid()}"
    try:
        question.parent.mkdir(parents=True, exist_ok=True)
        replace_file(question, package)
        return _is_taken(question)
    except OSError:
        return False


def _is_taken(question: Path) -> bool:
    end = time.perf_counter() + PATIENCE
    while question.exists():
        if time.perf_counter() > end:
            question.unlink(missing_ok=True)
            return False
        time.sleep(LOOK)
    return True


class FirstWindow(QObject):
    """``asked`` carries the path of a packed model, or "", when the program was started once more; the receiver of
    ``asked`` calls ``look`` once, for what was asked before."""

    asked = Signal(str)

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._folder = data / ASKED
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._watcher.addPath(str(self._folder))

    def look(self) -> None:
        for package in self._questions():
            self.asked.emit(package)

    def _questions(self) -> Iterator[str]:
        with suppress(OSError):
            for question in sorted(self._folder.iterdir()):
                being_written = question.name.endswith(".new")
                if question.name.startswith(f"{computer_name()} ") and not being_written:
                    package = question.read_text(encoding="utf-8")
                    question.unlink()
                    yield package


def _let_come_to_front(number: int) -> None:
    """Windows lets only the program that was started last give this away."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(number)
