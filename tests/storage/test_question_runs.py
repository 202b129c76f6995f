"""What was answered last, by a model or another version of it."""

from pathlib import Path

from app.core.scorecard.question_results import judge_answers
from app.core.scorecard.questions import Flip, Question, QuestionRun
from app.storage.question_runs import earlier_runs, keep_run, last_run, last_run_of_name


def test_another_versions_questions_stand_in(home: Path) -> None:
    assert last_run_of_name("my-model-generic-cpu:3") is None
    for version, created in ((1, "2026-01-02"), (2, "2026-01-01")):
        keep_run(QuestionRun(model=f"my-model-generic-cpu:{version}", questions=(), passed=0, asked=0, created=created))
    keep_run(QuestionRun(model="my-model-generic-cpu-generic-cpu:9", questions=(), passed=0, asked=0, created="2027"))
    first, second = (last_run(f"my-model-generic-cpu:{version}") for version in (1, 2))
    assert last_run_of_name("my-model-generic-cpu:3") == first and last_run_of_name("my-model-generic-cpu:2") == second


def test_a_run_that_is_kept_before_it_is_whole_counts_once(home: Path) -> None:
    def run(created: str, passed: bool, reference: str | None = None) -> QuestionRun:
        asked = Question(messages=({"role": "user", "content": "2 + 2?"},), expected="4")
        answered = judge_answers(asked, "4" if passed else "5", reference, None, None)
        return QuestionRun(
            model="m-generic-cpu:1",
            questions=(answered,),
            passed=int(passed),
            asked=1,
            reference=reference,
            created=created,
        )

    for first, whole in ((run("1", True), run("1", True, "4")), (run("2", False), run("2", False, "4"))):
        before = last_run(first.model)
        keep_run(first, before)
        keep_run(whole, before)
    last = last_run("m-generic-cpu:1")
    assert last and last.reference == "4" and last.questions[0].since_last is Flip.LOST
    assert [(each.created, each.reference) for each in earlier_runs(last.model)] == [("2", "4"), ("1", "4")]
