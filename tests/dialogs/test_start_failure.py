"""A window that cannot be opened is told in the program's own words."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import log, paths
from app.application import StartFailures
from app.dialogs.start_failure import StartFailureDialog
from tests.visible import visible_text


@pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen platform
def test_a_start_that_fails_is_told_logged_and_can_be_reported(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handlers: list[logging.Handler] = []  # none yet, as in a window that starts
    monkeypatch.setattr(logging.getLogger(), "handlers", handlers)
    seen: list[tuple[str, str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, StartFailureDialog)
        seen.append((visible_text(dialog), dialog.panel.report()))
        dialog.accept()

    QTimer.singleShot(0, look)
    with StartFailures() as failures:
        raise AttributeError("no attribute '_steps'")
    for handler in handlers:
        handler.close()
    assert failures.met
    ((words, report),) = seen
    assert "mistake of ours" in words and "Traceback" not in words
    assert "no attribute '_steps'" in report and "test_start_failure.py" in report
    assert "no attribute '_steps'" in log.tail(paths.log_folder() / "app.log")


def test_who_interrupts_the_start_is_told_nothing(home: Path) -> None:
    with pytest.raises(KeyboardInterrupt), StartFailures():
        raise KeyboardInterrupt
