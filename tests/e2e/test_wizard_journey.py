"""The real window with the real engine, from Welcome to a reply of the sample model, clicked through like a user."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWizard
from pytestqt.qtbot import QtBot

from app import paths
from app.pages.base import Page
from app.pages.chat import ChatPage
from app.pages.choose import ChoosePage
from app.pages.finish import FinishPage
from app.pages.install import InstallPage
from app.pages.precision import PrecisionPage
from app.pages.settings import SettingsPage
from app.settings import Settings
from app.windows import Windows
from app.wizard import Wizard
from app.workers.worker import wait_for_all
from tests.visible import visible_text
from tests.wine import patient

P = TypeVar("P", bound=Page)
LONG = int(patient(120) * 1000)  # milliseconds
NAME = "my-answers"


Children = Callable[[], list[psutil.Process]]


@pytest.fixture
def children() -> Children:
    """The processes that a test has started, and theirs; libraries have some of their own, from tests before it."""
    earlier = psutil.Process().children(recursive=True)
    return lambda: [child for child in psutil.Process().children(recursive=True) if child not in earlier]


@pytest.fixture
def window(qtbot: QtBot, children: Children) -> Iterator[Wizard]:
    settings = Settings()
    settings.language = "en"
    windows = Windows(settings)
    wizard = windows.show()
    qtbot.addWidget(wizard)
    yield wizard
    wizard.done(0)
    windows.background.end()
    assert wait_for_all()
    assert children() == []


class Walk:
    """Clicks as a user does; every wait is for something that the user sees."""

    def __init__(self, window: Wizard, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot
        self.clicks = 0

    def on(self, kind: type[P]) -> P:
        page = self.window.currentPage()
        assert isinstance(page, kind)
        return page

    def press(self, which: QWizard.WizardButton) -> None:
        self.clicks += 1
        QTest.mouseClick(self.window.button(which), Qt.MouseButton.LeftButton)

    def next(self) -> None:
        button = self.window.button(QWizard.WizardButton.NextButton)
        self.until(button.isEnabled)
        self.press(QWizard.WizardButton.NextButton)

    def back(self) -> None:
        self.press(QWizard.WizardButton.BackButton)

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=LONG)

    def to_the_settings(self) -> SettingsPage:
        self.next()  # Welcome
        self.next()  # Check
        self.clicks += 1
        QTest.mouseClick(self.on(ChoosePage).sample_button, Qt.MouseButton.LeftButton)
        self.next()
        self.until(self.on(PrecisionPage).isComplete)
        self.next()
        return self.on(SettingsPage)


@pytest.fixture
def walk(window: Wizard, qtbot: QtBot) -> Walk:
    return Walk(window, qtbot)


def answers() -> dict[str, str]:
    lines = paths.resource("prompts", "sample_corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["question"]: row["answer"] for row in map(json.loads, lines)}


def ask(walk: Walk, question: str) -> str:
    page = walk.on(ChatPage)
    walk.until(page.new_button.isEnabled)
    QTest.keyClicks(page.prompt.field, question)
    QTest.keyClick(page.prompt.field, Qt.Key.Key_Return)
    count = len(page.view.texts)
    walk.until(lambda: len(page.view.texts) > count - 1 and page.new_button.isEnabled())
    return page.view.texts[-1].strip()


def test_from_welcome_to_a_trained_answer(walk: Walk, home: Path) -> None:
    settings = walk.to_the_settings()
    settings.name_field.setText(NAME)
    walk.next()
    walk.until(walk.on(InstallPage).isComplete)
    assert walk.clicks == 6 and answers()["Hello"] in visible_text(walk.on(InstallPage).first_answer)
    walk.next()
    for question in ("What is INT4?", "Apa itu INT4?"):
        assert ask(walk, question) == answers()[question]
    walk.back()
    assert walk.on(InstallPage).isComplete()  # installed once, and not again
    walk.next()
    assert ask(walk, "What is INT4?") == answers()["What is INT4?"]
    walk.next()
    snippet = walk.on(FinishPage).code.text
    deployment = walk.window.plan.deployment
    assert deployment and deployment.folder == paths.default_library() / NAME / "1"
    assert wait_for_all()
    assert list((home / "data" / "work").iterdir()) == []
    result = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True, timeout=patient(60))
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == answers()["Hello"]


def test_another_name_after_a_conversion_starts_afresh(walk: Walk) -> None:
    walk.to_the_settings().name_field.setText("first")
    walk.next()
    walk.until(walk.on(InstallPage).isComplete)
    walk.back()
    walk.on(SettingsPage).name_field.setText("second")
    walk.next()
    walk.until(walk.on(InstallPage).isComplete)
    walk.next()
    deployment = walk.window.plan.deployment
    assert deployment and deployment.name == "second"


def test_cancel_in_the_middle_of_a_conversion(walk: Walk, children: Children) -> None:
    walk.to_the_settings().name_field.setText(NAME)
    walk.next()
    page = walk.on(InstallPage)
    walk.until(lambda: page.progress.bar.value() > 0)
    QTest.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    walk.until(lambda: not page.busy())
    assert children() == []
    assert not page.isComplete()
    assert not [path for path in paths.default_library().rglob("*") if path.is_file()]
    QTest.mouseClick(page.failure.retry_button, Qt.MouseButton.LeftButton)
    walk.until(page.isComplete)


def test_closing_in_the_middle_of_a_conversion(walk: Walk, children: Children) -> None:
    """What closing does after the question was answered with yes."""
    walk.to_the_settings().name_field.setText(NAME)
    walk.next()
    walk.until(lambda: walk.on(InstallPage).runner.process() is not None)
    walk.window.done(0)
    assert wait_for_all()
    assert children() == []
    assert not [path for path in paths.default_library().rglob("*") if path.is_file()]
