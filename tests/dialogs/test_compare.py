"""The window in which two models are asked the same: what can be chosen, what is marked, votes, and what stays."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app import paths
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Failed, Finished
from app.core.failures import FailureKind
from app.core.recipe.recipe import Precision
from app.core.requests import CompareModels, Remove
from app.core.scorecard.questions import Judge
from app.core.scorecard.side_by_side import AnswerPair, Side, parting_character
from app.dialogs.compare import CompareDialog
from app.widgets.answer_pair import AnswerPairView
from tests.core.checkpoint.checkpoints import checkpoint_folder
from tests.dialogs.test_try_precision import installed
from tests.recorded import Jobs
from tests.visible import visible_text

PAIR = AnswerPair(
    question="Why is the sky blue?",
    expected="",
    judge=Judge.CONTAINS,
    a=Side(model="a", answer="Because of <b>light</b>.", tokens=6, tokens_per_second=21.4),
    b=Side(model="b", answer="Because of the sea.", tokens=5, tokens_per_second=4.2, ended=False),
    parts_at=3,
)


@pytest.fixture
def original(tmp_path: Path) -> Checkpoint:
    return inspect_checkpoint(checkpoint_folder(tmp_path / "original"))


@pytest.mark.parametrize(
    ("one", "other", "at"),
    [
        ("the same", "the same", None),
        ("It is blue.", "It is black.", 6),
        ("It is", "It is so", 0 + 3),
        ("", "x", 0),
        ("Yes\nno", "Yes\nnot", 4),
    ],
)
def test_they_part_at_the_beginning_of_a_word(one: str, other: str, at: int | None) -> None:
    assert parting_character(one, other) == at


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_one_question_to_two(qtbot: QtBot, home: Path, original: Checkpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    library = paths.default_library()
    mine = installed(library, 1, Precision.INT4, original)
    other = installed(library, 2, Precision.INT8, original)
    jobs = Jobs([Finished((PAIR,))], [Failed(FailureKind.OUT_OF_MEMORY)], [Finished(())])
    dialog = CompareDialog(mine, start_job=jobs, question="Why is the sky blue?")
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.second.count() == 3)
    offered = [dialog.second.itemText(number) for number in range(3)]
    assert offered == ["my-recipes 2 · INT8", "The original, original", "my-recipes 1 · INT4"]
    assert dialog.first.currentText() == "my-recipes 1 · INT4"
    dialog.ask_button.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(AnswerPairView)))
    (asked,) = jobs.requests
    assert isinstance(asked, CompareModels) and asked.questions[0].text == "Why is the sky blue?"
    assert (asked.a.name, asked.b.name) == (mine.model_id, other.model_id)
    (view,) = dialog.findChildren(AnswerPairView)
    marked = [each.text() for each in view.findChildren(QLabel) if "underline" in each.text()]
    assert len(marked) == 2 and "Because of <span" in marked[0] and "&lt;b&gt;light" in marked[0]
    assert "They differ from word part 3 on" in visible_text(view) and "did not end by itself" in visible_text(view)
    first, _, equal = view.choices.buttons()
    first.click()
    equal.click()
    assert "my-recipes 1 · INT4 0, my-recipes 2 · INT8 0, equally good 1" in dialog.tally.text()
    dialog.ask()
    qtbot.waitUntil(lambda: dialog.failure.isVisibleTo(dialog))
    assert dialog.findChildren(AnswerPairView) == [view], "earlier answers stay"
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    chosen = lambda asked: next(each for each in asked.buttons() if each.text() == "&Delete")  # noqa: E731
    monkeypatch.setattr(QMessageBox, "clickedButton", chosen)
    with qtbot.waitSignal(dialog.kept) as kept:
        dialog.keep_buttons[1].click()
    assert kept.args == [other]
    qtbot.waitUntil(lambda: dialog.first.currentText() == "my-recipes 2 · INT8")
    assert jobs.requests[2:] == [Remove(mine.model_id)]
    dialog.done(0)


def test_the_original_has_nothing_to_delete_and_one_model_alone_is_no_pair(
    qtbot: QtBot, home: Path, original: Checkpoint
) -> None:
    mine = installed(paths.default_library(), 1, Precision.INT4, original)
    dialog = CompareDialog(mine, start_job=Jobs([]))
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.second.count() == 2)
    dialog.question.setText("Hello")
    assert dialog.ask_button.isEnabled() and not dialog.keep_buttons[0].isVisibleTo(dialog)
    dialog.second.setCurrentIndex(1)
    assert not dialog.ask_button.isEnabled() and "two different models" in dialog.tally.text()
    dialog.done(0)
