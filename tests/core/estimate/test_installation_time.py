"""The time of an installation is learnt on this computer, and what is shown of it does not jump."""

from itertools import pairwise
from pathlib import Path

from app.core.estimate.installation_time import (
    InstallRun,
    installation_steps,
    read_installations,
    remember_installation,
)
from app.core.estimate.time_left import PAUSE, TimeLeft
from app.core.steps import Step


def test_what_earlier_installations_took_corrects_the_guess(tmp_path: Path) -> None:
    file = tmp_path / "data" / "installations.jsonl"
    assert read_installations(file) == ()
    guessed = installation_steps(400_000_000)
    slow = {step: 3 * seconds for step, seconds in guessed.items()}
    remember_installation(InstallRun(model_bytes=400_000_000, steps=slow), file)
    runs = read_installations(file)
    assert [run.steps for run in runs] == [slow]
    learnt = installation_steps(800_000_000, runs)
    assert all(abs(learnt[step] - 3 * seconds) < 1e-6 for step, seconds in installation_steps(800_000_000).items())
    assert installation_steps(4_000_000_000)[Step.TUNING] > guessed[Step.TUNING]


def test_the_time_left_counts_down_and_is_raised_step_by_step() -> None:
    left = TimeLeft()
    assert left.shown(0.0) is None
    left.tell(20.0, 0.0)
    assert left.shown(1.0) == 19.0
    left.tell(22.0, 1.0)
    assert left.shown(1.0) == 19.0, "less than a step longer: it stands still"
    left.tell(60.0, 2.0)
    raised = [left.shown(2.0 + second) for second in range(int(2 * PAUSE) + 1)]
    assert raised[0] == 24.0 and max((after or 0) - (before or 0) for before, after in pairwise(raised)) <= 5.0
    assert raised[-1] == 34.0, "a raise in each pause"
    left.tell(10.0, 30.0)
    assert left.shown(30.0) == 10.0, "a shorter time is believed at once"
