"""Verdicts are made one at a time, and what they have is kept when the program ends."""

from pathlib import Path

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from app.core.events import Finished, Measured
from app.workers.measuring import Measurements
from tests.core.scorecard.scorecards import CARD
from tests.recorded import Jobs, a_deployment


def test_one_after_the_other_and_a_stop_keeps_what_there_is(qtbot: QtBot, tmp_path: Path) -> None:
    so_far = replace(CARD, partial=True)
    jobs = Jobs([Finished(CARD)], [Measured(so_far)], [])
    measurements = Measurements(jobs)
    mine = [replace(a_deployment(tmp_path / str(number)), model_id=f"m:{number}") for number in range(3)]
    first, second, third = (measurements.begin(each) for each in mine)
    assert len(jobs.requests) == 1 and second.waits and third.waits
    assert measurements.begin(mine[1]) is second, "it waits already"
    qtbot.waitUntil(lambda: second.card == so_far)
    assert first.card == CARD and not first.running and third.waits
    measurements.stop()
    assert jobs.sources[1].cancelled and len(jobs.requests) == 2, "nothing begins at the end"
    assert second.card == so_far and not second.failed, "the engine has kept it"
    assert third.failed and not third.running
