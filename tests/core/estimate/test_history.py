"""What earlier conversions took tells what the next will take, and nothing in the file can stop one."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.estimate.conversion_time import guess_steps
from app.core.estimate.history import KEPT, Job, Run, conversion_job, learnt_steps, read_history, remember
from app.core.recipe.recipe import Precision, Recipe
from app.core.steps import Step
from tests.recorded import a_checkpoint


def a_job(size: int = 400_000_000, precision: Precision = Precision.INT4) -> Job:
    return Job(
        recipe=Recipe(precision=precision),
        architecture="Qwen2ForCausalLM",
        parameters=size * 5 // 4,
        checkpoint_bytes=size * 5 // 2,
        weights_bytes=size,
    )


def run_of(job: Job, slower: float) -> Run:
    """As on a computer that takes ``slower`` times as long as the formula says."""
    return Run(job=job, steps={step: seconds * slower for step, seconds in guess_steps(job).items()})


def test_runs_come_back_the_latest_first(tmp_path: Path) -> None:
    file = tmp_path / "data" / "history.jsonl"
    assert read_history(file) == ()
    runs = [run_of(a_job(), slower) for slower in (1.0, 2.0, 3.0)]
    for run in runs:
        remember(run, file)
    assert read_history(file) == tuple(reversed(runs))
    assert runs[1].seconds == pytest.approx(2 * runs[0].seconds)


@pytest.mark.parametrize("damage", [b"{oops", b'{"job": 7}\n', b"\0" * 40, b"\xff\xfe\n", b"[]\n\n"])
def test_damage_is_passed_over(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "history.jsonl"
    first, second = run_of(a_job(), 1.0), run_of(a_job(), 2.0)
    remember(first, file)
    with file.open("ab") as lines:
        lines.write(damage)
    remember(second, file)
    assert read_history(file) == (second, first)


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    for number in range(2 * KEPT + 1):
        remember(run_of(a_job(), number), file)
    runs = read_history(file)
    assert len(runs) == KEPT
    assert runs[0] == run_of(a_job(), 2 * KEPT)
    assert [path.name for path in tmp_path.iterdir()] == ["history.jsonl"]


def test_without_runs_the_formula_stands() -> None:
    assert learnt_steps(a_job(), (), guess_steps) == guess_steps(a_job())


def test_a_slow_computer_is_known_from_its_first_run() -> None:
    runs = (run_of(a_job(), 2.5),)
    for size in (400_000_000, 3_000_000_000):
        expected = {step: 2.5 * seconds for step, seconds in guess_steps(a_job(size)).items()}
        assert learnt_steps(a_job(size), runs, guess_steps) == pytest.approx(expected)


def test_the_nearest_runs_count() -> None:
    other = run_of(a_job(precision=Precision.FP32), 10.0)
    runs = (other, other, other, run_of(a_job(), 2.0), run_of(a_job(4_000_000), 7.0))
    assert sum(learnt_steps(a_job(), runs, guess_steps).values()) == pytest.approx(2 * run_of(a_job(), 1.0).seconds)


def test_one_bad_run_among_three_does_not_count() -> None:
    runs = (run_of(a_job(), 30.0), run_of(a_job(), 2.0), run_of(a_job(), 2.0))
    assert sum(learnt_steps(a_job(), runs, guess_steps).values()) == pytest.approx(2 * run_of(a_job(), 1.0).seconds)


def test_a_step_that_no_run_had_is_guessed() -> None:
    job = replace(a_job(), merges=True)
    steps = learnt_steps(job, (run_of(a_job(), 2.0),), guess_steps)
    assert steps[Step.MERGING] == guess_steps(job)[Step.MERGING]
    assert list(steps) == [Step.STARTING, Step.MERGING, Step.READING, Step.WRITING, Step.VERIFYING]


def test_a_checkpoint_and_a_recipe_make_a_job(tmp_path: Path) -> None:
    job = conversion_job(a_checkpoint(tmp_path), Recipe(precision=Precision.FP32), 8_000_000_000)
    assert (job.parameters, job.checkpoint_bytes, job.merges) == (494_032_768, 988_097_824, False)
    assert job.weights_bytes == pytest.approx(4 * job.parameters, rel=0.1)
