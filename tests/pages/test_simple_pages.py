"""Welcome, check, choose, precision and settings: what they show for a plan, and how they amend it."""

import platform
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QLocale, QMimeData, QPoint, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import __version__, paths
from app.core.chat_messages import Forget
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.shape import Shape
from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName
from app.core.computer.computer_check import Surroundings, check_requirements
from app.core.estimate.estimate import Estimate, Fit, Reason
from app.core.estimate.forecast import Forecast
from app.core.estimate.speeds import Speeds
from app.core.events import Failed, Finished
from app.core.failures import Failure, FailureKind
from app.core.findings import Severity
from app.core.library.notes import confirm_deployment, write_deployment
from app.core.library.sampling import TUTORIAL, Sampling
from app.core.plan import Plan
from app.core.recipe.recipe import Mixed, Precision, Recipe, Target
from app.core.recipe.usual import usual_recipe
from app.jobs.estimate_here import known_speeds
from app.pages import check, settings
from app.pages.chat import ChatPage
from app.pages.check import CheckPage
from app.pages.choose import ChoosePage
from app.pages.finish import FinishPage
from app.pages.precision import PrecisionPage
from app.pages.settings import SettingsPage
from app.pages.welcome import WelcomePage
from app.settings import Settings
from app.storage.installed_names import InstalledNames, read_names
from app.widgets.precision_card import PrecisionCard
from app.widgets.reading_order import stops
from app.widgets.recent_folders import ROW_HEIGHT, RecentFolders
from app.widgets.requirement_list import RequirementList
from app.widgets.requirement_row import RequirementRow
from app.widgets.theme import LIGHT, style_sheet
from app.workers.worker import wait_for_all
from tests.core.checkpoint.checkpoints import checkpoint_folder, write_json
from tests.recorded import (
    Recording,
    a_checkpoint,
    a_converted_model,
    a_deployment,
    a_finding,
    a_plan,
    an_estimate,
    inspected,
)
from tests.visible import visible_text

HEAD_SIZE = a_finding(FailureKind.HEAD_SIZE, Severity.BLOCKS)


def requirement(name: RequirementName, satisfied: bool, mandatory: bool = True) -> Requirement:
    return Requirement(name=name, satisfied=satisfied, mandatory=mandatory, found="3 GB", needed="8 GB")


MEMORY = requirement(RequirementName.MEMORY_TOTAL, satisfied=True)
NO_MEMORY = requirement(RequirementName.MEMORY_TOTAL, satisfied=False)
NO_DISK = requirement(RequirementName.DISK_SPACE, satisfied=False)
LITTLE_FREE = requirement(RequirementName.MEMORY_FREE, satisfied=False, mandatory=False)


# Welcome


def test_a_new_language_is_kept_and_announced(qtbot: QtBot, home: Path) -> None:
    settings = Settings()
    page = WelcomePage(settings, "en")
    qtbot.addWidget(page)
    page.languages.setCurrentIndex(1)
    with qtbot.waitSignal(page.language_chosen) as chosen:
        page.languages.activated.emit(1)
    assert chosen.args == ["id"]
    assert settings.language == "id"


# Check


def test_next_is_open_when_everything_is_there(qtbot: QtBot, home: Path) -> None:
    asked: list[Path] = []

    def check(library: Path) -> tuple[Requirement, ...]:
        asked.append(library)
        return (MEMORY,)

    page = CheckPage(Settings(), check)
    qtbot.addWidget(page)
    assert not page.isComplete()
    page.enter(Plan(library=home))
    qtbot.waitUntil(page.isComplete)
    assert asked == [home]
    assert [row.mark for row in page.rows()] == ["ok"]


def test_a_missing_mandatory_thing_closes_next_and_stands_first(qtbot: QtBot, home: Path) -> None:
    page = CheckPage(Settings(), lambda _: (NO_DISK, LITTLE_FREE, MEMORY))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(lambda: len(page.rows()) == 3)
    assert not page.isComplete()
    assert [row.mark for row in page.rows()] == ["error", "warn", "ok"]
    assert "has to be changed" in visible_text(page)


def test_what_only_could_be_better_lets_one_go_on(qtbot: QtBot, home: Path) -> None:
    page = CheckPage(Settings(), lambda _: (MEMORY, LITTLE_FREE))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(page.isComplete)
    assert "could be better" in visible_text(page)


