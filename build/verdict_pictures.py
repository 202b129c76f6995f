"""The windows that say how good a model is, in every state."""

from collections.abc import Callable

from msgspec.structs import replace
from picture_models import ANSWER, HALF_WAY, NAME, QUESTION, deployment
from picture_stage import Stage, State, unfold, wait
from picture_verdicts import MEASURING, NO_MEMORY, Shown, far, good, noted, place
from PySide6.QtWidgets import QWidget

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Event, Finished
from app.core.recipe.recipe import Precision
from app.core.scorecard.judging import write_scorecard
from app.core.scorecard.question_results import judge_answers
from app.core.scorecard.questions import Judge, Question, QuestionFile, QuestionRun
from app.core.scorecard.scorecard import Scorecard
from app.core.scorecard.side_by_side import AnswerPair, Side
from app.dialogs.compare import CompareDialog
from app.dialogs.own_questions import OwnQuestionsDialog, QuestionsDialog
from app.dialogs.scorecard import ScorecardDialog
from app.dialogs.try_precision import TryPrecisionDialog
from app.workers.background import Background
from tests.core.checkpoint.checkpoints import checkpoint_folder
from tests.dialogs.test_try_precision import installed
from tests.recorded import Jobs


def scorecard(card_of: Callable[[], Scorecard] | None, *events: Event, opened: bool = False) -> Shown:
    def show(stage: Stage) -> QWidget:
        background = Background(Jobs(list(events)))
        dialog = ScorecardDialog(deployment(place(stage)), measurements=background.measurements)
        stage.kept.append(background)
        dialog.begin_kept(card_of()) if card_of else dialog.begin()
        wait(150)
        if opened:
            unfold(dialog)
        return dialog

    return show


PAIR = AnswerPair(
    question=QUESTION,
    expected="",
    judge=Judge.CONTAINS,
    a=Side(model="a", answer="Fried rice with two eggs and soy sauce.", tokens=10, tokens_per_second=21.4),
    b=Side(model="b", answer="Fried rice with spring onions. " * 6, tokens=5, tokens_per_second=4.2, ended=False),
    parts_at=4,
)


def compare(*recordings: tuple[Event, ...], two: bool = True) -> Shown:
    def show(stage: Stage) -> QWidget:
        noted(stage)
        if two:
            noted(stage, 2, "int8")
        dialog = CompareDialog(deployment(place(stage)), start_job=Jobs(*recordings), question=QUESTION)
        dialog.begin()
        wait(300)
        if recordings:
            dialog.ask()
        return dialog

    return show


def questions(text: str = "", file: str = "") -> Shown:
    def show(stage: Stage) -> QWidget:
        dialog = OwnQuestionsDialog(deployment(place(stage)), start_job=Jobs([]))
        dialog.begin()
        dialog.field.setPlainText(text)
        if file:
            written = stage.home / "questions.csv"
            written.write_text(file, encoding="utf-8")
            dialog.read(written)
        return dialog

    return show


def run() -> QuestionRun:
    texts = (("2 + 2?", "4", "It is five: 5.", "It is 4."), (QUESTION, "rice", ANSWER, ANSWER))
    answered = tuple(
        judge_answers(
            Question(messages=({"role": "user", "content": text},), expected=expected), answer, original, None, 3
        )
        for text, expected, answer, original in texts
    )
    return QuestionRun(
        model=f"{NAME}-generic-cpu:1",
        questions=answered,
        passed=1,
        asked=2,
        judged=2,
        reference="original",
        reference_passed=2,
    )


def asking(*events: Event) -> Shown:
    def show(stage: Stage) -> QWidget:
        found = QuestionFile((Question(messages=({"role": "user", "content": QUESTION},)),))
        dialog = QuestionsDialog(deployment(place(stage)), found, start_job=Jobs(list(events)))
        dialog.begin()
        return dialog

    return show


def trial(*recordings: tuple[Event, ...], made: bool = False) -> Shown:
    def show(stage: Stage) -> QWidget:
        models = stage.home / "data" / "models"
        original = inspect_checkpoint(checkpoint_folder(stage.home / "Documents" / NAME))
        mine = installed(models, 1, Precision.INT4, original if recordings or made else None)
        if made:
            write_scorecard(installed(models, 2, Precision.INT8, original).folder, replace(good(), precision="int8"))
        dialog = TryPrecisionDialog(mine, far(), Precision.INT8, start_job=Jobs(*(recordings or ((),))))
        dialog.begin()
        return dialog

    return show


VERDICTS: dict[str, tuple[State, ...]] = {
    "scorecard": (
        State("busy", scorecard(None, MEASURING)),
        State("good", scorecard(good)),
        State("bad", scorecard(far)),
        State("all numbers", scorecard(far, opened=True)),
        State("failed", scorecard(None, NO_MEMORY)),
    ),
    "compare": (
        State("alone", compare(two=False)),
        State("empty", compare()),
        State("busy", compare((HALF_WAY,))),
        State("done", compare((Finished((PAIR,)),))),
        State("failed", compare((NO_MEMORY,))),
    ),
    "questions": (
        State("empty", questions()),
        State("typed", questions(f"2 + 2?\t4\n{QUESTION}\trice")),
        State("wrong", questions(file="question,expected\n,4\n")),
        State("asking", asking(HALF_WAY)),
        State("answered", asking(Finished(run()))),
        State("failed", asking(NO_MEMORY)),
    ),
    "try-precision": (
        State("no original", trial()),
        State("busy", trial((HALF_WAY,))),
        State("both", trial(made=True)),
    ),
}
