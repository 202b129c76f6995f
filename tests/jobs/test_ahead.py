"""A conversion's libraries are loaded before it is asked for, and nobody pays for it who does not convert."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Failed, Finished, Progress
from app.core.failures import FailureKind
from app.core.recipe.recipe import Recipe
from app.core.requests import Convert
from app.core.steps import Step
from app.jobs import ahead as waiting
from app.jobs.ahead import Ahead
from app.jobs.child import engine_environment
from app.jobs.process import EngineProcess

pytestmark = pytest.mark.engine
MOST = 120.0  # seconds that loading takes on a busy computer


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ahead]:
    monkeypatch.setattr(waiting, "ROOM", 0)
    monkeypatch.setattr(waiting, "SHORT", 0)
    monkeypatch.setattr(waiting, "LOOK", 0.05)
    made = Ahead()
    yield made
    made.end()
    assert children() == []


def children() -> list[psutil.Process]:
    """Engines of this test, zombie processes too."""
    return [each for each in psutil.Process().children() if is_engine(each)]


def is_engine(process: psutil.Process) -> bool:
    try:
        return is_dead(process) or "MODEL_INSTALLER_JOB" in process.environ()
    except psutil.NoSuchProcess:  # ended meanwhile
        return False


def is_dead(process: psutil.Process) -> bool:
    return process.status() == psutil.STATUS_ZOMBIE


def until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + MOST
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_loaded(ahead: Ahead) -> bool:
    """Whether the waiting child has said its word, which stays for the one that takes it."""
    assert ahead._waiting
    return bool(ahead._waiting.child and not ahead._waiting.child.lines.empty())


def conversion(folder: Path) -> Convert:
    return Convert(
        checkpoint=inspect_checkpoint(paths.sample_model()), recipe=Recipe(), output=folder / "library" / "model"
    )


def test_a_conversion_that_finds_its_libraries_loaded(ahead: Ahead, tmp_path: Path) -> None:
    ahead.load()
    until(lambda: is_loaded(ahead))
    ahead.load()
    [child] = children()
    assert 50e6 < ahead.held() < 2e9
    if sys.platform == "linux":  # what the child starts from now on has the usual priority
        threads = [os.sched_getscheduler(each.id) for each in child.threads()]
        assert threads == [os.SCHED_OTHER] * len(threads)
    else:
        assert child.nice() == psutil.Process().nice()
    process = EngineProcess(conversion(tmp_path), ahead)
    *news, last = process.events()
    assert isinstance(last, Finished) and ahead.held() == 0
    assert [event.done == event.total for event in news if isinstance(event, Progress) and event.unit == "modules"] == [
        True
    ], "all modules were there"
    assert not child.is_running() or is_dead(child)
    assert not list(paths.work_folder().glob("*"))
    assert not any((tmp_path / "library").glob(".*"))


def test_one_that_is_not_ready_is_not_waited_for(ahead: Ahead, tmp_path: Path) -> None:
    ahead.load()
    assert ahead.take(engine_environment(tmp_path)) is None
    assert children() == []


def test_another_environment_gets_a_child_of_its_own(
    ahead: Ahead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead.load()
    until(lambda: is_loaded(ahead))
    monkeypatch.setenv("MODEL_INSTALLER_THREADS", "1")
    assert ahead.take(engine_environment(tmp_path)) is None
    assert children() == []


@pytest.mark.parametrize(("limit", "value"), [("SHORT", 1 << 60), ("KEPT", 0.0)])
def test_it_gives_up(ahead: Ahead, monkeypatch: pytest.MonkeyPatch, limit: str, value: float) -> None:
    """When memory is short, and when nobody converts for long."""
    monkeypatch.setattr(waiting, limit, value)
    ahead.load()
    until(lambda: ahead._waiting and not ahead._waiting.is_alive())
    assert children() == []
    assert not list(paths.work_folder().glob("*"))


def test_without_room_nothing_is_started(ahead: Ahead, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "ROOM", 1 << 60)
    ahead.load()
    until(lambda: ahead._waiting and not ahead._waiting.is_alive())
    assert not paths.work_folder().exists()


def test_one_that_was_ended_from_outside(ahead: Ahead, tmp_path: Path) -> None:
    ahead.load()
    until(lambda: is_loaded(ahead))
    children()[0].kill()
    until(lambda: ahead._waiting and not ahead._waiting.is_alive())
    process = EngineProcess(conversion(tmp_path), ahead)
    for event in process.events():
        if isinstance(event, Progress) and event.step is Step.STARTING:
            process.cancel()
    assert event == Failed(FailureKind.CANCELLED)
    assert not (tmp_path / "library").exists()


def test_cancelling_one_that_was_taken(ahead: Ahead, tmp_path: Path) -> None:
    ahead.load()
    until(lambda: is_loaded(ahead))
    process = EngineProcess(conversion(tmp_path), ahead)
    for event in process.events():
        if isinstance(event, Progress) and event.step is Step.READING:
            process.cancel()
    assert event == Failed(FailureKind.CANCELLED)
    assert children() == []
    assert not (tmp_path / "library").exists()
    assert not list(paths.work_folder().glob("*"))