def test_check_again_looks_again(qtbot: QtBot, home: Path) -> None:
    answers = [(NO_MEMORY,), (MEMORY,)]
    page = CheckPage(Settings(), lambda _: answers.pop(0))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(lambda: len(page.rows()) == 1)
    page.again_button.click()
    qtbot.waitUntil(page.isComplete)


def test_a_check_that_fails_is_explained(qtbot: QtBot, home: Path) -> None:
    def fail(_: Path) -> tuple[Requirement, ...]:
        raise Failure(FailureKind.UNREADABLE, path="/disk", reason="it is gone")

    page = CheckPage(Settings(), fail)
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(lambda: "/disk" in visible_text(page))
    assert not page.isComplete()


def test_what_has_changed_is_seen_without_asking(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "AGAIN", 30)
    answers = [(NO_MEMORY, LITTLE_FREE), (NO_MEMORY, replace(LITTLE_FREE, found="1.9 GB"))]
    page = CheckPage(Settings(), lambda _: answers.pop(0) if answers else (MEMORY, LITTLE_FREE))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(lambda: len(page.rows()) == 2)
    first = page.rows()[0]
    qtbot.waitUntil(lambda: "1.9 GB" in page.rows()[1].accessibleName())
    assert page.rows()[0] is first
    qtbot.waitUntil(page.isComplete)
    assert [row.mark for row in page.rows()] == ["warn", "ok"]
    page.leave()


def test_what_is_known_shows_while_something_slow_is_asked(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "PATIENCE", 0.05)
    go_on = threading.Event()

    def slow(_: Path) -> Iterator[Requirement]:
        yield MEMORY
        go_on.wait(10)
        yield LITTLE_FREE

    page = CheckPage(Settings(), slow)
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(lambda: len(page.rows()) == 1)
    assert not page.isComplete()
    go_on.set()
    qtbot.waitUntil(page.isComplete)
    assert len(page.rows()) == 2


def test_the_window_reacts_while_the_list_is_filled(qtbot: QtBot, home: Path) -> None:
    found = check_requirements(Surroundings(library=home, data=home))
    shown = RequirementList()
    qtbot.addWidget(shown)
    turns: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(shown.rows())))
    timer.start(0)
    with qtbot.waitSignal(shown.filled):
        shown.show_requirements(found)
    assert len(shown.rows()) == len(found)
    assert len(set(turns)) >= 4 and turns[-1] < len(found)  # group by group
    turns.clear()
    with qtbot.waitSignal(shown.filled):
        shown.explain(True)
    assert turns[0] == len(found)  # what was shown stays until the rest is made
    timer.stop()


def test_a_row_that_changes_again_and_again_keeps_its_place(qtbot: QtBot, home: Path) -> None:
    found = sorted(check_requirements(Surroundings(library=home, data=home)), key=lambda row: not row.satisfied)
    shown = RequirementList()
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.filled):
        shown.show_requirements(found)
    titles = [row.accessibleName().partition(".")[0] for row in shown.rows()]
    for free in ("70003.1 GB", "70004.1 GB", "70005.1 GB"):  # which no disk here has
        changed = [replace(row, found=free) if row.name is RequirementName.MEMORY_TOTAL else row for row in found]
        shown.show_requirements(changed)
        assert [row.accessibleName().partition(".")[0] for row in shown.rows()] == titles
        assert [free in row.accessibleName() for row in shown.rows()].count(True) == 1
        assert set(shown.rows()) == set(shown.findChildren(RequirementRow))


def test_why_each_is_needed_is_told_when_asked(qtbot: QtBot, home: Path) -> None:
    page = CheckPage(Settings(), lambda _: (MEMORY,))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(page.isComplete)
    assert "takes place in memory" not in visible_text(page)
    shown = page.findChild(RequirementList)
    assert shown.fold.content.isHidden(), "all is well: nothing need be read"
    shown.fold.toggle.click()
    shown.why_button.click()
    qtbot.waitUntil(lambda: "takes place in memory" in visible_text(page))
    assert "Must be met. Converting and running a model takes place in memory" in visible_text(page)


