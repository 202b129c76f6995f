"""Python's garbage is collected in the window's thread alone."""

import gc
from pathlib import Path
from threading import Thread, get_ident

import pytest
from pytestqt.qtbot import QtBot

from app import garbage
from app.garbage import GarbageCollection


class Cycle:
    """Garbage as soon as nothing else refers to it."""

    def __init__(self, ended: list[int]) -> None:
        self.myself, self.ended = self, ended

    def __del__(self) -> None:
        self.ended.append(get_ident())


def test_whatever_thread_makes_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "PAUSE_MS", 10)
    collection = GarbageCollection()
    ended: list[int] = []

    def make_much() -> None:
        for _ in range(20 * gc.get_threshold()[0]):
            Cycle(ended)

    thread = Thread(target=make_much)
    thread.start()
    thread.join()
    assert not gc.isenabled() and ended == [], "where widgets would be let go of"
    qtbot.waitUntil(lambda: bool(ended))
    assert {*ended} == {get_ident()}
    collection.deleteLater()


def test_the_window_takes_over_from_the_collector(qtbot: QtBot, home: object) -> None:
    from app.settings import Settings
    from app.windows import Windows

    gc.enable()
    windows = Windows(Settings())
    wizard = windows.show()
    qtbot.addWidget(wizard)
    qtbot.waitUntil(lambda: not gc.isenabled())
    wizard.close()


def test_no_layout_is_asked_for_its_items() -> None:
    """PySide6 6.12 remembers an item where Qt has long deleted it; the widget that comes to lie at its address is then
    taken for it, and the program ends."""
    app = Path(__file__).parent.parent / "app"
    asking = [file.name for file in app.rglob("*.py") if ".itemAt(" in file.read_text(encoding="utf-8")]
    assert not asking
