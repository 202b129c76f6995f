"""Started twice, the first window comes to the front; what is left by a dead one is in nobody's way."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import first_window, paths
from app.core.computer.checks.copies import RUNNING
from app.core.files.process_identity import computer_name, process_name
from app.first_window import ASKED, FirstWindow, ask_first_window
from app.settings import Settings
from app.windows import PageName, Windows


@contextmanager
def another_window(data: Path) -> Iterator[None]:
    """A living process that says that it has one."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    (data / RUNNING).mkdir(parents=True)
    (data / RUNNING / process_name(child.pid)).touch()
    yield
    child.communicate(b"\n")


def test_the_first_window_takes_the_question(qtbot: QtBot, home: Path) -> None:
    data = paths.data_folder()
    assert not ask_first_window(data), "nobody else is there"
    first = FirstWindow(data)
    answers: list[bool] = []
    with another_window(data):
        second = threading.Thread(target=lambda: answers.append(ask_first_window(data, "/a b/mine.foundrymodel")))
        with qtbot.waitSignal(first.asked) as asked:
            second.start()
        second.join()
    assert asked.args == ["/a b/mine.foundrymodel"] and answers == [True]
    assert list((data / ASKED).iterdir()) == []


def test_a_window_that_does_not_answer_is_no_obstacle(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_window, "PATIENCE", 0.1)
    data = paths.data_folder()
    with another_window(data):
        assert not ask_first_window(data)
    assert list((data / ASKED).iterdir()) == []
    assert not ask_first_window(data), "its process has ended: it is not even asked"


def test_what_was_asked_while_the_window_opened_is_heard(qtbot: QtBot, home: Path) -> None:
    data = paths.data_folder()
    (data / ASKED).mkdir(parents=True)
    (data / ASKED / f"{computer_name()} 7").write_text("/x.foundrymodel")
    (data / ASKED / "another computer 7").write_text("")
    heard: list[str] = []
    first = FirstWindow(data)
    first.asked.connect(heard.append)
    first.look()
    assert heard == ["/x.foundrymodel"]
    assert [path.name for path in (data / ASKED).iterdir()] == ["another computer 7"]


@pytest.mark.qt_log_ignore("raise")  # the offscreen platform
def test_a_minimised_window_shows_again(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", called.append)
    windows = Windows(Settings())
    wizard = windows.show(PageName.CHOOSE)
    qtbot.addWidget(wizard)
    wizard.showMinimized()
    windows.come_to_front()
    assert not wizard.isMinimized() and wizard.isVisible() and called == [wizard]
    wizard.close()
