"""The window: the stack of plans, closing while a job runs, and that every control can be reached and named."""

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QPushButton, QWidget, QWizard
from pytestqt.qtbot import QtBot

from app import PRODUCT_NAME, paths
from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName
from app.core.events import Finished, Progress
from app.core.failures import FailureKind
from app.core.findings import Mend, blocks
from app.core.plan import Plan
from app.core.recipe.recipe import Precision
from app.core.steps import Step
from app.pages.base import Page
from app.pages.chat import ChatPage
from app.pages.check import CheckPage
from app.pages.choose import ChoosePage
from app.pages.finish import FinishPage
from app.pages.install import InstallPage
from app.pages.precision import PrecisionPage
from app.pages.settings import SettingsPage
from app.pages.welcome import WelcomePage
from app.settings import Settings
from app.widgets.step_list import StepList
from app.widgets.theme import LIGHT, style_sheet
from app.widgets.window_size import TITLE_BAR, fit_to_screen
from app.windows import PAGES, PageName, Windows
from app.wizard import SMALLEST, Wizard
from tests.recorded import Jobs, a_checkpoint, a_converted_model, a_deployment, a_plan, an_estimate, as_steps, inspected

READY = Progress(step=Step.READY)
HALF_WAY = Progress(step=Step.QUANTIZING, overall=0.5)


class Signed(Page):
    """Writes its sign into the plan's name, and what happened to it into ``history``."""

    def __init__(self, sign: str, history: list[str]) -> None:
        super().__init__()
        self.name(sign, "")
        self._sign = sign
        self._history = history
        self.works = self.resumes = False

    def enter(self, plan: Plan) -> None:
        self._history.append(f"enter {self._sign}:{plan.name}")

    def amend(self, plan: Plan) -> Plan:
        return replace(plan, name=plan.name + self._sign)

    def leave(self) -> None:
        self._history.append(f"leave {self._sign}")

    def busy(self) -> bool:
        return self.works

    def keeps(self) -> bool:
        return self.resumes


@pytest.fixture
def history() -> list[str]:
    return []


@pytest.fixture
def small(qtbot: QtBot, home: Path, history: list[str]) -> Wizard:
    """Three signed pages, the first one shown."""
    wizard = Wizard(as_steps(*(Signed(sign, history) for sign in "abc")), Settings())
    qtbot.addWidget(wizard)
    wizard.show()
    return wizard


def press(wizard: Wizard, which: QWizard.WizardButton) -> None:
    wizard.button(which).click()


LONGEST_TURN = 0.05  # seconds of the processor that a turn of the event loop may take
NEXT, BACK = QWizard.WizardButton.NextButton, QWizard.WizardButton.BackButton


def test_next_pushes_a_plan_and_back_pops_it(small: Wizard, history: list[str]) -> None:
    assert [plan.name for plan in small.plans] == [""]
    press(small, NEXT)
    press(small, NEXT)
    assert [plan.name for plan in small.plans] == ["", "a", "ab"]
    press(small, BACK)
    assert [plan.name for plan in small.plans] == ["", "a"]
    press(small, NEXT)
    assert small.plan.name == "ab"
    assert history == [
        *("enter a:", "leave a", "enter b:a", "leave b", "enter c:ab"),
        *("leave c", "enter b:a", "leave b", "enter c:ab"),
    ]


def test_closing_leaves_the_page(small: Wizard, history: list[str]) -> None:
    small.close()
    assert not small.isVisible()
    assert history[-1] == "leave a"


def test_escape_does_not_close_the_window(small: Wizard) -> None:
    QTest.keyClick(small, Qt.Key.Key_Escape)
    assert small.isVisible()


def test_back_waits_while_a_job_runs(small: Wizard) -> None:
    press(small, NEXT)
    page = small.currentPage()
    assert isinstance(page, Signed)
    assert small.button(BACK).isEnabled()
    page.works = True
    page.completeChanged.emit()
    assert not small.button(BACK).isEnabled()
    page.works = False
    page.completeChanged.emit()
    assert small.button(BACK).isEnabled()