def test_a_button_chooses_another_library(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, remedy = RequirementName.LIBRARY_WRITABLE, Remedy.CHOOSE_FOLDER

    def look(library: Path) -> tuple[Requirement, ...]:
        return (replace(requirement(name, satisfied=library == tmp_path / "b"), remedy=remedy),)

    settings = Settings()
    page = CheckPage(settings, look)
    qtbot.addWidget(page)
    plan = Plan(library=tmp_path / "a")
    page.enter(plan)
    qtbot.waitUntil(lambda: len(page.rows()) == 1)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "b"))
    page.rows()[0].findChildren(QPushButton)[0].click()
    qtbot.waitUntil(page.isComplete)
    assert page.amend(plan).library == settings.library == tmp_path / "b"


def test_a_button_opens_what_mends_it(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    page = CheckPage(Settings(), lambda _: (replace(LITTLE_FREE, remedy=Remedy.PROGRAMS),))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(page.isComplete)
    page.rows()[0].findChildren(QPushButton)[0].click()
    assert opened == ["file:///C:/Windows/System32/Taskmgr.exe"]


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_each_row_that_fails_has_a_button(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    found = check_requirements(Surroundings(library=home, data=home))
    never = {RequirementName.GRAPHICS, RequirementName.NEURAL, RequirementName.CMAKE, RequirementName.FOUNDRY_COMMAND}
    monkeypatch.setattr(sys, "platform", system)
    page = CheckPage(Settings(), lambda _: [replace(row, satisfied=False) for row in found if row.name not in never])
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(lambda: len(page.rows()) == len(found) - len(never))
    for row in page.rows():
        assert [button.text() for button in row.findChildren(QPushButton)], row.accessibleName()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have addresses for their settings")
def test_a_button_starts_the_program_of_the_desktop_or_says_how(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    low = replace(LITTLE_FREE, remedy=Remedy.PROGRAMS)
    page = CheckPage(Settings(), lambda _: (low,))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(page.isComplete)
    assert ".." not in page.rows()[0].accessibleName()
    assert page.rows()[0].findChildren(QPushButton)[0].text() == "How to see what is running (web page)"
    page.leave()
    monitor = tmp_path / "gnome-system-monitor"
    monitor.write_text(f"#!/bin/sh\n: > '{tmp_path}/started'\n")
    monitor.chmod(0o755)
    page = CheckPage(Settings(), lambda _: (low,))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    qtbot.waitUntil(page.isComplete)
    opens = page.rows()[0].findChildren(QPushButton)[0]
    assert opens.text() == "See what is running"
    opens.click()
    qtbot.waitUntil((tmp_path / "started").exists)


def test_a_button_deletes_what_interrupted_work_has_left(qtbot: QtBot, home: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    left = home / "library" / "my-model" / ".model-installer-0123abcd"
    left.mkdir(parents=True)
    (left / "owner").write_text(f"model-installer {platform.node()} {ended.pid} 1.0")
    (left / "data").write_bytes(b"x" * 2_000_000)
    page = CheckPage(Settings())
    qtbot.addWidget(page)
    page.enter(Plan(library=home / "library"))
    qtbot.waitUntil(page.isComplete)
    row = next(row for row in page.rows() if "Leftovers" in row.accessibleName())
    assert (row.mark, "2 MB" in row.accessibleName()) == ("warn", True)
    row.findChildren(QPushButton)[0].click()
    none = "OK: Leftovers of earlier runs. none"
    qtbot.waitUntil(lambda: page.isComplete() and none in [row.accessibleName() for row in page.rows()])
    assert not left.exists()
    page.leave()


# Choose


def test_a_folder_is_looked_into_and_described(qtbot: QtBot, home: Path) -> None:
    settings = Settings()
    page = ChoosePage(settings, inspected)
    qtbot.addWidget(page)
    plan = Plan(library=home)
    page.enter(plan)
    assert not page.isComplete()
    home.mkdir()
    page.choose(home)
    qtbot.waitUntil(page.isComplete)
    text = visible_text(page)
    for part in (
        "Qwen 2 (text chat)",
        "494 million",
        "988 MB",
        f"{QLocale().toString(24600)} words",
        f"{QLocale().toString(32768)} tokens",
    ):
        assert part in text
    assert page.amend(plan).checkpoint == a_checkpoint(home)
    assert settings.recent_folders == (home,)


def test_a_model_that_cannot_be_converted_closes_next(qtbot: QtBot, home: Path) -> None:
    settings = Settings()
    page = ChoosePage(settings, lambda folder, base: a_checkpoint(folder, HEAD_SIZE))
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    page.choose(home)
    qtbot.waitUntil(lambda: len(page.notices()) == 1)
    assert not page.isComplete()
    assert page.notices()[0].mark == "error"
    assert settings.recent_folders == ()


def test_a_button_mends_a_copy_and_shows_it(qtbot: QtBot, tmp_path: Path) -> None:
    folder = checkpoint_folder(tmp_path / "model", eos_token_id=None)
    tokens = [{"id": 2, "content": "<|im_end|>"}]
    write_json(folder / "tokenizer.json", {"model": {"vocab": {}}, "added_tokens": tokens})
    page = ChoosePage(Settings())
    qtbot.addWidget(page)
    page.enter(Plan(library=tmp_path / "library"))
    page.choose(folder)
    qtbot.waitUntil(lambda: len(page.notices()) == 1)
    page.notices()[0].findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: page.isComplete() and "model (mended)" in visible_text(page))
    assert page.notices() == []
    chosen = page.amend(Plan(library=tmp_path)).checkpoint
    assert chosen and (chosen.folder, chosen.stop_tokens) == (tmp_path / "model (mended)", ("<|im_end|>",))


def test_only_the_folder_chosen_last_counts(qtbot: QtBot, home: Path) -> None:
    go_on = threading.Event()

    def inspect(folder: Path, base: Path | None) -> Checkpoint:
        if folder.name == "slow":
            go_on.wait(10)
        return a_checkpoint(folder)

    page = ChoosePage(Settings(), inspect)
    qtbot.addWidget(page)
    plan = Plan(library=home)
    page.enter(plan)
    page.choose(home / "slow")
    page.choose(home / "fast")
    qtbot.waitUntil(page.isComplete)
    go_on.set()
    assert wait_for_all()
    qtbot.wait(50)
    chosen = page.amend(plan).checkpoint
    assert chosen and chosen.folder == home / "fast"


def test_the_sample_is_one_click_away_and_not_among_the_recent(qtbot: QtBot, home: Path) -> None:
    settings = Settings()
    page = ChoosePage(settings, inspected)
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    page.sample_button.click()
    qtbot.waitUntil(page.isComplete)
    chosen = page.amend(Plan(library=home)).checkpoint
    assert chosen and chosen.folder == paths.sample_model()
    assert settings.recent_folders == ()


def test_the_recent_folders_are_high_enough_for_their_two_lines(qtbot: QtBot, home: Path) -> None:
    window, recent = QWidget(), RecentFolders()
    qtbot.addWidget(window)
    recent.setParent(window)
    window.setStyleSheet(style_sheet(LIGHT, 14))
    recent.show_folders([home])
    (row,) = recent.rows()
    row.ensurePolished()
    assert row.minimumHeight() == row.maximumHeight() == ROW_HEIGHT  # the sheet's height for buttons counts, too


def test_a_recent_folder_is_one_click_away(qtbot: QtBot, home: Path) -> None:
    home.mkdir()
    settings = Settings()
    settings.remember_folder(home)
    page = ChoosePage(settings, inspected)
    qtbot.addWidget(page)
    page.enter(Plan(library=home))
    assert len(page.recent.rows()) == 1
    page.recent.rows()[0].click()
    qtbot.waitUntil(page.isComplete)


@pytest.mark.parametrize("inside", ["", "config.json"])
def test_a_folder_or_a_file_in_it_can_be_dropped(qtbot: QtBot, home: Path, inside: str) -> None:
    home.mkdir()
    (home / "config.json").write_text("{}")
    page = ChoosePage(Settings(), inspected)
    qtbot.addWidget(page)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(home / inside))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(page.zone.chosen) as chosen:
        page.zone.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    assert chosen.args == [home]
    qtbot.waitUntil(page.isComplete)


# Precision


def precision_page(qtbot: QtBot, *options: Estimate) -> PrecisionPage:
    page = PrecisionPage(lambda *_: options)
    qtbot.addWidget(page)
    return page


def test_the_recommended_precision_is_chosen_at_first(qtbot: QtBot, home: Path) -> None:
    page = precision_page(
        qtbot, an_estimate(Precision.INT4), an_estimate(Precision.INT8, recommended=True), an_estimate(Precision.FP32)
    )
    plan = a_plan(home)
    page.enter(plan)
    assert "FP16" not in visible_text(page), "there is nothing to compare it with"
    qtbot.waitUntil(page.isComplete)
    assert [card.isChecked() for card in page.cards()] == [False, True, False]
    assert page.amend(plan).recipe == usual_recipe(Precision.INT8)
    assert "FP16 is not offered" in visible_text(page)


def test_another_card_can_be_chosen_and_stays_chosen(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4, recommended=True), an_estimate(Precision.FP32))
    plan = a_plan(home)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    page.cards()[1].click()
    assert page.amend(plan).recipe.precision is Precision.FP32
    page.leave()
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    assert page.amend(plan).recipe.precision is Precision.FP32


def test_a_card_turns_green_when_programs_were_closed(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = [Fit.TIGHT, Fit.EASILY]
    page = PrecisionPage(lambda *_: (an_estimate(Precision.INT4, fits.pop(0), recommended=True),))
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    assert "close other programs first to free 1.2 GB" in visible_text(page)
    monkeypatch.setattr(page, "isActiveWindow", lambda: True)
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    assert page.isComplete()
    qtbot.waitUntil(lambda: "Fits easily" in visible_text(page))
    assert page.isComplete() and not fits
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))  # and asks no more


