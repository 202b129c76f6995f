"""Letters of twice the size, as a system can be set to: nothing is wider than the window, no button cuts its words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.failures import FailureKind
from app.core.findings import Mend, warns
from app.dialogs.own_questions import OwnQuestionsDialog
from app.pages.base import Page
from app.pages.choose import ChoosePage
from app.settings import Settings
from app.widgets.answer_foot import AnswerFoot
from app.widgets.collapsible import Collapsible
from app.widgets.copy_button import CopyButton
from app.widgets.elements import button, icon_label
from app.widgets.fact_list import FactList
from app.widgets.finding_list import FindingList
from app.widgets.notice_row import NoticeRow
from app.widgets.step_list import MOST, StepList
from app.widgets.theme import LIGHT, style_sheet
from app.widgets.verdict_badge import VerdictBadge
from app.windows import Windows
from app.wizard import Wizard
from app.workers.background import Background
from tests.core.scorecard.scorecards import CARD
from tests.recorded import A_REPLY, Jobs, a_checkpoint, a_deployment
from tests.test_accessibility import every_dialog
from tests.test_wizard import walk, whole

__all__ = ["whole"]  # a fixture
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform

SIZE = (1024, 640)  # pixels; the smallest notebook's screen
SMALL, LARGE = 14, 28  # pixels of a letter, 100 and 200 %


def cut_off(window: QWidget) -> Iterator[str]:
    """What does not show whole in ``window``."""
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if inside and area.isVisible() and inside.minimumSizeHint().width() > area.viewport().width():
            yield f"{inside.minimumSizeHint().width() - area.viewport().width()} pixels too wide: {widest(inside)}"
    for part in window.findChildren(QAbstractButton):
        if part.isVisible() and part.text() and is_cut(part):
            yield f"{part.text()} is cut"


def is_cut(part: QAbstractButton) -> bool:
    if part.hasHeightForWidth():  # it wraps
        return part.width() < part.minimumSizeHint().width() or part.height() < part.heightForWidth(part.width())
    wanted = part.sizeHint()
    if isinstance(part.parent(), StepList):  # as wide as the current one needs, whose letters are bold
        return part.height() < wanted.height()
    return part.width() < wanted.width() or part.height() < wanted.height()


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
    QApplication.setFont(lettered(LARGE))
    yield
    QApplication.setFont(before)


def lettered(pixels: int) -> QFont:
    made = QFont(QApplication.font())
    made.setPixelSize(pixels)
    return made


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


@pytest.fixture
def spoken(home: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    windows = Windows(Settings())
    windows.speak(request.param)
    yield
    windows.speak("en")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("spoken", ["en", "id"], indirect=True)
def test_a_model_with_every_fault_fits_beside_its_buttons(qtbot: QtBot, tmp_path: Path) -> None:
    """In the narrowest room that the list of steps leaves."""
    finding, page, found = warns(FailureKind.NO_CHAT_TEMPLATE), Page(), FindingList()
    faults = [replace(finding, mend=kind) for kind in Mend]
    page.setStyleSheet(style_sheet(LIGHT, LARGE))
    page.body.addWidget(found)
    page.resize(SIZE[0] - MOST, SIZE[1])
    qtbot.addWidget(page)
    page.show()
    found.show_findings(a_checkpoint(tmp_path, *faults), installs=False)
    buttons = found.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(each.isVisible() for each in buttons))
    for _ in range(3):
        QApplication.processEvents()
    assert len(buttons) > len(Mend) and any(each.height() > each.sizeHint().height() for each in buttons)
    assert list(cut_off(page)) == []


@pytest.mark.parametrize("letters", [SMALL, LARGE])
def test_what_is_wrong_with_a_file_of_questions_can_be_read_whole(
    qtbot: QtBot, home: Path, tmp_path: Path, letters: int
) -> None:
    QApplication.setFont(lettered(letters))
    file = tmp_path / "questions.csv"
    file.write_text("question,expected\n,4\n", encoding="utf-8")
    dialog = OwnQuestionsDialog(a_deployment(home))
    qtbot.addWidget(dialog)
    dialog.setStyleSheet(style_sheet(LIGHT, letters))
    dialog.begin()
    dialog.resize(dialog.size().boundedTo(QSize(*SIZE)))
    dialog.read(file)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(NoticeRow)))
    for _ in range(3):
        QApplication.processEvents()
    (row,) = dialog.findChildren(NoticeRow)
    words = [each for each in row.findChildren(QLabel) if each.text()]
    assert len(words) == 3 and all(each.height() >= each.heightForWidth(each.width()) for each in words)
    assert row.visibleRegion().boundingRect().size() == row.size()
    dialog.done(0)


def test_pictures_grow_with_the_letters(qtbot: QtBot) -> None:
    shown, acts, copies = icon_label("ok", 20), button("Open", icon_name="folder"), CopyButton("Copy", str)
    for each in (shown, acts, copies):
        qtbot.addWidget(each)
    assert shown.width() == 40 and shown.pixmap().width() == round(40 * shown.devicePixelRatio())
    assert acts.iconSize() == copies.iconSize() == QSize(36, 36)
    small, large = (re.findall(r"indicator {[^}]*width: (\d+)px", style_sheet(LIGHT, each)) for each in (SMALL, LARGE))
    assert small and [2 * int(each) for each in small] == list(map(int, large))


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


def test_what_a_chosen_folder_came_to_is_scrolled_into_view(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    """The place to drop folders has all the room of a low window."""
    checkpoint = a_checkpoint(tmp_path)
    page = ChoosePage(Settings(), lambda folder, base: checkpoint)
    page.setStyleSheet(style_sheet(LIGHT, LARGE))
    page.resize(SIZE[0] - MOST, 320)
    qtbot.addWidget(page)
    page.show()
    page.choose(tmp_path)
    title = lambda: [each for each in page.findChildren(QLabel) if "can be converted" in each.text()]  # noqa: E731
    qtbot.waitUntil(lambda: any(not each.visibleRegion().isEmpty() for each in title()))
    assert page.area.verticalScrollBar().value() > 0


@pytest.mark.parametrize("width", [300, 2000])
def test_figures_and_verdicts_stand_whole(qtbot: QtBot, width: int) -> None:
    foot, badge = AnswerFoot(A_REPLY, str), VerdictBadge("my-model")
    badge.show_verdict(CARD, None)
    holder = QWidget()
    holder.setStyleSheet(style_sheet(LIGHT, LARGE))
    column = QVBoxLayout(holder)
    for part in (foot, badge):
        column.addWidget(part)
    column.addStretch()
    holder.resize(width, 900)
    qtbot.addWidget(holder)
    holder.show()
    for said in (foot.figures, badge.said):
        qtbot.waitUntil(lambda said=said: said.height() >= said.heightForWidth(said.width()))
        line = said.fontMetrics().lineSpacing()
        assert said.width() <= width and (said.height() < 2 * line) == (width == 2000)
        assert said.text() and "…" not in said.text()


def test_facts_begin_at_the_left(qtbot: QtBot) -> None:
    facts, holder = FactList(), QWidget()
    QVBoxLayout(holder).addWidget(facts)
    facts.show_facts([("A long caption", "1"), ("Size on disk", "398 MB")])
    holder.resize(900, 400)
    qtbot.addWidget(holder)
    holder.show()
    assert {shown.x() for shown in facts.findChildren(QLabel)} == {0}
