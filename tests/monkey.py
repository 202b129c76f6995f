"""Somebody who clicks, types, turns the wheel, drops folders and closes windows at random, in a process of its own: the
real window, off the screen, with the real engine. Prints as JSON what came of it.

    python -m tests.monkey SEED COUNT FOLDER      everything happens within FOLDER
"""

import json
import os
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

import psutil
from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QProcess,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QInputDialog, QWidget, QWizard

from app.application import application
from app.pages.base import Page
from app.settings import Settings
from app.windows import Windows
from app.workers.worker import wait_for_all
from tests.kept_models import KeptModels

KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F1),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Home),
    *(Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
)
TEXTS = ("Hello", "What is INT4?", "ä 家 🙂", "-", "x" * 80, "\n")
PAUSE = 4  # milliseconds between two actions
LOOK_ROUND = 250  # milliseconds for which it sometimes does nothing
PATIENCE = 0.9  # how often it does nothing while work is being done: else no work would come to its end
NO_MISTAKES = ("propagateSizeHints", "does not support raise", "This plugin does not support")  # of Qt off the screen
ENDING = 60.0  # seconds


class Monkey:
    def __init__(self, windows: Windows, random: Random, count: int, places: list[Path]) -> None:
        self._windows, self._random, self._left, self._places = windows, random, count, places
        self.done: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()

    def begin(self) -> None:
        self._windows.begin()
        self._wait(PAUSE)

    def choose(self, *_: object, **__: object) -> str:
        """What is chosen in a window that asks for a folder or a file."""
        return str(self._random.choice([*self._places, ""])) if self._random.random() < 0.7 else ""

    def _wait(self, milliseconds: int) -> None:
        # A timer of its own each time: what an action opens may run an event loop of its own
        QTimer.singleShot(milliseconds, self._act)

    def _act(self) -> None:
        if self._left <= 0:
            QApplication.exit()
            return
        page = self._windows.wizard.currentPage() if self._windows.wizard else None
        if isinstance(page, Page):
            self.pages[type(page).__name__] += 1
            if page.busy() and self._random.random() < PATIENCE:
                self._wait(LOOK_ROUND)
                return
        self._left -= 1
        self._wait(LOOK_ROUND if self._random.random() < 0.05 else PAUSE)
        window = self._window()
        if window is None:  # it was closed: the program is started again
            self.done["start_again"] += 1
            self._windows.begin()
            return
        actions = {
            self._press_button: 40,
            self._go_on: 14,
            self._click: 14,
            self._press_key: 14,
            self._type: 5,
            self._turn_wheel: 5,
            self._drop: 3,
            self._resize: 2,
            self._close: 3,
        }
        action: Callable[[QWidget], None] = self._random.choices(list(actions), list(actions.values()))[0]
        self.done[action.__name__.strip("_")] += 1
        action(window)

    def _window(self) -> QWidget | None:
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
        return shown or (self._random.choice(others) if others else None)

    def _press_button(self, window: QWidget) -> None:
        found = [*window.findChildren(QAbstractButton), *window.findChildren(QComboBox)]
        usable = [each for each in found if each.isVisible() and each.isEnabled()]
        if usable:
            QTest.mouseClick(self._random.choice(usable), Qt.MouseButton.LeftButton)

    def _go_on(self, window: QWidget) -> None:
        if isinstance(window, QWizard):
            following = window.button(QWizard.WizardButton.NextButton)
            if following.isVisible() and following.isEnabled():
                QTest.mouseClick(following, Qt.MouseButton.LeftButton)

    def _click(self, window: QWidget) -> None:
        place = QPoint(self._random.randrange(max(1, window.width())), self._random.randrange(max(1, window.height())))
        button = Qt.MouseButton.RightButton if self._random.random() < 0.1 else Qt.MouseButton.LeftButton
        target = window.childAt(place) or window
        click = QTest.mouseDClick if self._random.random() < 0.1 else QTest.mouseClick
        click(target, button, Qt.KeyboardModifier.NoModifier, target.mapFrom(window, place))

    def _press_key(self, window: QWidget) -> None:
        alt = self._random.random() < 0.2
        key = Qt.Key(self._random.randrange(Qt.Key.Key_A, Qt.Key.Key_Z + 1)) if alt else self._random.choice(KEYS)
        modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(window.focusWidget() or window, key, modifier)

    def _type(self, window: QWidget) -> None:
        for each in self._random.choice(TEXTS):
            if focused := window.focusWidget():
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest types no other letters than ASCII
                    QApplication.sendEvent(focused, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, each))

    def _turn_wheel(self, window: QWidget) -> None:
        children = [each for each in window.findChildren(QWidget) if each.isVisible()]
        target = self._random.choice([window, *children])
        turn = QPoint(0, self._random.choice((-120, 120)))
        middle = QPointF(target.rect().center())
        phase, none = Qt.ScrollPhase.NoScrollPhase, Qt.KeyboardModifier.NoModifier
        where = QPointF(target.mapToGlobal(target.rect().center()))
        event = QWheelEvent(middle, where, QPoint(), turn, Qt.MouseButton.NoButton, none, phase, False)
        QApplication.sendEvent(target, event)

    def _drop(self, window: QWidget) -> None:
        children = [each for each in window.findChildren(QWidget) if each.isVisible() and each.acceptDrops()]
        target = self._random.choice([window, *children])
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(self._random.choice(self._places)))])
        place, none = target.rect().center(), Qt.KeyboardModifier.NoModifier
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        entered = QDragEnterEvent(QPointF(place), copy, content, left, none)
        if QApplication.sendEvent(target, entered) and entered.isAccepted():
            QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, content, left, none, QEvent.Type.Drop))

    def _resize(self, window: QWidget) -> None:
        window.resize(self._random.randrange(300, 2000), self._random.randrange(200, 1200))

    def _close(self, window: QWidget) -> None:
        window.close()


