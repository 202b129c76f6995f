"""A child that neither says nor does anything is noticed, told, and at last ended."""

import subprocess
import sys
import time
from collections.abc import Iterator
from threading import Thread
from typing import Any

import psutil
import pytest

from app.core.events import Failed, Log
from app.core.failures import FailureKind, Variant
from app.core.requests import Chat, List, Serve
from app.jobs import process as processes
from app.jobs import quiet
from app.jobs.process import EngineProcess
from app.jobs.quiet import Quiet, QuietWatch, minutes_of, patience_for, waits_for_its_user
from app.wording.messages import failure_words
from tests.wine import ON_WINE

BUSY = "while True: pass"
IDLE = "import time; time.sleep(600)"
STARTED = "print(flush=True)\n"  # to start an interpreter is work, and on a busy machine of seconds


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "TELL", 2)
    monkeypatch.setattr(quiet, "GIVE_UP", 4)
    monkeypatch.setattr(quiet, "GIVE_UP_SHORT", 4)
    monkeypatch.setattr(processes, "QUIET_LOOK", 0.2)


def looks(code: str, count: int) -> Iterator[Quiet]:
    with subprocess.Popen([sys.executable, "-c", STARTED + code], stdout=subprocess.PIPE) as child:
        assert child.stdout and child.stdout.readline()
        watch = QuietWatch(child.pid, patience_for(Chat(name="m")))
        watch.look()
        try:
            for _ in range(count):
                with pytest.raises(subprocess.TimeoutExpired):
                    child.wait(0.5)
                yield watch.look()
        finally:
            child.kill()


@pytest.mark.skipif(ON_WINE, reason="a program's processor time, which reads as 0 under Wine")
def test_one_that_works_is_left_alone(quick: None) -> None:
    assert set(looks(BUSY, 5)) == {Quiet.NO}


def test_one_that_does_nothing_is_told_once_and_then_given_up(quick: None) -> None:
    found = list(looks(IDLE, 6))
    assert found.count(Quiet.TOLD) == 1 and found[-1] is Quiet.GIVEN_UP


def test_a_short_job_is_given_up_sooner() -> None:
    assert (minutes_of(List()), minutes_of(Chat(name="m"))) == (3, 30)


def test_who_waits_for_a_user() -> None:
    assert waits_for_its_user(Serve("m")) and waits_for_its_user(Chat(name="m"))
    assert not waits_for_its_user(Chat(name="m", prompt="Hello")) and not waits_for_its_user(List())


def stop_at_once(process: EngineProcess[Any]) -> None:
    while (child := process.process()) is None:
        time.sleep(0.005)
    child.suspend()


@pytest.mark.engine
@pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP")
def test_a_child_that_was_stopped(quick: None) -> None:
    process = EngineProcess(List())
    stopping = Thread(target=stop_at_once, args=(process,))
    stopping.start()
    events = list(process.events())
    stopping.join()
    assert any(isinstance(event, Log) and "says and does nothing" in event.message for event in events)
    assert isinstance(events[-1], Failed)
    assert (events[-1].kind, events[-1].variant) == (FailureKind.CRASHED, Variant.SILENT)
    assert "0 minutes" in failure_words(events[-1]).explanation
    assert not any("--engine" in " ".join(each.cmdline()) for each in psutil.Process().children(recursive=True))