def settled(page: PrecisionPage) -> list[QRect]:
    """Where the cards stand; what wraps is laid out in turns."""
    for _ in range(5):
        QApplication.processEvents()
    return [card.geometry() for card in page.cards()]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_cards_are_there_before_the_speeds_are_measured_and_are_corrected_then(qtbot: QtBot, home: Path) -> None:
    speeds = Speeds(version=__version__, quantize=1e6)
    recording = Recording([], answer=lambda _: [Finished(speeds)])
    asked: list[Speeds | None] = []

    def estimate(_: Checkpoint, __: Recipe, measured: Speeds | None) -> tuple[Estimate, ...]:
        asked.append(measured)
        return an_estimate(Precision.INT4, recommended=True), an_estimate(Precision.FP32)

    page = PrecisionPage(estimate, lambda: recording)
    qtbot.addWidget(page)
    page.show()
    plan = a_plan(home)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    places = settled(page)
    assert "Speeds and times are rough" in visible_text(page)
    page.cards()[1].click()
    recording.send(Forget())  # it goes on
    qtbot.waitUntil(lambda: "Speeds and times are rough" not in visible_text(page))
    assert settled(page) == places, "a click meant for one card must not meet another"
    assert asked == [None, speeds] and known_speeds() == speeds
    assert page.amend(plan).recipe.precision is Precision.FP32
    assert "could not be measured" not in visible_text(page)


