"""A bar that stands still says what it waits for, and the time left does not jump."""

import pytest
from pytestqt.qtbot import QtBot

from app.core.events import Progress
from app.core.steps import Step
from app.widgets import job_progress
from app.widgets.job_progress import JobProgress
from app.wording.steps import WAITS
from tests.visible import visible_text


class Clock:
    now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(job_progress, "time", made)
    return made


def test_what_a_bar_waits_for_is_said_until_it_moves(qtbot: QtBot, clock: Clock) -> None:
    progress = JobProgress()
    qtbot.addWidget(progress)
    progress.begin("Starting…")
    writing = Progress(step=Step.WRITING, tensors=(3, 290), overall=0.2)
    progress.show_event(writing)
    for later, waits in ((1.0, False), (2.1, True)):
        clock.now = 100.0 + later
        progress._show_time()
        assert ("waiting for a large part" in visible_text(progress)) is waits
    assert "3 of 290 weights, waiting" in visible_text(progress), "after what is counted"
    progress.show_event(Progress(step=Step.WRITING, tensors=(4, 290), overall=0.21))
    assert "waiting" not in visible_text(progress)
    clock.now += 3
    progress.begin("Starting…")
    clock.now += 3
    progress._show_time()
    assert "waiting for the program parts" in visible_text(progress), "before the first word of the job"
    progress.end()


def test_a_longer_time_is_shown_step_by_step(qtbot: QtBot, clock: Clock) -> None:
    progress = JobProgress()
    qtbot.addWidget(progress)
    progress.begin("Starting…")
    shown = []
    for left in (20.0, 50.0, 50.0):
        progress.show_event(Progress(step=Step.TUNING, overall=0.5, seconds_left=left))
        progress._show_time()
        shown.append(visible_text(progress))
    assert "about 20 seconds left" in shown[0]
    assert all("about 25 seconds left" in each for each in shown[1:])
    progress.end()


def test_every_step_that_takes_long_has_such_words() -> None:
    assert set(Step) - set(WAITS) == {Step.ANSWERING, Step.READY}