def test_the_title_says_how_much_is_done(small: Wizard) -> None:
    page = small.currentPage()
    assert isinstance(page, Signed)
    page.progressed.emit(0.424)
    assert small.windowTitle() == f"42 % · {PRODUCT_NAME}"
    page.progressed.emit(None)
    assert small.windowTitle() == PRODUCT_NAME


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of every message box
@pytest.mark.parametrize(("answer", "stays"), [("&Keep going", True), ("&Stop and close", False)])
def test_closing_while_a_job_runs_asks(small: Wizard, answer: str, stays: bool) -> None:
    page = small.currentPage()
    assert isinstance(page, Signed)
    page.works = True
    QTimer.singleShot(0, lambda: choose(answer))
    small.close()
    assert small.isVisible() is stays
    page.works = False


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize(("kept", "truth"), [(True, "is kept"), (False, "would be lost")])
def test_closing_says_truly_what_becomes_of_the_work(small: Wizard, kept: bool, truth: str) -> None:
    page = small.currentPage()
    assert isinstance(page, Signed)
    told: list[str] = []

    def read() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        told.append(question.informativeText())
        choose("&Keep going")

    page.works, page.resumes = True, kept
    QTimer.singleShot(0, read)
    small.close()
    assert truth in told[0] and small.isVisible()
    page.works = False


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_question_goes_when_the_job_is_done(small: Wizard) -> None:
    page = small.currentPage()
    assert isinstance(page, Signed)

    def finish() -> None:
        assert isinstance(QApplication.activeModalWidget(), QMessageBox)
        page.works = False
        page.completeChanged.emit()

    page.works = True
    QTimer.singleShot(0, finish)
    small.close()
    assert small.isVisible(), "what was made is looked at first"
    page.completeChanged.emit()
    small.close()
    assert not small.isVisible()


def choose(answer: str) -> None:
    question = QApplication.activeModalWidget()
    assert isinstance(question, QMessageBox)
    next(button for button in question.buttons() if button.text() == answer).click()


def test_the_size_is_remembered(qtbot: QtBot, home: Path, history: list[str]) -> None:
    for size in ((1000, 720), (1000, 720)):
        wizard = Wizard(as_steps(Signed("a", history)), Settings())
        qtbot.addWidget(wizard)
        wizard.show()
        if wizard.width() != size[0]:
            wizard.resize(*size)
        wizard.close()
    assert (wizard.width(), wizard.height()) == (1000, 720)


def test_newer_versions_are_looked_for_only_when_asked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    steps = StepList(["One"])
    qtbot.addWidget(steps)
    assert not steps.updates_button.isVisibleTo(steps), "nobody has said where they are"
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "releases_page.txt").write_text("https://example.org/releases\n")
    with monkeypatch.context() as bundled:
        bundled.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
        page = paths.releases_page()
    monkeypatch.setattr(paths, "releases_page", lambda: page)
    steps = StepList(["One"])
    qtbot.addWidget(steps)
    assert steps.updates_button.isVisibleTo(steps) and opened == []
    steps.updates_button.click()
    assert opened == ["https://example.org/releases"]


# The real pages


def every_page(home: Path) -> list[Page]:
    plan = a_plan(home)
    assert plan.checkpoint
    settings = Settings()
    model = a_converted_model(plan.checkpoint, plan.library / "my-recipes" / "1")
    return [
        WelcomePage(settings, "en"),
        CheckPage(settings, lambda _: ()),
        ChoosePage(settings, inspected),
        PrecisionPage(lambda *_: (an_estimate(Precision.INT4, recommended=True), an_estimate(Precision.FP32))),
        SettingsPage(settings, Jobs([])),  # a preview that does not come
        InstallPage(Jobs([HALF_WAY, Finished(model)], [Finished(a_deployment(model.folder))])),
        ChatPage("en", Jobs([READY])),
        FinishPage(),
    ]


