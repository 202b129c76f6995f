"""This computer's speeds, by a real child process."""

import os
import time
from pathlib import Path

import pytest

from app import __version__, paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.estimate.estimate import Fit
from app.core.estimate.speeds import TYPICAL, Speeds, read_speeds, write_speeds
from app.core.recipe.recipe import Recipe
from app.engine.computer_speed import measure_computer
from app.jobs import estimate_here

MEASURED = Speeds(version=__version__, quantize=1e6)


@pytest.mark.engine
def test_speeds_are_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert estimate_here.measuring()
    first = estimate_here.speeds_here()
    assert first.version == __version__ and first != TYPICAL
    assert 0.05 <= first.start < 120
    assert 1e6 < first.quantize < 1e12
    assert 1e5 < first.disk < 1e12
    assert 1e7 < first.memory < 1e12
    assert 1e8 < first.reading < 1e13
    assert 1e8 < first.reading_floats < 1e13
    assert read_speeds(paths.speeds_file(), __version__) == first
    monkeypatch.setattr(estimate_here, "result_of", None)  # no second child
    assert estimate_here.speeds_here() == first and estimate_here.measuring() is None
    assert list(paths.work_folder().glob("*/speed")) == []


def test_an_hour_later_a_busy_computer_is_measured_again_and_known_until_then() -> None:
    assert estimate_here.fresh_speeds() is None
    write_speeds(MEASURED, paths.speeds_file())
    assert estimate_here.fresh_speeds() == MEASURED
    hour = time.time() - 3601
    os.utime(paths.speeds_file(), (hour, hour))
    assert estimate_here.fresh_speeds() is None and estimate_here.known_speeds() == MEASURED
    assert estimate_here.measuring()
    assert estimate_here.kept_speeds(None) == MEASURED
    without_disk = Speeds(quantize=2e6)
    assert estimate_here.kept_speeds(without_disk) == without_disk
    assert estimate_here.known_speeds() == MEASURED


@pytest.mark.engine
def test_a_disk_without_room_is_taken_for_an_ordinary_one(tmp_path: Path) -> None:
    speeds = measure_computer(tmp_path / "nothing")
    assert (speeds.version, speeds.disk, speeds.usable) == ("", TYPICAL.disk, True)
    assert speeds.memory != TYPICAL.memory, "the rest is measured, and not kept"


def test_memory_that_a_child_has_taken_for_the_conversion_is_free_for_it() -> None:
    checkpoint, recipe = inspect_checkpoint(paths.sample_model()), Recipe()
    none, much = (estimate_here.estimate_here(checkpoint, recipe, held=held) for held in (-(1 << 60), 1 << 60))
    assert {each.fits for each in none} == {Fit.TIGHT} and {each.fits for each in much} == {Fit.EASILY}