def folders(home: Path) -> list[Path]:
    """What can be dropped or chosen: a model, another one, and much that is none."""
    import shutil

    from app import paths

    made = [home / "models" / name for name in ("sample", "my other model", "empty", "damaged", "notes.txt", "gone")]
    for each in made[:2]:
        shutil.copytree(paths.sample_model(), each)
    made[2].mkdir()
    shutil.copytree(paths.sample_model(), made[3])
    weights = next(made[3].glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:1000])
    made[4].write_text('{"question": "Hello", "answer": "Hello"}\n')
    return [*made, home / "libraries" / "one", home / "libraries" / "two", home / "a.foundrymodel"]


def children() -> Iterator[str]:
    """Processes that were started and have not ended, or whose exit code nobody has collected."""
    for each in psutil.Process().children(recursive=True):
        try:
            yield f"{each.status()}: {' '.join(each.cmdline())}"
        except psutil.NoSuchProcess:
            continue


def main() -> None:
    seed, count, home = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    mistakes: list[str] = []

    def note(kind: type[BaseException], mistake: BaseException | None, place: TracebackType | None) -> None:
        mistakes.append("".join(traceback.format_exception(kind, mistake, place)))

    def note_message(kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not any(each in text for each in NO_MISTAKES):
            mistakes.append(f"Qt: {text}\n" + "".join(traceback.format_stack(limit=6)))

    threading.excepthook = lambda given: note(given.exc_type, given.exc_value, given.exc_traceback)
    kept = KeptModels()
    places = folders(home)
    qInstallMessageHandler(note_message)
    app = application(["monkey"])
    app.setQuitOnLastWindowClosed(False)
    sys.excepthook = note
    settings = Settings()
    settings.library = places[-3]
    windows = Windows(settings)
    monkey = Monkey(windows, Random(seed), count, places)
    kinds: dict[str, Callable[..., Any]] = {
        "getExistingDirectory": monkey.choose,
        "getOpenFileName": lambda *_: (monkey.choose(), ""),
        "getSaveFileName": lambda *_: (str(home / "saved" / "file") if monkey.choose() else "", ""),
    }
    (home / "saved").mkdir()
    for name, function in kinds.items():
        setattr(QFileDialog, name, staticmethod(function))
    QInputDialog.getText = staticmethod(lambda *_, **__: ("another-name", bool(monkey.choose())))  # type: ignore[method-assign]
    QDesktopServices.openUrl = staticmethod(lambda *_: True)  # type: ignore[method-assign,assignment]
    QProcess.startDetached = staticmethod(lambda *_: True)  # type: ignore[method-assign,assignment]
    begun = time.monotonic()
    monkey.begin()
    app.exec()
    seconds = time.monotonic() - begun
    for window in QApplication.topLevelWidgets():
        window.hide()
    if windows.wizard:
        windows.wizard.done(0)
    windows.background.end()
    ended = wait_for_all()
    end = time.monotonic() + ENDING
    while (left := list(children())) and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.1)
    qInstallMessageHandler(None)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "actions": dict(monkey.done),
                "pages": dict(monkey.pages),
                "jobs": dict(kept.jobs),
                "mistakes": mistakes,
                "processes": left if ended else [*left, "a thread did not end"],
                "half": kept.half_models(),
                "lost": kept.lost_models(),
            }
        ),
        flush=True,
    )
    os._exit(0)


if __name__ == "__main__":
    main()
