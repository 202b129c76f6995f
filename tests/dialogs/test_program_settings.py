"""The program's settings are kept, count at once, and can all be taken back."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.core.computer.threads import candidates, own_threads, want_threads
from app.core.recipe.recipe import Precision
from app.dialogs.program_settings import ProgramSettingsDialog
from app.pages.precision import PrecisionPage
from app.settings import Settings
from app.widgets.theme import DARK, Theme, choose_theme, colours
from tests.recorded import a_plan, an_estimate

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one


@pytest.fixture
def dialog(qtbot: QtBot, home: Path) -> Iterator[ProgramSettingsDialog]:
    made = ProgramSettingsDialog(Settings())
    qtbot.addWidget(made)
    made.begin()
    qtbot.waitUntil(lambda: "Looking" not in made.leftovers.text.text() + made.connections.text.text())
    yield made
    made.reject()
    want_threads(0)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    choose_theme(app, Theme.SYSTEM)
    app.setStyleSheet("")


def choose(field: QComboBox, value: str) -> None:
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def test_choices_are_kept_and_taken_back(qtbot: QtBot, dialog: ProgramSettingsDialog, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.language_chosen):
        choose(dialog.language, "id")
    choose(dialog.theme, "dark")
    choose(dialog.precision, "int8")
    choose(dialog.threads, "1")
    with qtbot.waitSignal(dialog.library_chosen):
        dialog.choose_library(tmp_path / "models")
    assert colours() is DARK
    assert candidates() == (1,) and own_threads() == 1 and os.environ["MODEL_INSTALLER_THREADS"] == "1"
    kept = Settings()
    found = (kept.language, kept.theme, kept.precision, kept.threads, kept.library)
    assert found == ("id", "dark", Precision.INT8, 1, tmp_path / "models")
    again = ProgramSettingsDialog(kept)
    qtbot.addWidget(again)
    fields = (again.language, again.theme, again.precision, again.threads)
    assert [field.currentData() for field in fields] == ["id", "dark", "int8", "1"]
    with qtbot.waitSignals([dialog.language_chosen, dialog.library_chosen]):
        dialog.reset()
    kept = Settings()
    assert (kept.language, kept.theme, kept.precision, kept.threads) == ("", "", None, 0)
    assert colours() is not DARK and len(candidates()) >= 1 and "MODEL_INSTALLER_THREADS" not in os.environ


def test_the_usual_precision_is_chosen_at_first(qtbot: QtBot, home: Path) -> None:
    options = (an_estimate(Precision.INT4, recommended=True), an_estimate(Precision.FP32))
    page = PrecisionPage(lambda *_: options, preferred=lambda: Precision.FP32)
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    assert page.amend(a_plan(home)).recipe.precision is Precision.FP32


def test_what_interrupted_work_has_left_can_be_deleted(qtbot: QtBot, home: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    settings = Settings()
    left = settings.library / "my-model" / ".model-installer-0123abcd"
    left.mkdir(parents=True)
    (left / "owner").write_text(f"model-installer {platform.node()} {ended.pid} 1.0")
    (left / "data").write_bytes(b"x" * 2_000_000)
    dialog = ProgramSettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(dialog.leftovers.delete_button.isVisible)
    assert "2 MB" in dialog.leftovers.text.text()
    dialog.leftovers.delete_button.click()
    qtbot.waitUntil(lambda: "Nothing is left" in dialog.leftovers.text.text())
    assert not left.exists()
    dialog.reject()


def test_connections_since_the_start(dialog: ProgramSettingsDialog) -> None:
    assert dialog.connections.text.text() == "Since the start: 0. Open now: 0."