def test_speeds_that_cannot_be_measured_are_said_to_be_an_ordinary_computers(qtbot: QtBot, home: Path) -> None:
    recording = Recording([], answer=lambda _: [Failed(FailureKind.DISK_FULL)])
    page = PrecisionPage(lambda *_: (an_estimate(Precision.INT4, recommended=True),), lambda: recording)
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    assert "could not be measured" not in visible_text(page)
    recording.send(Forget())  # it goes on
    qtbot.waitUntil(lambda: "could not be measured completely" in visible_text(page))
    assert page.isComplete() and known_speeds() is None


def test_who_goes_on_ends_the_measuring(qtbot: QtBot, home: Path) -> None:
    recording = Recording([])
    page = PrecisionPage(lambda *_: (an_estimate(Precision.INT4, recommended=True),), lambda: recording)
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    page.leave()
    assert wait_for_all()  # the recording ends only by that


def test_a_card_that_does_not_fit_says_so_and_nothing_for_whom(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.FP32, Fit.NO))
    page.enter(a_plan(home))
    qtbot.waitUntil(lambda: len(page.cards()) == 1)
    text = visible_text(page)
    assert "1.2 GB more than this computer can give" in text and "Right for" not in text


def test_a_card_of_a_small_model_does_not_contradict_itself(qtbot: QtBot, home: Path) -> None:
    option = replace(an_estimate(Precision.INT4), reason=Reason.LOSES_QUALITY)
    page = precision_page(qtbot, option)
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    name = page.cards()[0].accessibleName()
    assert "cost more" in name and "80% the same" in name and "good" not in name


