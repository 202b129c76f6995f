"""Another folder for installed models: those that are there go too, or stay, as the user says."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.core.events import Failed, Finished
from app.core.failures import FailureKind
from app.core.library.installed import LeftBehind, LibraryMove
from app.core.library.notes import DEPLOYMENT, write_deployment
from app.core.requests import MoveLibrary
from app.dialogs.library_move import LibraryPart, MoveDialog
from tests.recorded import Jobs, a_deployment
from tests.visible import visible_text

LEFT = LeftBehind(model_id="b:1", kind=FailureKind.MODEL_IN_USE, facts={"path": "/old/b/1"})


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    """Press this button of what is asked; returns what was asked."""
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        next(each for each in box.findChildren(QPushButton) if each.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return asked


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library with a model."""
    folder = tmp_path / "old" / "mine" / "1"
    folder.mkdir(parents=True)
    write_deployment(a_deployment(folder), DEPLOYMENT)
    return tmp_path / "old"


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("button", ["&Move them", "&Leave them", "&Keep the old folder"])
def test_the_user_says_what_becomes_of_them(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, old: Path, tmp_path: Path, button: str
) -> None:
    asked = answer(monkeypatch, button)
    jobs = Jobs([Finished(LibraryMove(left=(LEFT,)))], [Finished(LibraryMove(moved=(a_deployment(tmp_path),)))])
    part, chosen, new = LibraryPart(old, moves=True, start_job=jobs), [], tmp_path / "new"
    qtbot.addWidget(part)
    part.show()
    part.chosen.connect(chosen.append)
    part.choose(new)
    qtbot.waitUntil(lambda: bool(asked))
    assert str(old) in asked[0]
    if button == "&Keep the old folder":
        assert (chosen, jobs.requests) == ([], []) and str(old) in visible_text(part)
        return
    assert chosen == [new] and str(new) in visible_text(part)
    assert jobs.requests == ([MoveLibrary(library=old, to=new)] if button == "&Move them" else [])
    for dialog in part.findChildren(MoveDialog):
        qtbot.waitUntil(lambda shown=dialog: "“b”, version 1" in visible_text(shown))  # type: ignore[misc]
        assert "in use" in visible_text(dialog)
        (again,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Move the rest &again")
        again.click()  # once the chat has ended
        qtbot.waitUntil(lambda shown=dialog: "in their new folder" in visible_text(shown))  # type: ignore[misc]
        assert "“b”" not in visible_text(dialog) and "1 model" in visible_text(dialog) and len(jobs.requests) == 2
        dialog.done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_full_disk_leaves_the_choice_of_another_folder(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, old: Path, tmp_path: Path
) -> None:
    answer(monkeypatch, "&Move them")
    full, other = tmp_path / "full", tmp_path / "other"
    failed = Failed(FailureKind.DISK_FULL, facts={"path": str(full)})
    jobs = Jobs([failed], [Finished(LibraryMove(moved=(a_deployment(tmp_path),)))])
    part, chosen = LibraryPart(old, moves=True, start_job=jobs), []
    qtbot.addWidget(part)
    part.show()
    part.chosen.connect(chosen.append)
    part.choose(full)
    qtbot.waitUntil(lambda: bool(part.findChildren(MoveDialog)))
    (dialog,) = part.findChildren(MoveDialog)
    qtbot.waitUntil(dialog.failure.elsewhere_button.isVisible)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    dialog.failure.elsewhere_button.click()
    qtbot.waitUntil(lambda: "in their new folder" in visible_text(dialog))
    assert jobs.requests == [MoveLibrary(library=old, to=full), MoveLibrary(library=old, to=other)]
    assert chosen == [full, other] and str(other) in visible_text(part)
    dialog.done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_disk_that_fills_up_amid_the_move_leaves_the_choice_for_the_rest(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    full, other = tmp_path / "full", tmp_path / "other"
    left = LeftBehind(model_id="b:1", kind=FailureKind.DISK_FULL, facts={"path": str(full)})
    moved = (a_deployment(tmp_path),)
    jobs = Jobs([Finished(LibraryMove(moved=moved, left=(left,)))], [Finished(LibraryMove(moved=moved))])
    dialog = MoveDialog(MoveLibrary(library=tmp_path / "old", to=full), None, jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: "“b”, version 1" in visible_text(dialog))
    (elsewhere,) = (each for each in dialog.findChildren(QPushButton) if "Move the rest to" in each.text())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    elsewhere.click()
    qtbot.waitUntil(lambda: "“b”, version 1" not in visible_text(dialog) and len(jobs.requests) == 2)
    assert jobs.requests[-1] == MoveLibrary(library=tmp_path / "old", to=other)
    dialog.done(0)


@pytest.mark.parametrize("moves", [True, False])
def test_where_there_is_nothing_to_move_nothing_is_asked(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, old: Path, tmp_path: Path, moves: bool
) -> None:
    """Without models, or while one of them is being worked on."""
    monkeypatch.setattr(QMessageBox, "exec", lambda _: pytest.fail("asked"))
    part, chosen = LibraryPart(tmp_path / "empty" if moves else old, moves=moves), []
    qtbot.addWidget(part)
    part.chosen.connect(chosen.append)
    part.choose(tmp_path / "new")
    qtbot.waitUntil(lambda: chosen == [tmp_path / "new"])
