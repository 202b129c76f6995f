"""Letters of twice the size, as a system can be set to: nothing is wider than the window, no button cuts its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.pages.base import Page
from app.widgets.collapsible import Collapsible
from app.widgets.step_list import StepList
from app.widgets.theme import LIGHT, style_sheet
from app.wizard import Wizard
from app.workers.background import Background
from tests.recorded import Jobs
from tests.test_accessibility import every_dialog
from tests.test_wizard import walk, whole

__all__ = ["whole"]  # a fixture
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform

SIZE = (1024, 640)  # pixels; the smallest notebook's screen
LARGE = 28  # pixels of a letter, 200 %


def cut_off(window: QWidget) -> Iterator[str]:
    """What does not show whole in ``window``."""
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if inside and area.isVisible() and inside.minimumSizeHint().width() > area.viewport().width():
            yield f"{inside.minimumSizeHint().width() - area.viewport().width()} pixels too wide: {widest(inside)}"
    for part in window.findChildren(QAbstractButton):
        if (
            part.isVisible()
            and part.text()
            and not isinstance(part.parent(), StepList)
            and part.width() < part.sizeHint().width()
        ):
            yield f"{part.text()} is cut"


def widest(inside: QWidget) -> list[str]:
    parts = [part for part in inside.findChildren(QWidget) if part.isVisible() and not part.layout()]
    parts.sort(key=lambda part: -part.minimumSizeHint().width())
    return [f"{name_of(part)} {part.minimumSizeHint().width()}" for part in parts[:3]]


def name_of(part: QWidget) -> str:
    text = part.text() if isinstance(part, QLabel | QAbstractButton) else ""
    text = part.currentText() if isinstance(part, QComboBox) else text
    return f"{type(part).__name__} {text[:30]!r}"


@pytest.fixture(autouse=True)
def large() -> Iterator[None]:
    """What the system says, for what looks at that when it is made."""
    before = QApplication.font()
    font = QFont(before)
    font.setPixelSize(LARGE)
    QApplication.setFont(font)
    yield
    QApplication.setFont(before)


@pytest.mark.parametrize("whole", ["en", "id"], indirect=True)
def test_every_page_shows_whole(qtbot: QtBot, home: Path, whole: Wizard) -> None:
    wrong: list[str] = []
    whole.setStyleSheet(style_sheet(LIGHT, LARGE))
    whole.resize(*SIZE)

    def look(page: Page) -> None:
        for fold in page.findChildren(Collapsible):
            fold.unfold(True)
        for _ in range(3):  # what wraps is laid out in turns
            QApplication.processEvents()
        wrong.extend(f"{page.heading.text()}: {each}" for each in cut_off(whole))

    walk(qtbot, whole, home, look)
    whole.close()
    assert wrong == []


def test_every_window_shows_whole(qtbot: QtBot, home: Path) -> None:
    wrong: list[str] = []
    chat, background = QWidget(), Background(Jobs([]))
    for dialog in every_dialog(home, chat, background):
        dialog.setStyleSheet(style_sheet(LIGHT, LARGE))
        getattr(dialog, "begin", dialog.show)()
        qtbot.wait(30)
        wrong += [f"{type(dialog).__name__}: {each}" for each in cut_off(dialog)]
        dialog.done(0)
    background.end()
    assert wrong == []
