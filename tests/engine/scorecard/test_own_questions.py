"""The user's own questions to installed models and their originals: real runtime, real weights."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from app import paths
from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.recipe.recipe import Precision
from app.core.requests import AskQuestions, CompareModels, JudgeModel
from app.core.scorecard.question_file import read_questions
from app.core.scorecard.questions import Flip, Judge, Question, QuestionRun
from app.core.scorecard.side_by_side import ModelName, parting
from app.engine.scorecard.answering import with_system
from app.engine.scorecard.checkpoint_model import CheckpointModel
from app.storage.question_runs import keep_run, last_run
from tests.engine.jobs import ask, convert, deploy, run, run_to_failure

FILE = """question;expected;judge
Who are you?;sample model;contains
Hello;;
Siapa kamu?;;same
What is INT4?;four bits;contains
What is INT4?;eight bits;contains
nothing;x;guess
"""
ORIGINAL = ModelName("the original", paths.sample_model())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Deployment, Path]:
    folder = tmp_path_factory.mktemp("installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_INSTALLER_HOME", str(folder / "home"))
        model = convert(paths.sample_model(), folder / "model", Precision.FP32)
        return deploy(model.folder, "sample", folder / "library"), folder / "home"


@pytest.fixture
def sample(installed: tuple[Deployment, Path], monkeypatch: pytest.MonkeyPatch) -> Deployment:
    monkeypatch.setenv("MODEL_INSTALLER_HOME", str(installed[1]))
    return installed[0]


def test_questions_and_their_original(sample: Deployment) -> None:
    file = read_questions(FILE)
    asked = AskQuestions(name="sample", questions=file.questions, wrong=file.wrong, reference=ORIGINAL, base=ORIGINAL)
    found = run(asked)
    assert found.model == sample.model_id and found.reference == "sample-model" and found.base == "sample-model"
    assert [each.passed for each in found.questions] == [True, None, True, True, False]
    assert (found.asked, found.judged, found.passed, found.reference_passed, found.base_passed) == (5, 4, 3, 3, 3)
    for each in found.questions:
        assert each.answer == each.reference_answer == each.base_answer, "float32 says what the original says"
        assert each.parts_at is None and each.flipped is None and each.ended and each.tokens > 3
    assert found.questions[0].answer == ask("sample", "Who are you?").text, "what the chat answers too"
    assert [each.line for each in found.wrong] == [7]
    assert last_run(sample.model_id) == found


def test_what_flipped_is_told(sample: Deployment) -> None:
    questions = (
        Question(messages=({"role": "user", "content": "Who are you?"},), expected="sample model"),
        Question(messages=({"role": "user", "content": "Who are you?"},), expected="a cat"),
    )
    first = run(AskQuestions(name="sample", questions=questions))
    assert [each.since_last for each in first.questions] == [None, None]
    turned = tuple(replace(each, passed=not each.passed) for each in first.questions)
    keep_run(replace(first, questions=turned))
    again = run(AskQuestions(name="sample:1", questions=questions))
    assert [each.since_last for each in again.questions] == [Flip.GAINED, Flip.LOST]


def test_several_turns_and_too_long_ones(sample: Deployment) -> None:
    turns = ({"role": "user", "content": "Hello"}, {"role": "user", "content": "Who are you?"})
    long = ({"role": "user", "content": "word " * 3_000},)
    same = (Question(messages=turns, judge=Judge.SAME), Question(messages=long, expected="x"))
    found = run(AskQuestions(name="sample", questions=same, reference=ORIGINAL))
    assert found.questions[0].answer and found.questions[0].passed is True
    assert (found.questions[1].answer, found.questions[1].passed) == ("", False)


def test_the_recorded_original_is_asked_where_an_answer_must_be_the_same(sample: Deployment) -> None:
    question = Question(messages=({"role": "user", "content": "Who are you?"},), judge=Judge.SAME)
    found = run(AskQuestions(name="sample", questions=(question,)))
    assert found.reference == "sample-model" and found.passed == 1


def test_two_models_side_by_side(sample: Deployment, converted: Path, tmp_path: Path) -> None:
    small = shutil.copytree(converted, tmp_path / "small")
    questions = read_questions(
        "Who are you?\nWhy is the sky blue?\nName three fruits.\nTell me a story about a dog and a cat."
    ).questions
    same = run(CompareModels(a=ModelName("sample"), b=ORIGINAL, questions=questions))
    assert [pair.parts_at for pair in same] == [None] * 4
    pairs = run(CompareModels(a=ModelName("sample:1"), b=ModelName("small", small), questions=questions))
    for pair in pairs:
        assert pair.a.model == sample.model_id and pair.b.model == "small" and pair.b.tokens_per_second > 0
        assert (pair.parts_at is None) == (pair.a.answer == pair.b.answer)
    assert any(pair.parts_at for pair in pairs), "four bits are not the same model"
    nobody = CompareModels(a=ModelName("nobody"), b=ORIGINAL, questions=questions)
    assert run_to_failure(nobody).kind is FailureKind.NOT_INSTALLED


def test_the_verdict_has_them_too(sample: Deployment) -> None:
    questions = read_questions(FILE).questions
    card = run(JudgeModel("sample", None, questions))
    assert card.own and (card.own.asked, card.own.judged, card.own.passed, card.own.lost) == (5, 4, 3, 0)
    kept = last_run(sample.model_id)
    assert isinstance(kept, QuestionRun) and len(kept.questions) == 5
    assert "Who are you?" not in (sample.folder / "scorecard.json").read_text(encoding="utf-8"), "it goes to others"


def test_several_questions_at_once_are_answered_as_one_by_one() -> None:
    from app.core.checkpoint.inspection import inspect_checkpoint

    checkpoint = inspect_checkpoint(paths.sample_model())
    model = CheckpointModel(checkpoint, paths.sample_model(), penalty=1.2)
    prompts = ["Hello", "What is INT4, and why is it faster than INT8 on most computers?", "Siapa kamu?"]
    dialogues = [[{"role": "user", "content": prompt}] for prompt in prompts]
    together = model.answer_all(dialogues, 40, lambda *_: None)
    alone = [model.answer_all([each], 40, lambda *_: None)[0] for each in dialogues]
    assert [said.ids for said in together if said] == [said.ids for said in alone if said]
    assert all(together)


def test_parting() -> None:
    assert [parting(*pair) for pair in (((1, 2), (1, 2)), ((1, 2), (1, 3)), ((1,), (1, 3)), ((), (5,)))] == [
        None,
        2,
        2,
        1,
    ]
    assert with_system([{"role": "system", "content": "a"}], "b") == [{"role": "system", "content": "a"}]
