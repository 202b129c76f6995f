"""A packed model in the window: chosen, dropped, double-clicked, installed; and packing one."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget, QWizard
from pytestqt.qtbot import QtBot

from app import __main__ as entry
from app import application as program
from app.core.computer.checks.system import operating_system
from app.core.events import Failed, Finished, Progress, Unit
from app.core.failures import FailureKind
from app.core.library.sampling import Sampling
from app.core.package.manifest import Manifest, PackedModel
from app.core.package.packing import pack
from app.core.plan import Plan
from app.core.requests import Install, Pack
from app.core.steps import Step
from app.dialogs.pack import PackDialog
from app.pages.base import Page
from app.pages.chat import ChatPage
from app.pages.choose import ChoosePage
from app.pages.finish import FinishPage
from app.pages.install import InstallPage
from app.pages.precision import PrecisionPage
from app.pages.settings import SettingsPage
from app.pages.welcome import WelcomePage
from app.settings import Settings
from app.widgets.elements import question
from app.windows import PageName, Windows
from app.wizard import Wizard
from app.wording.messages import requirement_words
from app.workers.worker import wait_for_all
from tests.core.package.packages import model_folder
from tests.recorded import Jobs, a_deployment, an_installed_plan, as_steps, inspected
from tests.visible import visible_text

NEXT = QWizard.WizardButton.NextButton


@pytest.fixture
def package(tmp_path: Path) -> Path:
    about = Manifest(
        name="recipes",
        architecture="Qwen2ForCausalLM",
        precision="int4",
        context_length=1024,
        system_prompt="Be brief.",
        sampling=Sampling(temperature=0.2),
        license="mit",
    )
    output = tmp_path / "recipes kü.foundrymodel"
    pack(model_folder(tmp_path / "model"), about, output, lambda done, total: None)
    return output


def drop(target: Page | QWidget, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_a_package_goes_straight_to_installing(qtbot: QtBot, home: Path, package: Path) -> None:
    settings = Settings()
    jobs = Jobs([Finished(a_deployment(home))])
    choose, install = ChoosePage(settings, inspected), InstallPage(jobs)
    between = (PrecisionPage(lambda *_: ()), SettingsPage(settings))
    chat = ChatPage("en", Jobs([Progress(step=Step.READY)]))
    window = Wizard(as_steps(choose, *between, install, chat, FinishPage()), settings)
    qtbot.addWidget(window)
    window.show()
    drop(choose.zone, package)
    qtbot.waitUntil(choose.isComplete)
    for part in ("“recipes” can be installed as it is", str(package), "Qwen 2 (text chat)", "INT4", "mit"):
        assert part in visible_text(choose), visible_text(choose)
    window.button(NEXT).click()
    page = window.currentPage()
    assert isinstance(page, SettingsPage)
    assert (page.name_field.text(), page.system_prompt.toPlainText()) == ("recipes", "Be brief.")
    page.name_field.setText("mine")
    qtbot.waitUntil(page.isComplete)
    window.button(NEXT).click()
    assert window.currentPage() is install
    expected = Install(
        package=package,
        library=settings.library,
        name="mine",
        system_prompt="Be brief.",
        sampling=Sampling(temperature=0.2),
        update=True,
    )
    qtbot.waitUntil(install.isComplete)
    assert jobs.requests == [expected]
    window.close()


def test_another_choice_forgets_the_package(qtbot: QtBot, home: Path, package: Path) -> None:
    page = ChoosePage(Settings(), inspected)
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    page.choose(package)
    qtbot.waitUntil(page.isComplete)
    home.mkdir()
    page.choose(home)
    qtbot.waitUntil(page.isComplete)
    plan = page.amend(Plan(library=home))
    assert plan.checkpoint and plan.package is None and not plan.installs_as_it_is


def test_a_computer_that_cannot_run_models_is_told_so(qtbot: QtBot, home: Path, package: Path) -> None:
    """A double-click comes past the page that looks at the computer."""
    windows = Windows(Settings())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platform, "system", lambda: "FreeBSD")
        windows.open_package(package)
        page = windows.wizard and windows.wizard.currentPage()
        assert isinstance(page, ChoosePage)
        qtbot.waitUntil(lambda: "“recipes” cannot run here" in visible_text(page))
        row = operating_system()
    assert windows.wizard and not page.isComplete() and not windows.wizard.button(NEXT).isEnabled()
    assert row.mandatory
    qtbot.waitUntil(lambda: requirement_words(row).explanation in visible_text(page))
    page.choose(package)
    qtbot.waitUntil(page.isComplete)
    assert requirement_words(row).explanation not in visible_text(page)
    windows.wizard.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_question_is_answered_before_a_package_is_opened(qtbot: QtBot, home: Path, package: Path) -> None:
    """The window that asks would be no more."""
    windows = Windows(Settings())
    before = windows.show()
    asked = question(before)
    asked.open()
    windows.open_package(package)
    qtbot.wait(50)
    assert windows.wizard is before and asked.isVisible()
    asked.done(0)
    qtbot.waitUntil(lambda: isinstance(windows.wizard and windows.wizard.currentPage(), ChoosePage))
    assert windows.wizard is not None
    windows.wizard.close()


def test_a_damaged_package_closes_next_and_says_so(qtbot: QtBot, home: Path, package: Path) -> None:
    package.write_bytes(package.read_bytes()[:-50])
    page = ChoosePage(Settings(), inspected)
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    page.choose(package)
    qtbot.waitUntil(lambda: "The package is damaged or incomplete" in visible_text(page))
    assert not page.isComplete()


def chosen(windows: Windows) -> ChoosePage | None:
    page = windows.wizard.currentPage() if windows.wizard else None
    return page if isinstance(page, ChoosePage) and page.isComplete() else None


def test_a_package_that_is_dropped_on_the_first_page_opens_the_choice(qtbot: QtBot, home: Path, package: Path) -> None:
    windows = Windows(Settings())
    first = windows.show()
    welcome = first.currentPage()
    assert isinstance(welcome, WelcomePage)
    drop(first, package)
    qtbot.waitUntil(lambda: chosen(windows) is not None)
    assert windows.wizard and windows.wizard.currentId() == PageName.CHOOSE and windows.wizard is not first
    windows.wizard.close()


DOUBLE_CLICK = """
import sys
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from app.application import application
opened = []
app = application(["app"])
app.opened.connect(opened.append)
for path in ("/a/my model.txt", "/a/my model.foundrymodel"):
    QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(path)))