def test_a_precision_that_does_not_fit_cannot_be_chosen(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4), an_estimate(Precision.FP32, Fit.NO))
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    assert [card.isEnabled() for card in page.cards()] == [True, False]


def test_when_nothing_fits_there_is_no_way_on(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4, Fit.NO), an_estimate(Precision.FP32, Fit.NO))
    page.enter(a_plan(home))
    qtbot.waitUntil(lambda: "too large" in visible_text(page))
    assert len(page.cards()) == 2 and not page.isComplete()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_tab_stops_at_the_chosen_card(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4), an_estimate(Precision.INT8, recommended=True))
    page.show()
    page.enter(a_plan(home))
    qtbot.waitUntil(lambda: page.isComplete() and all(card.isVisible() for card in page.cards()))
    assert [stop for stop in stops(page) if isinstance(stop, PrecisionCard)] == [page.cards()[1]]


def test_a_card_tells_a_screen_reader_everything(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4, recommended=True))
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    name = page.cards()[0].accessibleName()
    assert name.startswith("Small and fast · 4 bits. Recommended. INT4")
    for part in ("398 MB", "40% of the original", "568 MB", "30", "2 minutes"):
        assert part in name
    assert "Larger" not in name


def test_a_precision_that_is_larger_than_the_original_says_so(qtbot: QtBot) -> None:
    card = PrecisionCard(an_estimate(Precision.INT8), original=300_000_000)
    qtbot.addWidget(card)
    assert "133% of the original" in visible_text(card)
    assert "Larger than the original, which has 300 MB." in visible_text(card)
    assert "Larger than the original" in card.accessibleName()


def test_settings_change_what_is_estimated_and_converted(qtbot: QtBot, home: Path) -> None:
    asked: list[Recipe] = []

    def estimate(_: Checkpoint, recipe: Recipe, __: Speeds | None) -> tuple[Estimate, ...]:
        asked.append(recipe)
        return an_estimate(Precision.INT4, recommended=True), an_estimate(Precision.INT8)

    page = PrecisionPage(estimate)
    qtbot.addWidget(page)
    plan = a_plan(home)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    choose(page, "block_size", 1)
    qtbot.waitUntil(page.isComplete)
    smaller = replace(usual_recipe(), block_size=32)
    assert asked == [usual_recipe(), smaller]
    assert page.amend(plan).recipe == smaller
    choose(page, "mixed", 1)
    qtbot.waitUntil(page.isComplete)
    page.cards()[1].click()
    assert page.amend(plan).recipe == replace(usual_recipe(Precision.INT8), block_size=32, mixed=Mixed.LAST)
    page.cards()[0].click()
    assert page.amend(plan).recipe == replace(smaller, mixed=Mixed.LAST), "it waited for int4"


def test_what_does_not_convert_and_load_cannot_be_chosen(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4, recommended=True), an_estimate(Precision.INT8))
    plan = a_plan(home)
    assert plan.checkpoint
    shape = Shape(
        layers=1,
        hidden_size=96,  # three blocks of 32
        intermediate_size=96,
        attention_heads=3,
        key_value_heads=3,
        head_size=32,
        rotated_size=32,
        rotary_positions=2048,
        vocabulary=100,
        tied_embeddings=False,
    )
    page.enter(replace(plan, checkpoint=replace(plan.checkpoint, shape=shape)))
    qtbot.waitUntil(page.isComplete)
    form = page.options.form
    assert not enabled(form.fields["method"], 2)
    choose(page, "block_size", 0)  # six blocks of 16
    assert enabled(form.fields["method"], 2)
    qtbot.waitUntil(page.isComplete)
    page.cards()[1].click()
    assert not form.fields["mixed"].isEnabled() and not form.fields["float16"].isEnabled()


