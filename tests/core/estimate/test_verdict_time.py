"""The time of a verdict is learnt on this computer."""

from pathlib import Path

import pytest

from app.core.estimate.verdict_time import (
    VerdictJob,
    VerdictRun,
    read_verdict_times,
    remember_verdict_time,
    verdict_steps,
)
from app.core.steps import Step

SMALL = VerdictJob(model_bytes=200_000_000, questions=20, compared=True)


def test_what_earlier_verdicts_took_corrects_the_guess(tmp_path: Path) -> None:
    file = tmp_path / "data" / "times.jsonl"
    assert read_verdict_times(file) == ()
    guessed = verdict_steps(SMALL)
    taken = {step: (3.0 if step is Step.MEASURING else 0.5) * seconds for step, seconds in guessed.items()}
    remember_verdict_time(VerdictRun(job=SMALL, steps=taken), file)
    other = VerdictJob(model_bytes=800_000_000, compared=True)
    learnt, formula = verdict_steps(other, read_verdict_times(file)), verdict_steps(other)
    assert learnt[Step.MEASURING] == pytest.approx(3 * formula[Step.MEASURING])
    assert learnt[Step.COMPARING] == pytest.approx(0.5 * formula[Step.COMPARING])


def test_a_verdict_without_its_original_says_nothing_of_asking_one() -> None:
    alone = VerdictJob(model_bytes=200_000_000)
    taken = {step: 9 * seconds for step, seconds in verdict_steps(alone).items()}
    learnt = verdict_steps(SMALL, [VerdictRun(job=alone, steps=taken)])
    assert Step.COMPARING not in taken and learnt[Step.COMPARING] == verdict_steps(SMALL)[Step.COMPARING]
    assert learnt[Step.MEASURING] == pytest.approx(9 * verdict_steps(SMALL)[Step.MEASURING])


def test_the_most_alike_counts() -> None:
    many = [VerdictRun(job=SMALL, steps={Step.MEASURING: 1.0})] * 3
    thinking = VerdictRun(job=VerdictJob(model_bytes=SMALL.model_bytes, thinks=True), steps={Step.MEASURING: 500.0})
    assert verdict_steps(SMALL, [thinking, *many])[Step.MEASURING] == pytest.approx(1.0)
