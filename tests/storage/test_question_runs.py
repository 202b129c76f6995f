"""What was answered last, by a model or another version of it."""

from pathlib import Path

from app.core.scorecard.questions import QuestionRun
from app.storage.question_runs import keep_run, last_run, last_run_of_name


def test_another_versions_questions_stand_in(home: Path) -> None:
    assert last_run_of_name("my-model-generic-cpu:3") is None
    for version, created in ((1, "2026-01-02"), (2, "2026-01-01")):
        keep_run(QuestionRun(model=f"my-model-generic-cpu:{version}", questions=(), passed=0, asked=0, created=created))
    keep_run(QuestionRun(model="my-model-generic-cpu-generic-cpu:9", questions=(), passed=0, asked=0, created="2027"))
    first, second = (last_run(f"my-model-generic-cpu:{version}") for version in (1, 2))
    assert last_run_of_name("my-model-generic-cpu:3") == first and last_run_of_name("my-model-generic-cpu:2") == second