def test_an_olive_config_fills_the_settings_and_tells_what_it_cannot(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4), an_estimate(Precision.INT8, recommended=True))
    plan = a_plan(home)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    file = home / "older.json"
    quantization = {"block_size": 64, "is_symmetric": False, "colour": "blue"}
    write_json(file, {"type": "ModelBuilder", "config": {"precision": "int4", "quantization_config": quantization}})
    page.options.read(file)
    qtbot.waitUntil(lambda: page.amend(plan).recipe == Recipe(block_size=64, symmetric=False))
    page.options.parentWidget().findChild(QPushButton).click()  # unfold
    assert "colour" in visible_text(page)
    write_json(file, {"type": "Sparkles"})
    page.options.read(file)
    qtbot.waitUntil(lambda: "no pass of the type ModelBuilder" in visible_text(page))
    assert page.amend(plan).recipe == Recipe(block_size=64, symmetric=False)


def test_a_model_for_a_graphics_card_is_converted_and_not_installed(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4, recommended=True))
    plan = a_plan(home)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    choose(page, "target", 1)
    qtbot.waitUntil(page.isComplete)
    amended = page.amend(plan)
    assert amended.recipe.target is Target.WEBGPU
    assert not amended.runs_here and ChatPage("en").skips(amended)
    finish = FinishPage()
    qtbot.addWidget(finish)
    assert amended.checkpoint
    finish.enter(replace(amended, converted=a_converted_model(amended.checkpoint, home / "made")))
    assert "for other computers" in visible_text(finish) and not finish.command.isVisibleTo(finish)


def choose(page: PrecisionPage, name: str, row: int) -> None:
    """As a click in the list does."""
    field = page.options.form.fields[name]
    assert enabled(field, row)
    field.setCurrentIndex(row)
    field.activated.emit(row)


