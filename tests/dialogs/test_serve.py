"""The window about a model that is offered to programs: its states, its code, and that closing it stops nothing."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app import paths
from app.core.events import Failed, Serving
from app.core.failures import FailureKind
from app.core.library.notes import write_provenance
from app.core.requests import Serve
from app.dialogs.serve import ServeDialog
from app.settings import Settings
from app.widgets.serve_switch import ServeSwitch
from app.widgets.snippet_choice import ALONE, ENDPOINT
from app.windows import Windows
from app.workers.background import Background
from app.workers.serving import ServedModels
from tests.recorded import A_PROVENANCE, Jobs, a_deployment
from tests.visible import visible_text

URL = "http://127.0.0.1:5000/catalogs/local/v1"
ID = "my-recipes-generic-cpu:1"


def serving(requests: int = 0, active: int = 0) -> Serving:
    return Serving(url=URL, model=ID, requests=requests, active=active)


def test_it_says_where_how_often_and_how(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "olive_command", lambda: Path("olive"))  # which not every Python has as a program
    jobs = Jobs([serving(), serving(3, 1)])
    served = ServedModels(jobs)
    dialog = ServeDialog(a_deployment(tmp_path), served=served)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: "Requests so far: 3, being answered: 1" in visible_text(dialog))
    assert jobs.requests == [Serve(ID)] and dialog.url.text == URL
    assert dialog.focusWidget() is dialog.snippets.languages, "and no key stops it by mistake"
    choice = dialog.snippets
    for language in ENDPOINT:
        choice.languages.setCurrentText(language)
        assert URL.removesuffix("/v1") in choice.code.text and ID in choice.code.text
        assert not re.search("@[A-Z]+@", choice.code.text), "everything is filled in"
    for language in ALONE:
        choice.languages.setCurrentText(language)
        assert '"my-recipes"' in choice.code.text and "loads the model by itself" in visible_text(dialog)
    olive = choice.languages.count() - 1
    choice.languages.setCurrentIndex(olive)
    assert "not known how" in choice.code.text and not choice.command.isVisibleTo(dialog)
    write_provenance(tmp_path, A_PROVENANCE)
    choice.languages.setCurrentIndex(0)
    choice.languages.setCurrentIndex(olive)
    assert json.loads(choice.code.text)["passes"]["builder"]["type"] == "ModelBuilder"
    assert "olive run --config olive.json" in choice.olive_command.text
    assert f"convert {A_PROVENANCE.source} --config olive.json" in choice.command.text
    for block in (choice.command, choice.olive_command):
        block.copy_button.click()
        assert QGuiApplication.clipboard().text() == block.text and "\n" not in block.text
    write_provenance(tmp_path, replace(A_PROVENANCE, base="qwen"))
    choice.languages.setCurrentIndex(0)
    choice.languages.setCurrentIndex(olive)
    assert "--base qwen --config" in choice.command.text and not choice.olive_command.isVisibleTo(dialog)
    dialog.close_button.click()
    assert not dialog.isVisible() and not jobs.sources[0].cancelled
    again = ServeDialog(a_deployment(tmp_path), served=served)
    qtbot.addWidget(again)
    again.begin()
    assert again.url.text == URL and len(jobs.requests) == 1, "it is still on"
    again.done(0)
    served.stop()
    assert jobs.sources[0].cancelled


def test_it_can_be_stopped_and_started_again(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    jobs = Jobs([serving()])
    dialog = ServeDialog(a_deployment(tmp_path), start_job=jobs)
    qtbot.addWidget(dialog)
    assert not dialog.snippets.code.copy_button.isEnabled(), "its port is not known before"
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.url.isVisibleTo(dialog))
    dialog.stop_button.click()
    assert "Stopped" in visible_text(dialog) and not dialog.url.isVisibleTo(dialog)
    assert URL.removesuffix("/v1") in dialog.snippets.code.text, "its address is the same each time"
    assert dialog.snippets.code.copy_button.isEnabled()
    dialog.stop_button.click()
    qtbot.waitUntil(lambda: dialog.url.isVisibleTo(dialog))
    assert len(jobs.requests) == 2
    dialog.stop_button.click()
    dialog.accept()


def test_a_failure_is_explained_and_can_be_retried(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    jobs = Jobs([Failed(FailureKind.OUT_OF_MEMORY)], [serving()])
    dialog = ServeDialog(replace(a_deployment(tmp_path), name="big"), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.failure.isVisibleTo(dialog))
    assert "ran out of memory" in visible_text(dialog)
    assert not dialog.stop_button.isVisibleTo(dialog), "one button tries again"
    dialog.failure.retry_button.click()
    qtbot.waitUntil(lambda: dialog.url.isVisibleTo(dialog))
    assert not dialog.failure.isVisibleTo(dialog)
    dialog.stop_button.click()
    dialog.accept()


def test_the_switch_has_a_light_and_the_address(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    jobs = Jobs([serving(3)], [Failed(FailureKind.PORT_TAKEN, facts={"port": "5000"})])
    models = ServedModels(jobs)
    served = models.of(a_deployment(tmp_path))
    switch = ServeSwitch(served)
    qtbot.addWidget(switch)
    assert not switch.switch.isChecked() and switch.light.isHidden() and switch.how_button.isHidden()
    switch.switch.click()
    qtbot.waitUntil(lambda: switch.said.full_text == URL)
    assert switch.switch.isChecked() and not switch.copy_button.isHidden()
    switch.copy_button.click()
    assert QGuiApplication.clipboard().text() == URL and URL in switch.switch.accessibleName()
    switch.switch.click()
    assert not switch.switch.isChecked() and jobs.sources[0].cancelled and switch.said.isHidden()
    switch.switch.click()
    qtbot.waitUntil(lambda: not switch.switch.isChecked())
    assert "port" in switch.said.full_text.lower(), "why it is off"


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_window_does_not_close_unasked_while_programs_may_ask(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    windows = Windows(Settings())
    window = windows.show()
    qtbot.addWidget(window)
    told: list[str] = []

    def answer(text: str) -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QMessageBox)
        told.append(asked.text())
        next(button for button in asked.buttons() if button.text() == text).click()

    windows.__dict__["background"] = Background(Jobs([serving()]))
    windows.background.served.of(a_deployment(tmp_path)).begin()
    for leave in (window.close, window.accept):
        QTimer.singleShot(0, lambda: answer("&Stay open"))
        leave()
        assert window.isVisible()
    QTimer.singleShot(0, lambda: answer("&Close"))
    window.close()
    assert not window.isVisible() and len(told) == 3 and "“my-recipes”" in told[0]
    windows.background.end()
    window.show()
    window.close()
    assert not window.isVisible() and len(told) == 3, "nothing is offered any more"
