"""What a screen reader finds: Qt's accessibility tree of every page, and what is announced away from the focus."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.events import Failed, Finished, Progress
from app.core.failures import FailureKind
from app.core.library.installed import InstalledModel, ModelState
from app.core.requests import MoveLibrary, Pack
from app.core.steps import Step
from app.dialogs.chat_history import ChatHistoryDialog
from app.dialogs.compare import CompareDialog
from app.dialogs.help import HelpDialog
from app.dialogs.library import LibraryDialog
from app.dialogs.library_move import MoveDialog
from app.dialogs.own_questions import OwnQuestionsDialog
from app.dialogs.pack import PackDialog
from app.dialogs.program_settings import ProgramSettingsDialog
from app.dialogs.scorecard import ScorecardDialog
from app.dialogs.serve import ServeDialog
from app.pages.base import Page
from app.settings import Settings
from app.widgets.chat_settings import ChatSettings
from app.widgets.chat_view import ChatView
from app.widgets.collapsible import Collapsible
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.widgets.notice_row import NoticeRow
from app.widgets.reading_order import stops
from app.widgets.step_list import WIDTH, StepList
from app.widgets.theme import LIGHT, style_sheet
from app.wizard import SMALLEST, Wizard
from app.workers.background import Background
from tests.recorded import Jobs, a_deployment
from tests.test_wizard import press, walk, whole

__all__ = ["whole"]  # a fixture
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform

ROLE, TEXT = QAccessible.Role, QAccessible.Text
CONTROLS = {  # roles that say what can be done with them
    *(ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.SpinBox, ROLE.EditableText),
    *(ROLE.Link, ROLE.ProgressBar, ROLE.StaticText, ROLE.Document, ROLE.List),
}
SIDE_BY_SIDE = 30  # pixels by which the tops of what stands in one line may differ
CONVERSATION = "Conversation"  # the one part that scrolls by itself; it has the keys for it


def seen(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """Everything below ``interface`` that is not hidden."""
    if interface is None or interface.state().invisible:
        return
    yield interface
    for place in range(interface.childCount()):
        yield from seen(interface.child(place))


def tree(window: QWidget) -> list[QAccessibleInterface]:
    return list(seen(QAccessible.queryAccessibleInterface(window)))


def name(interface: QAccessibleInterface) -> str:
    """On Linux a field's name is that of its label, by a relation."""
    labels = [other for other, kind in interface.relations(QAccessible.RelationFlag.Label)]
    own = interface.text(TEXT.Name)
    return labels[0].text(TEXT.Name) if labels else own


