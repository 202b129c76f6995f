"""Threads: what they post arrives in the window's thread, and nothing arrives after ``stop``."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.core.chat_messages import Stop
from app.core.events import Event, Failed, Finished, Log, Progress
from app.core.failures import Failure, FailureKind
from app.core.steps import Step
from app.workers.call import Call
from app.workers.engine_job import EngineJob
from app.workers.usage_watch import Usage, UsageWatch
from app.workers.worker import wait_for_all
from tests.recorded import Recording


@pytest.fixture(autouse=True)
def all_threads_end() -> Iterator[None]:
    yield
    assert wait_for_all()


def test_a_call_answers_in_the_windows_thread(qtbot: QtBot) -> None:
    threads: list[QThread] = []
    call = Call(lambda: [QThread.currentThread()])
    call.done.connect(lambda ran_in: threads.extend([*ran_in, QThread.currentThread()]))
    with qtbot.waitSignal(call.done):
        call.begin()
    assert threads[0] is not threads[1]


def test_a_call_may_return_nothing(qtbot: QtBot) -> None:
    call = Call(lambda: None)
    with qtbot.waitSignal(call.done) as answer:
        call.begin()
    assert answer.args == [None]


def test_a_failure_is_a_value(qtbot: QtBot) -> None:
    def fail() -> None:
        raise Failure(FailureKind.UNREADABLE, "the details", path="/somewhere")

    call = Call(fail)
    with qtbot.waitSignal(call.failed) as answer:
        call.begin()
    assert answer.args == [Failed(FailureKind.UNREADABLE, "the details", {"path": "/somewhere"})]


def test_a_mistake_of_ours_is_reported_and_logged(qtbot: QtBot) -> None:
    call = Call(lambda: int("nothing"))
    failures: list[Failed] = []
    call.failed.connect(failures.append)
    with qtbot.captureExceptions() as logged, qtbot.waitSignals([call.failed, call.finished]):
        call.begin()
    assert failures[0].kind is FailureKind.INTERNAL
    assert "ValueError" in failures[0].details
    assert [kind for kind, _, _ in logged] == [ValueError]


def test_nothing_arrives_after_a_call_was_stopped(qtbot: QtBot) -> None:
    go_on = threading.Event()
    call = Call(go_on.wait)
    with qtbot.assertNotEmitted(call.done), qtbot.waitSignal(call.finished):
        call.begin()
        call.stop()
        go_on.set()


def test_a_job_reports_every_event_in_order(qtbot: QtBot) -> None:
    events: list[Event] = [Progress(step=Step.STARTING), *(Log(str(number)) for number in range(200)), Finished(None)]
    seen: list[Event] = []
    job = EngineJob(Recording(events))
    job.reported.connect(seen.append)
    with qtbot.waitSignal(job.finished):
        job.begin()
    qtbot.waitUntil(lambda: len(seen) == len(events))
    assert seen == events


def test_a_cancelled_job_says_so(qtbot: QtBot) -> None:
    seen: list[Event] = []
    job = EngineJob(Recording([Progress(step=Step.READING)]))
    job.reported.connect(seen.append)
    job.begin()
    qtbot.waitUntil(lambda: len(seen) == 1)
    job.cancel()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[1] == Failed(FailureKind.CANCELLED)


def test_a_stopped_job_ends_and_is_silent(qtbot: QtBot) -> None:
    job = EngineJob(Recording([Progress(step=Step.READING)]))
    with qtbot.waitSignal(job.reported):
        job.begin()
    with qtbot.assertNotEmitted(job.reported, wait=100), qtbot.waitSignal(job.finished):
        job.stop()


def test_a_job_hands_messages_on(qtbot: QtBot) -> None:
    source = Recording([])
    EngineJob(source).send(Stop())
    assert source.messages == [Stop()]


def test_a_running_job_outlives_its_owner(qtbot: QtBot) -> None:
    source = Recording([Progress(step=Step.READING)])
    EngineJob(source).begin()
    source.cancel()
    assert wait_for_all()


def test_usage_is_measured_until_stopped(qtbot: QtBot) -> None:
    watch = UsageWatch(psutil.Process)
    with qtbot.waitSignal(watch.measured, timeout=5000) as answer:
        watch.begin()
    assert answer.args
    usage = answer.args[0]
    assert isinstance(usage, Usage) and usage.memory > 1_000_000 and 0 <= usage.processor <= 100
    with qtbot.assertNotEmitted(watch.measured), qtbot.waitSignal(watch.finished):
        watch.stop()


def test_a_watch_ends_with_its_process(qtbot: QtBot, tmp_path: Path) -> None:
    child = psutil.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    watch = UsageWatch(lambda: psutil.Process(child.pid))
    with qtbot.waitSignal(watch.measured, timeout=5000):
        watch.begin()
    with qtbot.waitSignal(watch.finished, timeout=5000):
        child.kill()
        child.wait()
