"""The window with what is installed: what it shows of each model, what it asks, and which job that begins."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.computer.tuning import Speed, Tuning
from app.core.events import Failed, Finished, Log, Measured, Progress
from app.core.failures import FailureKind, Variant
from app.core.library.format import LIBRARY_FILE
from app.core.library.installed import InstalledModel, Mended, ModelState
from app.core.library.notes import write_provenance
from app.core.requests import Deploy, JudgeModel, List, Remove, Rename, Repair, Request, Tune
from app.core.scorecard.judging import write_scorecard
from app.core.steps import Step
from app.dialogs.library import SMALLEST, LibraryDialog
from app.dialogs.scorecard import ScorecardDialog
from app.pages.welcome import WelcomePage
from app.settings import Settings
from app.storage.known_models import learn_models
from app.widgets.elided_label import ElidedLabel
from app.widgets.model_list import AT_A_TURN, AT_ONCE, ModelList
from app.widgets.model_row import ACTIONS, Action, ModelRow
from app.widgets.notice_row import NoticeRow
from app.windows import PageName, Windows
from tests.core.scorecard.scorecards import CARD
from tests.recorded import A_PROVENANCE, Jobs, a_deployment
from tests.visible import visible_text

FOLDER = Path("/models/my-recipes/1")
MODEL = InstalledModel(
    deployment=replace(a_deployment(FOLDER), source="tuned", created="2026-01-02T12:00:00+00:00"), own_bytes=7_000_000
)
GONE = InstalledModel(deployment=replace(MODEL.deployment, name="now-gone", model_id="now-gone-generic-cpu:3"))
GONE = replace(GONE, state=ModelState.FOLDER_GONE)
LISTED = Finished((MODEL, GONE))


def opened(qtbot: QtBot, *recordings: list[Finished | Failed | Progress]) -> tuple[LibraryDialog, Jobs]:
    """With the models listed; the next jobs bring ``recordings`` and then the list again."""
    jobs = Jobs([LISTED], *recordings, [LISTED])
    dialog = LibraryDialog(Settings(), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 2 and dialog.repair_button.isEnabled())
    return dialog, jobs


def settled(qtbot: QtBot, dialog: LibraryDialog, jobs: Jobs, *requests: Request) -> None:
    qtbot.waitUntil(lambda: jobs.requests == [List(), *requests] and dialog.repair_button.isEnabled())


def test_ten_thousand_models_are_shown_some_at_a_time(qtbot: QtBot) -> None:
    names = [f"m{number}" for number in range(10_000)]
    shown = ModelList()
    qtbot.addWidget(shown)
    shown.show_models([])
    assert shown.more_button.isHidden(), "nothing is left where there is nothing"
    shown.show_models([replace(MODEL, deployment=replace(MODEL.deployment, name=name)) for name in names])
    assert len(shown.rows) == AT_A_TURN, "the window goes on between"
    qtbot.waitUntil(lambda: [row.model.deployment.name for row in shown.rows] == names[:AT_ONCE])
    shown.more_button.click()
    qtbot.waitUntil(lambda: [row.model.deployment.name for row in shown.rows] == names[: 2 * AT_ONCE])
    shown.show_models([MODEL])
    assert len(shown.rows) == 1 and shown.more_button.isHidden()


def press(text: str) -> None:
    """The button of the question that is asked next."""

    def click() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        asked.append(f"{question.text()} {question.informativeText()}")
        next(each for each in question.buttons() if each.text() == text).click()

    asked.clear()
    QTimer.singleShot(50, click)


asked: list[str] = []


def entries(row: ModelRow) -> dict[str, QAction]:
    return {entry.text(): entry for entry in row.menu.actions()}


def test_what_a_newer_version_keeps_is_only_read(qtbot: QtBot, home: Path) -> None:
    """Both by its own library, where new models would go, and by a library that only has some of the models."""
    library = Settings().library
    library.mkdir(parents=True)
    (library / LIBRARY_FILE).write_text('{"format": 99, "installer": "9.9"}', encoding="utf-8")
    elsewhere = replace(MODEL, keeper="8.8")
    jobs = Jobs([Finished((elsewhere, GONE))])
    dialog = LibraryDialog(Settings(), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 2 and not dialog.busy.isVisible())
    qtbot.waitUntil(lambda: "9.9" in visible_text(dialog.notices))
    text = visible_text(dialog.notices)
    assert str(library) in text and "8.8" in text and "Here you can chat with them" in text
    for writes in (dialog.adopt_button, dialog.repair_button):
        assert not writes.isEnabled() and "newer version" in writes.toolTip()
    kept, free = dialog.rows()
    assert kept.chat_button.isEnabled() and entries(kept)["Details"].isEnabled()
    for name in ("Rename…", "Delete…", "Offer it to the foundry command"):
        assert not entries(kept)[name].isEnabled() and "newer version" in entries(kept)[name].toolTip()
    assert entries(free)["Delete…"].isEnabled()
    (library / LIBRARY_FILE).unlink()
    dialog.begin()
    qtbot.waitUntil(lambda: len(jobs.requests) == 2)
    dialog.close_button.click()


def test_an_installed_model_is_packed(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []
    monkeypatch.setattr("app.dialogs.library.pack_model", lambda _parent, model: asked_for.append(model.model_id))
    dialog, _ = opened(qtbot)
    entries(dialog.rows()[0])["Pack for another computer…"].trigger()
    assert asked_for == ["my-recipes-generic-cpu:1"]
    assert "Pack for another computer…" not in entries(dialog.rows()[1])


def test_each_model_says_what_it_is_and_what_is_wrong(qtbot: QtBot, home: Path) -> None:
    dialog, _ = opened(qtbot)
    whole, gone = dialog.rows()
    for words in ("my-recipes", "version 1", "INT4", "398 MB", "from tuned", "installed "):
        assert words in visible_text(whole)
    assert "Its folder is not there" in visible_text(gone) and "not there" not in visible_text(whole)
    assert "They take 796 MB" in dialog.lead.text()
    assert str(FOLDER) not in visible_text(whole)
    whole.do(Action.DETAILS)
    assert str(FOLDER) in visible_text(whole) and "7 MB" in visible_text(whole)


@pytest.mark.parametrize("state", list(ModelState))
def test_only_what_makes_sense_is_offered(state: ModelState) -> None:
    offered = ACTIONS[state]
    assert (Action.CHAT in offered) == (state is ModelState.READY)
    assert (Action.SEARCH in offered) == (state is ModelState.FOLDER_GONE)
    assert (Action.DELETE in offered) == (state is not ModelState.OTHER_PROGRAM)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of every message box
def test_deleting_shows_what_goes_and_can_be_declined(qtbot: QtBot, home: Path) -> None:
    dialog, jobs = opened(qtbot, [Finished((MODEL,))])
    press("&Keep it")
    dialog.rows()[0].do(Action.DELETE)
    assert jobs.requests == [List()]
    assert str(FOLDER) in asked[0] and "7 MB" in asked[0] and "my-recipes, version 1" in asked[0]
    press("&Delete")
    dialog.rows()[0].do(Action.DELETE)
    settled(qtbot, dialog, jobs, Remove("my-recipes-generic-cpu:1"), List())
    press("&Keep it")
    dialog.rows()[1].do(Action.DELETE)
    assert "No file is deleted" in asked[0]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_without_a_trash_it_can_be_deleted_permanently(qtbot: QtBot, home: Path) -> None:
    refused = Failed(FailureKind.TRASH_REFUSED, facts={"path": "/x"})
    dialog, jobs = opened(qtbot, [refused], [LISTED], [Finished((MODEL,))])
    press("&Delete")
    dialog.rows()[0].do(Action.DELETE)
    settled(qtbot, dialog, jobs, Remove("my-recipes-generic-cpu:1"), List())
    qtbot.waitUntil(lambda: "no trash" in visible_text(dialog))
    (forever,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Delete permanently")
    forever.click()
    qtbot.waitUntil(lambda: jobs.requests[-1] == List() and len(jobs.requests) == 5)
    assert jobs.requests[3] == Remove("my-recipes-generic-cpu:1", permanently=True)
    qtbot.waitUntil(lambda: dialog.repair_button.isEnabled())


def test_a_list_that_could_not_be_had_is_asked_for_again(qtbot: QtBot, home: Path) -> None:
    jobs = Jobs([Failed(FailureKind.LIBRARY_BUSY, facts={"path": "/x"})], [LISTED])
    dialog = LibraryDialog(Settings(), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: "/x" in visible_text(dialog))
    (again,) = (each for each in dialog.notices.findChildren(QPushButton) if each.text() == "&Try again")
    again.click()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 2 and dialog.repair_button.isEnabled())
    assert jobs.requests == [List(), List()] and "/x" not in visible_text(dialog)
    dialog.done(0)


def test_renaming(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter([("my-recipes", True), ("other", False), ("a b", True), ("better", True)])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: next(names))
    dialog, jobs = opened(qtbot, [Finished(())])
    for _ in range(3):  # the same name, cancelled, a name that cannot be
        dialog.rows()[0].do(Action.RENAME)
    qtbot.waitUntil(lambda: "This name cannot be used" in visible_text(dialog))
    assert jobs.requests == [List()]
    dialog.rows()[0].do(Action.RENAME)
    settled(qtbot, dialog, jobs, Rename("my-recipes", "better"), List())
    assert "This name cannot be used" not in visible_text(dialog)


def test_repairing_says_what_became_of_each(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Mended(model_id="gone-generic-cpu:3", state=ModelState.FOLDER_GONE, mended=True, folder=Path("/new"))
    lost = Mended(model_id="lost-generic-cpu:1", state=ModelState.FILE_MISSING, mended=False, missing="tokenizer.json")
    dialog, jobs = opened(qtbot, [Finished((found, lost))], [LISTED], [Finished(())])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/somewhere")
    dialog.rows()[1].do(Action.SEARCH)
    settled(qtbot, dialog, jobs, Repair(Path("/somewhere")), List())
    qtbot.waitUntil(lambda: "gone-generic-cpu:3: Found again" in visible_text(dialog))
    assert "tokenizer.json" in visible_text(dialog)
    dialog.repair_button.click()
    qtbot.waitUntil(lambda: "Nothing is wrong" in visible_text(dialog))
    assert jobs.requests[3] == Repair(Settings().library)
    qtbot.waitUntil(lambda: dialog.repair_button.isEnabled())


def test_a_folder_of_somebody_else_is_added(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {"path": "/x", "missing": "tokenizer.json"}
    broken = Failed(FailureKind.NOT_A_CONVERTED_MODEL, facts=facts, variant=Variant.FILES)
    dialog, jobs = opened(qtbot, [broken])
    answers = iter(["", "/download/Phi 4 (mini)"])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: next(answers))
    dialog.adopt_button.click()
    assert jobs.requests == [List()]
    dialog.adopt_button.click()
    folder = Path("/download/Phi 4 (mini)")
    settled(qtbot, dialog, jobs, Deploy(folder=folder, name="Phi-4-mini", library=Settings().library), List())
    qtbot.waitUntil(lambda: "not a whole converted model" in visible_text(dialog))


def test_its_folder_is_opened(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(str(Path(url.toLocalFile()))))
    dialog, _ = opened(qtbot)
    dialog.rows()[0].do(Action.OPEN)
    assert urls == [str(FOLDER)]


def test_closing_while_it_works_ends_the_job(qtbot: QtBot, home: Path) -> None:
    jobs = Jobs([])
    dialog = LibraryDialog(Settings(), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    assert dialog.busy.isVisible() and not dialog.adopt_button.isEnabled()
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_what_was_known_last_is_shown_at_once_and_can_be_used(qtbot: QtBot, home: Path) -> None:
    learn_models((MODEL, GONE))
    jobs = Jobs([])
    dialog = LibraryDialog(Settings(), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 2)
    assert jobs.requests == [List()], "which has not come to its end"
    assert dialog.rows()[0].chat_button.isEnabled() and not dialog.busy.isVisible()
    assert not dialog.repair_button.isEnabled(), "nothing is known of the library yet"
    dialog.done(0)


def test_search_order_and_versions_of_a_name(qtbot: QtBot, home: Path) -> None:
    newer = replace(MODEL, deployment=replace(MODEL.deployment, model_id="my-recipes-generic-cpu:2", precision="int8"))
    other = replace(MODEL, deployment=replace(MODEL.deployment, name="zebra", model_id="zebra-generic-cpu:1", bytes=1))
    dialog = LibraryDialog(Settings(), start_job=Jobs([Finished((MODEL, newer, other))]))
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 2)

    def shown() -> list[str]:
        return [row.model.deployment.model_id for row in dialog.rows()]

    assert shown() == ["my-recipes-generic-cpu:2", "zebra-generic-cpu:1"]
    (fold,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Earlier versions (1)"]
    fold.click()
    assert shown()[-1] == "my-recipes-generic-cpu:1"
    qtbot.waitUntil(lambda: dialog.rows()[-1].isVisibleTo(dialog))
    first = dialog.rows()[0]
    dialog.filter.search.setText("zeb")
    qtbot.waitUntil(lambda: shown() == ["zebra-generic-cpu:1"])
    dialog.filter.search.setText("nothing like it")
    qtbot.waitUntil(lambda: "Nothing like that is installed" in visible_text(dialog))
    dialog.filter.search.clear()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 2)
    assert dialog.rows()[0] is first, "rows are made once"
    learnt = [each for each in dialog.findChildren(QPushButton) if each.text() == "&Install a model"]
    assert not learnt[0].isVisibleTo(dialog)
    dialog.done(0)


def main_buttons(dialog: QWidget) -> list[QPushButton]:
    shown = [each for each in dialog.findChildren(QPushButton) if each.isVisibleTo(dialog)]
    return [each for each in shown if each.property("kind") == "primary"]


def test_an_empty_library_leads_to_a_first_model(qtbot: QtBot, home: Path) -> None:
    dialog = LibraryDialog(Settings(), start_job=Jobs([Finished(())]))
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.install_button.isVisibleTo(dialog))
    assert not dialog.filter.isVisibleTo(dialog) and main_buttons(dialog) == [dialog.install_button]
    with qtbot.waitSignal(dialog.install):
        dialog.install_button.click()
    assert not dialog.isVisible()


def test_deleting_stands_apart(qtbot: QtBot, home: Path) -> None:
    dialog, _ = opened(qtbot)
    entries = dialog.rows()[0].menu.actions()
    assert entries[-1].text() == "Delete…" and entries[-2].isSeparator()


@pytest.mark.engine
def test_from_welcome_to_a_chat(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = Windows(Settings())
    first = windows.show()
    welcome = first.currentPage()
    assert isinstance(welcome, WelcomePage)
    welcome.library_button.click()
    (dialog,) = first.findChildren(LibraryDialog)
    with qtbot.waitSignal(dialog.chat):
        dialog._do(Action.CHAT, MODEL)
    qtbot.waitUntil(lambda: windows.wizard is not first)
    assert windows.wizard and windows.wizard.currentId() == PageName.CHAT
    assert windows.wizard.plan.deployment == MODEL.deployment
    windows.wizard.done(0)


def test_tuned_again_by_a_button(qtbot: QtBot, home: Path) -> None:
    speed, slow = Speed(prefill=200, decode=60), Speed(prefill=100, decode=40)
    tuning = Tuning(threads=2, speed=speed, untuned_threads=1, untuned=slow, processor="P", cores=2)
    dialog, jobs = opened(qtbot, [Finished(tuning)])
    whole, gone = dialog.rows()
    assert not whole.tune_button.isVisibleTo(whole)
    gone.do(Action.DETAILS)
    assert not gone.tune_button.isVisibleTo(gone)
    whole.do(Action.DETAILS)
    assert whole.tune_button.isVisibleTo(whole) and whole.tune_button.text() == "&Tune again"
    whole.tune_button.click()
    settled(qtbot, dialog, jobs, Tune("my-recipes-generic-cpu:1"), List())
    said = "(threads: 2): it reads 200 and writes 60 tokens a second. Untuned: 100 and 40."
    qtbot.waitUntil(lambda: said in visible_text(dialog))
    assert whole not in dialog.rows(), "its details may be others now"


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_it_is_measured_by_a_button_and_the_result_is_shown(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    """In the window that measures, and then among the details; the file came from another computer."""
    folder = tmp_path / "1"
    folder.mkdir()
    mine = replace(MODEL, deployment=replace(MODEL.deployment, folder=folder))
    listed = Finished((mine,))
    jobs = Jobs([listed], [Progress(step=Step.MEASURING, overall=0.3), Finished(CARD)], [listed])
    dialog = LibraryDialog(Settings(), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1 and dialog.repair_button.isEnabled())
    (row,) = dialog.rows()
    row.do(Action.DETAILS)
    assert row.measure_button.isVisibleTo(row) and not row.scorecard.isVisibleTo(row)
    named = [each.text() for each in (row.measure_button, row.badge.button, *row.menu.actions())]
    assert named.count("Measure how good it is…") == 3
    row.measure_button.click()
    (measuring,) = dialog.findChildren(ScorecardDialog)
    qtbot.waitUntil(lambda: "Some answers are broken." in visible_text(measuring))
    assert jobs.requests[1:] == [JudgeModel("my-recipes-generic-cpu:1")]
    write_scorecard(folder, CARD)
    measuring.close_button.click()
    dialog.begin()
    qtbot.waitUntil(lambda: jobs.requests[2:] == [List()] and "broken" in row.badge.said.text())
    assert dialog.rows() == [row] and row.badge.isVisibleTo(row)
    assert row.scorecard.details, "unfolded as they were, the details show it too"
    row.scorecard.details.toggle.click()
    qtbot.waitUntil(lambda: "could not be asked the same" in visible_text(row.scorecard))
    for said in (
        "Measured on another computer",
        "A laptop's, 4 cores, 8.0 GB",
        "Writes",
    ):
        assert said in visible_text(row.scorecard)
    marks = [notice.mark for notice in row.scorecard.details.findChildren(NoticeRow)]
    assert marks == ["ok", "error"]
    qtbot.waitUntil(lambda: dialog.repair_button.isEnabled())


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_measuring_goes_on_when_its_window_is_closed(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    """It is shown again, and Stop keeps what it has."""
    folder = tmp_path / "1"
    folder.mkdir()
    mine = replace(MODEL, deployment=replace(MODEL.deployment, folder=folder))
    so_far = replace(CARD, partial=True)
    measuring = [Measured(so_far), Log("a line"), Progress(step=Step.ASKING_ORIGINAL, overall=0.5)]
    jobs = Jobs([Finished((mine,))], measuring, [Finished((mine,))])
    dialog = LibraryDialog(Settings(), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1)
    dialog.rows()[0].do(Action.MEASURE)
    (window,) = dialog.findChildren(ScorecardDialog)
    qtbot.waitUntil(lambda: "Asking the original model" in visible_text(window))
    window.close_button.click()
    assert jobs.requests[1:] == [JudgeModel("my-recipes-generic-cpu:1")] and not jobs.sources[1].cancelled
    assert dialog.rows()[0].badge.said.text() == "Being measured: 50 %"
    dialog.rows()[0].do(Action.MEASURE)
    again = next(each for each in dialog.findChildren(ScorecardDialog) if each.isVisible())
    assert again is not window and "Asking the original model" in visible_text(again)
    write_scorecard(folder, so_far)  # as the engine does on its way
    again.stop_button.click()
    qtbot.waitUntil(lambda: "It was stopped" in visible_text(again))
    assert jobs.sources[1].cancelled
    badge = dialog.rows()[0].badge
    qtbot.waitUntil(lambda: "broken" in badge.said.text() and badge.said.isVisibleTo(dialog))
    again.done(0)
    qtbot.waitUntil(lambda: dialog.repair_button.isEnabled())


def test_a_long_name_does_not_push_the_buttons_out(qtbot: QtBot, home: Path) -> None:
    """64 characters are allowed; what is cut is in the tool tip."""
    name = "a-very-long-name-" * 4
    long = replace(MODEL, deployment=replace(MODEL.deployment, name=name[:64], source=name * 2))
    dialog = LibraryDialog(Settings(), start_job=Jobs([Finished((long,))]))
    qtbot.addWidget(dialog)
    dialog.resize(*SMALLEST)
    dialog.begin()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1)
    (row,) = dialog.rows()
    more = row.more_button
    qtbot.waitUntil(lambda: 0 < more.mapTo(dialog, more.rect().topRight()).x() < dialog.width())
    shown = next(iter(row.findChildren(ElidedLabel)))
    assert "…" in shown.text() and shown.toolTip() == name[:64]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_what_was_converted_and_never_installed_can_be_installed_or_deleted(qtbot: QtBot, home: Path) -> None:
    library = Settings().library
    for version in ("1", "2"):
        (library / "my-recipes" / version).mkdir(parents=True)
        write_provenance(library / "my-recipes" / version, A_PROVENANCE)
    dialog, jobs = opened(qtbot, [Finished(MODEL.deployment)])
    qtbot.waitUntil(lambda: len(dialog.waiting.rows()) == 2)
    first, _ = sorted(dialog.waiting.rows(), key=lambda row: row.model.folder)
    assert "my-recipes is converted, but not installed" in visible_text(first)
    assert main_buttons(dialog) == [dialog.close_button]
    press("&Delete")
    first.delete_button.click()
    qtbot.waitUntil(lambda: len(dialog.waiting.rows()) == 1)
    assert not (library / "my-recipes" / "1").exists() and "my-recipes" in asked[0]
    (second,) = dialog.waiting.rows()
    second.install_button.click()
    settled(
        qtbot, dialog, jobs, Deploy(folder=library / "my-recipes" / "2", name="my-recipes", library=library), List()
    )