def test_every_control_of_every_page_has_a_name_and_a_role(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    wrong: list[str] = []

    def look(page: Page) -> None:
        controls = [each for each in tree(whole) if each.state().focusable]
        assert len(controls) >= 3
        for control in controls:
            said, where = name(control), f"{page.heading.text()}: {control.role().name} {name(control)!r}"
            if not said or said != said.strip():
                wrong.append(f"{where} has no clean name")
            if control.role() not in CONTROLS and said != CONVERSATION:
                wrong.append(f"{where} has no role of its own")

    walk(qtbot, whole, home, look)
    assert wrong == []
    whole.close()


def every_dialog(home: Path, chat: QWidget, background: Background) -> list[QDialog]:
    """``chat`` is the window to which the settings of a chat belong."""
    deployment = a_deployment(home)
    model = InstalledModel(deployment=deployment, state=ModelState.READY, own_bytes=1)
    settings = Settings()
    return [
        HelpDialog(),
        ProgramSettingsDialog(settings),
        LibraryDialog(settings, start_job=Jobs([Finished((model,))]), background=background),
        ServeDialog(deployment, served=background.served),
        ScorecardDialog(deployment, start_job=Jobs([]), measurements=background.measurements),
        CompareDialog(deployment, start_job=Jobs([Finished((model,))])),
        ChatHistoryDialog(deployment.model_id),
        PackDialog(Pack(name=deployment.model_id, output=home / "a.foundrymodel", replaces=True), start_job=Jobs([])),
        OwnQuestionsDialog(deployment, start_job=Jobs([])),
        MoveDialog(MoveLibrary(library=home / "a", to=home / "b"), None, Jobs([])),
        ChatSettings(chat),
    ]


def test_every_control_of_every_dialog_has_a_name_a_role_and_each_has_a_default(qtbot: QtBot, home: Path) -> None:
    wrong: list[str] = []
    chat, background = QWidget(), Background(Jobs([]))
    for dialog in every_dialog(home, chat, background):
        begin = getattr(dialog, "begin", dialog.show)
        begin()
        qtbot.wait(30)
        controls = [each for each in tree(dialog) if each.state().focusable]
        where = type(dialog).__name__
        assert len(controls) >= 2, where
        if not any(made.isDefault() and made.isVisible() for made in dialog.findChildren(QPushButton)):
            wrong.append(f"{where} has no default")
        for control in controls:
            said = name(control)
            known = control.role() in CONTROLS or said == CONVERSATION
            if not said or said != said.strip() or not known:
                wrong.append(f"{where}: {control.role().name} {said!r}")
        dialog.done(0)
    background.end()
    assert wrong == []


def test_screen_readers_read_each_page_from_its_top(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    wrong: list[str] = []

    def look(page: Page) -> None:
        QApplication.processEvents()
        inside = page.area.widget()
        parts = [part for part in inside.children() if isinstance(part, QWidget) and part.isVisible()]
        tops = [part.y() for part in parts if part.height()]
        if any(later + SIDE_BY_SIDE < earlier for earlier, later in pairwise(tops)):
            wrong.append(f"{page.heading.text()}: {tops}")

    walk(qtbot, whole, home, look)
    assert wrong == []
    whole.close()


def test_tab_goes_through_each_page_as_one_reads_and_shows_where_it_is(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    wrong: list[str] = []
    whole.resize(*SMALLEST)

    def look(page: Page) -> None:
        for fold in page.findChildren(Collapsible):
            fold.unfold(True)
        for _ in range(3):  # what wraps is laid out in turns
            QApplication.processEvents()
        there, heights = list(stops(page)), [0]
        page.setFocus()
        for stop in there:
            QTest.keyClick(whole.focusWidget(), Qt.Key.Key_Tab)
            where = f"{page.heading.text()}: {type(stop).__name__} {stop.accessibleName()!r}"
            if whole.focusWidget() is not stop or stop.visibleRegion().isEmpty():
                wrong.append(f"{where} is not reached, or not seen")
            heights.append(stop.mapTo(page.area.widget(), QPoint()).y())
            if heights[-1] + SIDE_BY_SIDE < heights[-2]:
                wrong.append(f"{where} stands above what comes before it")
        assert len(there) >= 1 or page.isFinalPage() or page.isComplete()

    walk(qtbot, whole, home, look)
    assert wrong == []
    whole.close()


def letters(part_of: QWidget) -> Iterator[tuple[str, str]]:
    """What Alt and a letter reach in its window, with all that is folded in ``part_of`` open."""
    for fold in part_of.findChildren(Collapsible):
        fold.unfold(True)
    window = part_of.window()
    for part in (*window.findChildren(QAbstractButton), *window.findChildren(QLabel)):
        if part.isVisible() and not (isinstance(part, QLabel) and part.buddy() is None):
            yield from ((letter.lower(), part.text()) for letter in re.findall(r"&(\w)", part.text()))


def twice(part_of: QWidget) -> list[str]:
    """The letters that several have."""
    found = groupby(sorted(letters(part_of)), lambda pair: pair[0])
    return [f"{letter} {named}" for letter, pairs in found if len(named := [text for _, text in pairs]) > 1]


@pytest.mark.parametrize("whole", ["en", "id"], indirect=True)
def test_each_letter_is_given_once(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    wrong: list[str] = []
    walk(qtbot, whole, home, lambda page: wrong.extend(f"{page.heading.text()}: {each}" for each in twice(page)))
    assert wrong == []
    whole.close()


@pytest.mark.parametrize("whole", ["en", "id"], indirect=True)
def test_each_letter_is_given_once_in_a_dialog(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    wrong: list[str] = []
    chat, background = QWidget(), Background(Jobs([]))
    for dialog in every_dialog(home, chat, background):
        getattr(dialog, "begin", dialog.show)()
        qtbot.wait(30)
        wrong += [f"{type(dialog).__name__}: {each}" for each in twice(dialog)]
        dialog.done(0)
    background.end()
    assert wrong == []


def test_steps_say_what_they_are_and_lead_back(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    walk(qtbot, whole, home, lambda page: None)
    steps = whole._steps
    assert [row.accessibleName().split(": ")[-1] for row in steps.rows] == ["done"] * 7 + ["current step"]
    assert [row for row in steps.rows if row in stops(steps)] == [steps.rows[6]], "one stop for all"
    steps.rows[6].setFocus()
    for key, place in ((Qt.Key.Key_Up, 5), (Qt.Key.Key_Up, 4), (Qt.Key.Key_Down, 5)):
        QTest.keyClick(whole.focusWidget(), key)
        assert whole.focusWidget() is steps.rows[place]
    steps.rows[2].click()
    assert whole.currentId() == 2 and len(whole.plans) == 3
    said = [row.accessibleName().split(": ")[-1] for row in steps.rows]
    assert said == ["done", "done", "current step", *["still to come"] * 5]
    assert [row.isEnabled() for row in steps.rows] == [True, True, *[False] * 6]
    whole.close()


def test_a_step_that_was_never_shown_is_not_said_to_be_done(qtbot: QtBot, home: Path, whole: Wizard) -> None:
    whole._steps.show_current(3, [1, 3])
    said = [row.accessibleName().split(": ")[-1] for row in whole._steps.rows]
    assert said[:5] == ["nothing to do", "done", "nothing to do", "current step", "still to come"]
    press(whole, Wizard.WizardButton.NextButton)
    whole.close()


@pytest.mark.parametrize(
    ("mark", "said"), [("ok", "OK"), ("info", "Note"), ("warn", "Needs attention"), ("error", "Must be changed")]
)
def test_a_row_says_what_its_mark_shows(qtbot: QtBot, mark: str, said: str) -> None:
    row = NoticeRow(mark, "Memory", "It is little.", value="3 GB")
    qtbot.addWidget(row)
    assert row.accessibleName() == f"{said}: Memory. 3 GB. It is little"
    row.show()
    names = [each.text(TEXT.Name) for each in tree(row) if each.role() is ROLE.StaticText]
    assert f"{said}: Memory" in names
    assert all(not each.text(TEXT.Name) for each in tree(row) if each.role() is ROLE.Graphic)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches the system's screen reader."""
    texts: list[str] = []

    def take(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            texts.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return texts


def test_answers_failures_and_progress_are_announced(qtbot: QtBot, announced: list[str]) -> None:
    view, panel, progress = ChatView(), FailurePanel(), JobProgress()
    for widget in (view, panel, progress):
        qtbot.addWidget(widget)
        widget.show()
    view.ask("Why?")
    view.append("Because ")
    view.append("it is.")
    view.close_turn("Stopped.")
    panel.show_failure(Failed(FailureKind.DISK_FULL), None)
    for share in (0.1, 0.2):
        progress.show_progress(Progress(step=Step.READING, overall=share))
    progress.show_progress(Progress(step=Step.WRITING, overall=0.3))
    assert announced[0] == "Because it is. Stopped."
    assert announced[1] == panel.accessibleName()
    assert announced[2:] == ["Reading your model", "Saving the converted model"], "each step once"


def test_a_new_page_is_announced(whole: Wizard, announced: list[str]) -> None:
    press(whole, Wizard.WizardButton.NextButton)
    assert announced[0].startswith("Step 2 of 8: ") and announced[0].endswith("Is this computer ready?")
    whole.close()


@pytest.mark.parametrize("text", [14, 28])
def test_the_names_of_the_steps_show_whole_in_larger_letters(qtbot: QtBot, text: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.styleSheet()
    app.setStyleSheet(style_sheet(LIGHT, text))
    try:
        steps = StepList(["This computer", "Selamat datang"])
        qtbot.addWidget(steps)
        steps.show_current(1, [0, 1])
        steps.show()
        for row in (*steps.rows, steps.settings_button, steps.help_button):
            row.ensurePolished()
            assert row.width() >= row.sizeHint().width() or not row.text()
        assert (steps.width() == WIDTH) is (text == 14)
    finally:
        app.setStyleSheet(before)