@pytest.fixture
def whole(qtbot: QtBot, home: Path, request: pytest.FixtureRequest) -> Iterator[Wizard]:
    QApplication.setStyle("Fusion")  # as ``apply_theme`` does; each system has another by itself
    windows = Windows(Settings())
    windows.speak(getattr(request, "param", "en"))
    wizard = Wizard(as_steps(*every_page(home)), Settings())
    qtbot.addWidget(wizard)
    wizard.setStyleSheet(style_sheet(LIGHT, 14))
    wizard.show()
    yield wizard
    windows.speak("en")  # or the tests after this one read Indonesian


def walk(qtbot: QtBot, wizard: Wizard, home: Path, look: Callable[[Page], None]) -> None:
    """From Welcome to Finish by Next alone; ``look`` sees each page when it is complete."""
    number = 0
    while number >= 0:
        page = wizard.currentPage()
        assert isinstance(page, Page) and wizard.currentId() == number
        if isinstance(page, ChoosePage):
            page.choose(home / "my-recipes")
        if isinstance(page, ChatPage):
            qtbot.waitUntil(page.new_button.isEnabled)
        qtbot.waitUntil(page.isComplete)
        look(page)
        number = wizard.nextId()
        if number >= 0:
            press(wizard, NEXT)
    assert isinstance(wizard.currentPage(), FinishPage)


