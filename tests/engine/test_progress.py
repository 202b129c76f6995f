"""The time left of a job, by a clock of the test's own."""

from collections.abc import Iterator

import pytest

from app.core.events import Event, Progress
from app.core.steps import Step
from app.engine import progress
from app.engine.progress import Steps


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def run(
    clock: Clock, expected: dict[Step, float], units: dict[Step, tuple[float, list[float]]]
) -> Iterator[tuple[float, float]]:
    """What is told, and what is left: of each step seconds before its count begins, and those of each unit."""
    told: list[tuple[float, float]] = []

    def keep(event: Event) -> None:
        assert isinstance(event, Progress) and event.seconds_left is not None
        told.append((clock.now, event.seconds_left))

    steps = Steps(keep, expected, timed=True, since=clock.now)
    for step, (before, seconds) in units.items():
        steps.start(step)
        clock.now += before
        for done, each in enumerate(seconds):
            steps.advance(done, len(seconds))
            clock.now += each
    return ((left, clock.now - at) for at, left in told)


EXPECTED = {Step.MEASURING: 40.0, Step.ASKING_ORIGINAL: 30.0, Step.COMPARING: 10.0}
AS_EXPECTED = {
    Step.MEASURING: (0.0, [1.0] * 40),
    Step.ASKING_ORIGINAL: (10.0, [1.0] * 20),
    Step.COMPARING: (2.0, [1.0] * 8),
}


def test_what_goes_as_expected_is_told_right(clock: Clock) -> None:
    """Though a step loads something before it counts anything."""
    for left, real in run(clock, EXPECTED, AS_EXPECTED):
        assert left == pytest.approx(real, rel=0.05, abs=0.5)


@pytest.mark.parametrize("times", [0.6, 2.0])
def test_a_slow_or_a_quick_computer_is_found_out(clock: Clock, times: float) -> None:
    units = {
        step: (times * before, [times * each for each in seconds]) for step, (before, seconds) in AS_EXPECTED.items()
    }
    told = list(run(clock, EXPECTED, units))
    assert told[0][0] == 80.0
    for left, real in told[len(told) // 4 :]:
        assert left == pytest.approx(real, rel=1 / 3, abs=1.0)


def test_what_an_earlier_run_did_is_no_pace(clock: Clock) -> None:
    told: list[float] = []
    steps = Steps(lambda event: told.append(event.seconds_left), {Step.WRITING: 100.0}, timed=True, since=clock.now)
    for done in (90, 91, 92):
        steps.advance(done, 100, step=Step.WRITING)
        clock.now += 1
    assert told[-1] == pytest.approx(9, rel=0.5)


def test_nothing_is_left_at_the_end(clock: Clock) -> None:
    assert [left for left, _ in run(clock, {Step.WRITING: 9.0}, {Step.WRITING: (0.0, [1.0] * 9 + [0.0])})][-1] < 1