def enabled(field: QComboBox, row: int) -> bool:
    return bool(field.model().flags(field.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)


# Settings


def test_the_folders_name_is_suggested_and_everything_goes_into_the_plan(qtbot: QtBot, home: Path) -> None:
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    plan = replace(a_plan(home), name="")
    page.enter(plan)
    assert page.name_field.text() == "my-recipes"
    page.system_prompt.setPlainText("Answer briefly.\n")
    page.sampling.temperature.setValue(0.3)
    page.sampling.top_p.setValue(0.8)
    page.sampling.top_k.setValue(40)
    page.sampling.repetition_penalty.setValue(1.2)
    page.sampling.max_output_tokens.setValue(256)
    amended = page.amend(plan)
    assert amended.name == "my-recipes"
    assert amended.system_prompt == "Answer briefly."
    wanted = Sampling(temperature=0.3, top_p=0.8, top_k=40, repetition_penalty=1.2, max_output_tokens=256)
    assert amended.sampling == wanted
    assert amended.library == plan.library


def test_a_models_own_sampling_is_the_default(qtbot: QtBot, home: Path) -> None:
    plan = a_plan(home)
    assert plan.checkpoint
    (plan.checkpoint.folder / "generation_config.json").write_text('{"temperature": 0.25, "top_k": 7}')
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(plan)
    assert page.sampling.value().temperature == 0.25
    assert page.sampling.value().top_k == 7
    assert page.sampling.value().repetition_penalty == 1  # what is not said stays neutral
    page.sampling.max_output_tokens.setValue(300)
    page.sampling.tutorial_button.click()
    assert page.sampling.value() == replace(TUTORIAL, max_output_tokens=300)


@pytest.mark.parametrize("name", ["", "has spaces", "con", "../up", "x-generic-cpu"])
def test_a_name_that_cannot_be_used_closes_next(qtbot: QtBot, home: Path, name: str) -> None:
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(page.isComplete)
    page.name_field.setText(name)
    assert not page.isComplete()
    assert page.name_field.property("wrong") == "true"


def test_a_library_that_a_newer_version_keeps_closes_next(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = a_plan(home)
    plan.library.mkdir(parents=True, exist_ok=True)
    (plan.library / "library.json").write_text('{"format": 99, "installer": "9.9"}', encoding="utf-8")
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(lambda: "newer version 9.9" in visible_text(page))
    assert not page.isComplete()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.change_button.click()
    qtbot.waitUntil(page.isComplete)
    assert "newer version 9.9" not in visible_text(page)


def test_a_name_in_use_becomes_a_next_version(qtbot: QtBot, home: Path) -> None:
    plan = a_plan(home)
    folder = plan.library / "my-recipes" / "1"
    folder.mkdir(parents=True)
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    assert "next version" in visible_text(page) and not page.versions.isVisibleTo(page), "it was never installed"
    page.name_field.setText("My-Recipes")
    assert not page.isComplete() and "“my-recipes” is already installed" in visible_text(page)
    page.name_field.setText("my-recipes-2")
    assert page.isComplete()


@pytest.mark.parametrize("replaces", [False, True])
def test_whether_the_earlier_version_stays_is_asked_before_the_work(qtbot: QtBot, home: Path, replaces: bool) -> None:
    plan = a_plan(home)
    folder = paths.default_library() / plan.name / "4"
    folder.mkdir(parents=True)
    installed = replace(a_deployment(folder), model_id="my-recipes-generic-cpu:4")
    write_deployment(installed)
    confirm_deployment(installed)
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    assert "my-recipes is installed already, as version 4." in visible_text(page)
    assert page.versions.keep.isChecked(), "nothing is deleted unasked"
    if replaces:
        page.versions.replace.click()
    assert page.amend(plan).replaces is replaces
    page.name_field.setText("another")
    assert not page.versions.isVisibleTo(page) and not page.amend(plan).replaces


def test_what_happens_next_is_said_before_the_click(qtbot: QtBot, home: Path) -> None:
    plan = replace(a_plan(home), forecast=Forecast(bytes=398_000_000, seconds=143))
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(plan)
    assert "988 MB become about 398 MB" in visible_text(page.summary) and "INT4" in visible_text(page.summary)
    assert "my-recipes" in visible_text(page.summary)
    qtbot.waitUntil(page.isComplete)
    assert "about 3 minutes" in visible_text(page.summary), "the installation is counted too"


def test_no_disk_is_looked_at_while_a_name_is_typed(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    go_on = threading.Event()

    def read(library: Path) -> InstalledNames:
        looks.append(threading.current_thread().name)
        go_on.wait(10)
        return read_names(library)

    monkeypatch.setattr(settings, "read_names", read)
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    assert not page.isComplete() and "Looking at what is installed" in visible_text(page)
    go_on.set()
    qtbot.waitUntil(page.isComplete)
    page.name_field.setText("another-name")
    assert page.isComplete() and len(looks) == 1
    page.enter(a_plan(home))
    assert page.isComplete(), "what was read before counts until it is read again"
    qtbot.waitUntil(lambda: len(looks) == 2)
    assert threading.main_thread().name not in looks


def test_what_was_typed_survives_going_back(qtbot: QtBot, home: Path) -> None:
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    plan = a_plan(home)
    page.enter(plan)
    page.name_field.setText("another-name")
    page.leave()
    page.enter(plan)
    assert page.amend(plan).name == "another-name"


@pytest.mark.engine
def test_the_preview_is_what_would_be_written(qtbot: QtBot, home: Path) -> None:
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    page.enter(replace(a_plan(home), checkpoint=a_checkpoint(paths.sample_model())))
    page.preview.toggle.click()
    qtbot.waitUntil(lambda: '"Name": "my-recipes"' in page.preview_text, timeout=30_000)
    assert "<|im_start|>user\\n{Content}<|im_end|>" in page.preview_text
    page.name_field.setText("other")
    qtbot.waitUntil(lambda: '"Name": "other"' in page.preview_text)


def test_a_training_file_goes_with_the_plan(qtbot: QtBot, home: Path) -> None:
    page = precision_page(qtbot, an_estimate(Precision.INT4, recommended=True), an_estimate(Precision.INT8))
    plan = a_plan(home)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    assert page.amend(plan).calibration is None
    file = home / "train.jsonl"
    file.write_text('{"question": "Ya?", "answer": "Ya."}\n')
    page.training.read(file)
    qtbot.waitUntil(lambda: page.amend(plan).calibration == file)
    assert "1 examples of “train.jsonl”" in visible_text(page) and "others" not in visible_text(page)
    file.write_text("".join(f'{{"question": "Ya {number}?", "answer": "Ya."}}\n' for number in range(60)))
    page.training.read(file)
    qtbot.waitUntil(lambda: "40 examples of “train.jsonl”. 20 others are kept" in visible_text(page))
    page.cards()[1].click()
    assert page.amend(plan).calibration is None, "8 bits need no texts"
    page.cards()[0].click()
    file.write_text("nothing")
    page.training.read(file)
    qtbot.waitUntil(lambda: "no question with an answer" in visible_text(page))
    assert page.amend(plan).calibration is None