def test_from_welcome_to_finish(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    walk(qtbot, whole, home, lambda page: None)
    plan = whole.plan
    assert plan.checkpoint and plan.converted and plan.deployment
    assert plan.name == "my-recipes" and plan.recipe.precision is Precision.INT4
    for _ in range(3):  # to the settings and on again: nothing is converted or installed a second time
        press(whole, BACK)
    assert isinstance(whole.currentPage(), SettingsPage)
    assert whole.plan.converted is None
    install = whole.page(PageName.INSTALL)
    assert isinstance(install, InstallPage)
    press(whole, NEXT)
    assert not install.busy() and install.isComplete()
    whole.close()


def test_of_a_model_that_is_installed_chat_is_the_main_button_and_not_next(qtbot: QtBot, home: Path) -> None:
    pages = every_page(home)
    pages[2] = choose = ChoosePage(Settings(), inspected)
    wizard = Wizard(as_steps(*pages), Settings(), start=2)
    qtbot.addWidget(wizard)
    wizard.show()
    following = wizard.button(NEXT)
    choose.choose(home / "my-recipes")
    qtbot.waitUntil(choose.isComplete)
    assert following.property("kind") == "primary"
    choose._show(a_checkpoint(home / "my-recipes"), a_deployment(home))
    assert choose.offers.chat_button.isVisible() and choose.offers.chat_button.property("kind") == "primary"
    assert following.property("kind") == "plain"
    choose._show(a_checkpoint(home / "my-recipes"))
    assert following.property("kind") == "primary"
    wizard.close()


def test_a_converted_folder_goes_straight_to_installing(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "converted"
    folder.mkdir()
    (folder / "genai_config.json").write_text('{"model": {"type": "qwen2", "context_length": 128}}', encoding="utf-8")
    pages = every_page(home)
    pages[2] = choose = ChoosePage(Settings())
    pages[5] = InstallPage(Jobs([Finished(a_deployment(folder))]))
    wizard = Wizard(as_steps(*pages), Settings(), start=2)
    qtbot.addWidget(wizard)
    wizard.show()
    choose.choose(folder)
    qtbot.waitUntil(choose.isComplete)
    assert [row.mark for row in choose.notices()] == ["info"]
    press(wizard, NEXT)
    settings = wizard.currentPage()
    assert isinstance(settings, SettingsPage)
    qtbot.waitUntil(settings.isComplete)
    press(wizard, NEXT)
    assert isinstance(wizard.currentPage(), InstallPage)
    assert wizard.plan.converted and wizard.plan.converted.folder == folder
    qtbot.waitUntil(wizard.currentPage().isComplete)
    press(wizard, BACK)
    press(wizard, BACK)
    assert wizard.currentPage() is choose and wizard.plan.converted is None
    wizard.close()


def test_every_control_has_a_name_and_can_be_reached(qtbot: QtBot, whole: Wizard, home: Path) -> None:
    nameless: list[str] = []

    def look(page: Page) -> None:
        for widget in page.findChildren(QWidget):
            if not widget.isVisibleTo(page):
                continue
            name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            if isinstance(widget, QPushButton) and widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
                nameless.append(f"{page.heading.text()}: {name} cannot be reached")
            reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reachable and not name and not is_named(widget):
                nameless.append(f"{page.heading.text()}: {type(widget).__name__}")

    walk(qtbot, whole, home, look)
    assert nameless == []
    whole.close()


def is_named(widget: QWidget) -> bool:
    """By a label whose buddy it is, or by the named field that it is a part of."""
    labels = widget.window().findChildren(QWidget)
    buddy = any(getattr(label, "buddy", lambda: None)() is widget for label in labels)
    parent = widget.parentWidget()
    return buddy or (parent is not None and (bool(parent.accessibleName()) or is_named_by_buddy(parent)))


def is_named_by_buddy(widget: QWidget) -> bool:
    return any(getattr(label, "buddy", lambda: None)() is widget for label in widget.window().findChildren(QWidget))


NARROW = (780, 400)  # what a screen of 1366 x 768 has at 175 %


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("size", [SMALLEST, NARROW], ids=["smallest", "narrow"])
@pytest.mark.parametrize("whole", ["en", "id"], indirect=True)
def test_nothing_is_cut_off_in_the_smallest_window(
    qtbot: QtBot, whole: Wizard, home: Path, size: tuple[int, int]
) -> None:
    whole.setMinimumSize(*size)  # as ``fit_to_screen`` does
    whole.resize(*size)
    cut: list[str] = []

    def look(page: Page) -> None:
        if isinstance(page, ChatPage):
            page.chips.show_questions(["How do I start a chat?", "Bagaimana cara mulai?", "What is INT4?"])
        for _ in range(3):  # what wraps is laid out in turns
            QApplication.processEvents()
        for button in page.findChildren(QPushButton):
            if button.isVisible() and button.text() and button.width() < button.sizeHint().width():
                cut.append(f"{page.heading.text()}: {button.text()}")
        for part in page.findChildren(QWidget):
            if part.isVisible() and part.mapTo(page, QPoint(part.width(), 0)).x() > page.width():
                cut.append(f"{page.heading.text()}: {type(part).__name__} at the right")

        if isinstance(page, ChatPage) and page.chips.geometry().intersects(page.prompt.geometry()):
            cut.append("suggestions")

    walk(qtbot, whole, home, look)
    assert cut == []
    assert (whole.width(), whole.height()) == size
    whole.close()


def test_a_page_that_asks_puts_the_focus_on_what_it_asks_for(qtbot: QtBot, home: Path) -> None:
    low = Requirement(
        name=RequirementName.LIBRARY_WRITABLE,
        satisfied=False,
        mandatory=True,
        found="",
        needed=str(home),
        remedy=Remedy.CHOOSE_FOLDER,
    )
    found = [(low,), (replace(low, satisfied=True),)]
    broken = a_checkpoint(home, replace(blocks(FailureKind.NO_WEIGHTS), mend=Mend.REWRITE))
    checkpoints = [broken, a_checkpoint(home)]
    check = CheckPage(Settings(), lambda _: found.pop(0) if len(found) > 1 else found[0])
    choose = ChoosePage(Settings(), lambda *_: checkpoints.pop(0))
    wizard = Wizard(as_steps(check, choose, Page()), Settings())
    qtbot.addWidget(wizard)
    with qtbot.waitActive(wizard):
        wizard.show()
    qtbot.waitUntil(lambda: isinstance(wizard.focusWidget(), QPushButton))
    assert wizard.focusWidget() is check.rows()[0].findChild(QPushButton)
    check.again_button.click()
    qtbot.waitUntil(check.isComplete)
    press(wizard, NEXT)
    assert wizard.focusWidget() is choose.zone.browse_button
    choose.choose(home)
    qtbot.waitUntil(lambda: "copy" in getattr(wizard.focusWidget(), "text", str)())
    choose.choose(home)
    qtbot.waitUntil(lambda: wizard.focusWidget() is wizard.button(NEXT))
    wizard.close()


def test_the_other_pages_are_made_when_the_window_has_been_painted(qtbot: QtBot, home: Path) -> None:
    """One at a turn of the event loop, none of which takes long; in one of two windows, for Python may collect its
    garbage in the other."""
    longest = []
    for _ in range(2):
        wizard = Windows(Settings()).show()
        turns: list[tuple[int, float]] = []
        turn = QTimer(wizard)
        turn.timeout.connect(partial(note_turn, wizard, turns))
        turn.start(0)
        qtbot.waitUntil(lambda wizard=wizard: len(wizard._pages) == len(PageName))
        made, times = zip(*turns, strict=True)
        assert made[0] == 1 and max(after - before for before, after in pairwise(made)) == 1
        longest.append(max(after - before for before, after in pairwise(times)))
        wizard.close()
    assert min(longest) < LONGEST_TURN


def note_turn(wizard: Wizard, turns: list[tuple[int, float]]) -> None:
    turns.append((len(wizard._pages), time.thread_time()))


def test_next_does_not_wait_for_the_other_pages(qtbot: QtBot, home: Path) -> None:
    windows = Windows(Settings())
    wizard = windows.show()
    qtbot.addWidget(wizard)
    press(wizard, NEXT)
    assert isinstance(wizard.currentPage(), CheckPage)
    wizard.close()


def test_another_language_builds_the_window_anew(qtbot: QtBot, home: Path) -> None:
    windows = Windows(Settings())
    first = windows.show()
    welcome = first.currentPage()
    assert isinstance(welcome, WelcomePage)
    welcome.languages.setCurrentIndex(1)
    welcome.languages.activated.emit(1)
    qtbot.waitUntil(lambda: windows.wizard is not first)
    assert windows.wizard and windows.wizard.isVisible()
    assert not (shiboken6.isValid(first) and first.isVisible())  # it may have been deleted already
    windows.wizard.close()
    Settings().language = "en"  # or the tests after this one read Indonesian
    windows.show().close()


@pytest.mark.parametrize("name", PageName, ids=lambda name: name.name.lower())
def test_every_page_is_made_from_the_table(qtbot: QtBot, home: Path, name: PageName) -> None:
    _, make = PAGES[name]
    page = make(Windows(Settings()))
    qtbot.addWidget(page)
    assert type(page).__name__ == f"{name.name.title()}Page"


def test_pages_whose_names_are_alike_all_stay(qtbot: QtBot, home: Path) -> None:
    pages = Page(), Page()
    wizard = Wizard(as_steps(*pages), Settings())
    qtbot.addWidget(wizard)
    assert [wizard.page(number) for number in range(2)] == [*pages]


def test_another_model_begins_at_its_choice(qtbot: QtBot, home: Path) -> None:
    windows = Windows(Settings())
    first = windows.show()
    finish = first.page(PageName.FINISH)
    assert isinstance(finish, FinishPage)
    finish.another.emit()
    qtbot.waitUntil(lambda: windows.wizard is not first)
    assert windows.wizard and windows.wizard.currentId() == PageName.CHOOSE
    assert windows.wizard.plan == Plan(library=Settings().library)
    windows.wizard.close()


def test_no_window_opens_larger_than_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    fit_to_screen(window, (screen.width() + 200, screen.height() + 200), (screen.width() + 100, 100))
    assert (window.width(), window.minimumWidth(), window.minimumHeight()) == (screen.width(), screen.width(), 100)
    assert window.height() + TITLE_BAR == screen.height()
    fit_to_screen(window, (300, 200), (100, 100))
    assert (window.width(), window.height()) == (300, 200)
