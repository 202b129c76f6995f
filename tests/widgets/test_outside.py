"""What the program shows outside of its windows: never while one is in use, and nowhere that it is not supported."""

import ctypes
from collections.abc import Callable
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.widgets import calling_back
from app.widgets.calling_back import call_back
from app.widgets.taskbar import show_in_taskbar
from tests.wine import ON_WINE


class Tray(QObject):
    """As on a desktop that shows messages."""

    told: ClassVar[list[tuple[str, str]]] = []
    made: ClassVar[list["Tray"]] = []
    messageClicked = Signal()

    def __init__(self, icon: QIcon, parent: QWidget) -> None:
        super().__init__(parent)
        assert not icon.isNull()
        Tray.made.append(self)

    @staticmethod
    def isSystemTrayAvailable() -> bool:
        return True

    @staticmethod
    def supportsMessages() -> bool:
        return True

    def show(self) -> None:
        """It shows no message without an icon."""

    def showMessage(self, title: str, text: str, *_: object) -> None:
        Tray.told.append((title, text))


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    Tray.told.clear()
    Tray.made.clear()
    monkeypatch.setattr(calling_back, "QSystemTrayIcon", Tray)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def active(window: QWidget | None) -> Callable[[], QWidget | None]:
    return lambda: window


def test_a_user_who_is_elsewhere_is_told(window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "activeWindow", active(None))
    monkeypatch.setattr(calling_back, "SHOWN", 1)
    gone: list[object] = []
    call_back(window, "Done", "All of it.")
    assert Tray.told == [("Done", "All of it.")]
    Tray.made[0].destroyed.connect(lambda *_: gone.append(None))
    qtbot.waitUntil(lambda: bool(gone))  # its icon does not stay


def test_a_user_who_is_here_is_not(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "activeWindow", active(window))
    call_back(window, "Done", "All of it.")
    assert Tray.told == []


def test_where_nothing_can_be_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "activeWindow", active(None))
    window = QWidget()
    qtbot.addWidget(window)
    call_back(window, "Done", "All of it.")
    for share in (0.0, 0.5, 1.0, None):
        show_in_taskbar(window, share)


@pytest.mark.skipif(not ON_WINE, reason="the calls that Windows has")
def test_the_calls_of_windows(qtbot: QtBot) -> None:
    from app.widgets import taskbar

    ctypes.OleDLL("ole32").CoInitialize(None)  # as Qt does for its own platform, and not where nothing is shown
    window = QWidget()
    qtbot.addWidget(window)
    for share in (0.5, None):
        taskbar._show_windows(int(window.winId()), share)