assert [path.name for path in opened] == ["my model.foundrymodel"], opened
"""


def test_a_double_click_on_a_mac_opens_it() -> None:
    subprocess.run([sys.executable, "-c", DOUBLE_CLICK], check=True, timeout=60)


def test_the_path_of_a_package_is_no_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(program, "run", lambda argv, package="": opened.append((argv, package)) or 0)
    for arguments in ([], ["/a b/my.foundrymodel"]):
        monkeypatch.setattr("sys.argv", ["app", *arguments])
        assert entry.main() == 0
    assert opened == [(["app"], ""), (["app"], "/a b/my.foundrymodel")]


def test_packing_from_the_last_page(qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = FinishPage()
    qtbot.addWidget(page)
    page.enter(an_installed_plan(home))
    asked: list[str] = []

    def ask(_: object, title: str, suggested: str, kinds: str) -> tuple[str, str]:
        asked.extend([Path(suggested).name, kinds])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    page.pack_button.click()
    assert asked == ["my-recipes.foundrymodel", "Packed models (*.foundrymodel)"]


def a_dialog(qtbot: QtBot, jobs: Jobs, output: Path) -> PackDialog:
    dialog = PackDialog(Pack(name="recipes", output=output, replaces=True), None, jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    return dialog


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of every dialog
def test_the_pack_window_shows_progress_and_the_result(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    packed = PackedModel(path=tmp_path / "x.foundrymodel", name="recipes", bytes=398_000_000, seconds=1.0)
    at_half = Progress(step=Step.PACKING, overall=0.5, done=199_000_000, total=398_000_000, unit=Unit.BYTES)
    dialog = a_dialog(qtbot, Jobs([at_half, Finished(packed)]), packed.path)
    with qtbot.waitSignal(dialog.packed):
        pass
    qtbot.waitUntil(lambda: "The model is packed" in visible_text(dialog))
    assert "398 MB" in visible_text(dialog)
    assert dialog.folder_button.isVisible() and dialog.close_button.text() == "&Close"
    dialog.close_button.click()
    assert not dialog.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_packed_model_can_go_to_another_folder(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, other = tmp_path / "full" / "x.foundrymodel", tmp_path / "other"
    jobs = Jobs([Failed(FailureKind.DISK_FULL, facts={"path": str(full.parent)})], [Progress(step=Step.PACKING)])
    dialog = a_dialog(qtbot, jobs, full)
    qtbot.waitUntil(dialog.failure.elsewhere_button.isVisible)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    dialog.failure.elsewhere_button.click()
    qtbot.waitUntil(lambda: len(jobs.requests) == 2)
    assert jobs.requests[1] == Pack(name="recipes", output=other / full.name)  # replacing nothing
    dialog.close_button.click()
    assert wait_for_all()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_failure_to_pack_can_be_tried_again_and_closing_cancels(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    jobs = Jobs([Failed(FailureKind.DISK_FULL, facts={"path": "/a"})], [Progress(step=Step.PACKING)])
    dialog = a_dialog(qtbot, jobs, tmp_path / "x.foundrymodel")
    qtbot.waitUntil(dialog.failure.isVisible)
    shown = [text for text in dialog.failure.findChildren(QLabel) if text.isVisible() and text.text()]
    qtbot.waitUntil(lambda: all(text.height() >= text.heightForWidth(text.width()) for text in shown))
    assert dialog.failure.elsewhere_button.isHidden()  # another folder than the one that is full
    dialog.failure.retry_button.click()
    qtbot.waitUntil(lambda: len(jobs.sources) == 2 and not dialog.failure.isVisible())
    assert dialog.close_button.text() == "Cance&l"
    dialog.close_button.click()
    assert not dialog.isVisible() and wait_for_all()
