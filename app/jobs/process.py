"""Starts, reads, cancels and reaps one engine child and its children. Knows nothing of Qt."""

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
import psutil

from app import log, paths
from app.core.chat_messages import ChatMessage
from app.core.computer.checks.copies import TOO_SMALL
from app.core.events import End, Failed, Finished, Log, News, decode_event
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.os_failures import failure_of
from app.core.requests import Convert, MoveLibrary, Request
from app.core.wire import to_json
from app.jobs.ahead import Ahead
from app.jobs.child import Child, engine_environment
from app.jobs.outcome import OomKills, explain, explain_cancelling, explain_crash, with_place, withdraw
from app.jobs.quiet import QUIET_LOOK, Quiet, QuietWatch, minutes_of, patience_for, waits_for_its_user
from app.storage.job_folder import JobFolder, can_be_resumed, make_job_folder
from app.storage.leftovers import sweep_useless

T = TypeVar("T")


class EngineProcess(Generic[T]):
    """One request, one child, which a conversion takes from ``ahead`` if one is ready there. ``events`` is read in one
    thread; ``send`` and ``cancel`` may be called from any."""

    def __init__(self, request: Request[T], ahead: Ahead | None = None) -> None:
        self._cancelled = threading.Event()
        self._job_folder: JobFolder | None = None
        self._oom_kills = OomKills()
        self._request = request
        self._ahead = ahead
        self._child: Child | None = None
        self._keeps = False  # whether the same conversion can go on with what there is
        self._wants_kept = False  # whether that is wanted of what was cancelled

    def result(self, on_news: Callable[[News], None] = lambda _: None) -> T:
        """Run the child to its end; ``on_news`` gets each event on the way. Raises the ``Failure`` it ended with."""
        for event in self.events():
            match event:
                case Finished():
                    return event.result
                case Failed():
                    raise event.failure()
                case _:
                    on_news(event)
        raise Failure(FailureKind.INTERNAL, "no last event")

    def events(self) -> Iterator[News | End[T]]:
        """Start the child and yield its events; the last is always ``Finished`` or ``Failed``."""
        try:
            last: End[T] = yield from self._run()
        except Failure as failure:
            last = Failed.of(failure)
        except OSError as error:
            last = with_place(Failed.of(failure_of(error, _data_folder())), self._request, None)
        finally:
            self._reap()
        yield last

    def send(self, message: ChatMessage) -> None:
        """Hand the running chat a message; silently dropped when the child has ended meanwhile."""
        if child := self._child:
            child.write(to_json(message) + b"\n")

    def cancel(self, *, keep: bool = False) -> None:
        """End the child and everything it started, and return at once; ``events`` then ends with ``Failed(CANCELLED)``.
        With ``keep``, the same conversion can go on with what was done."""
        self._wants_kept = keep
        self._cancelled.set()
        if child := self._child:
            threading.Thread(target=child.kill, name="cancel").start()  # finding its family takes a tenth of a second

    def process(self) -> psutil.Process | None:
        """The running child, for measuring its memory and CPU time."""
        child = self._child
        try:
            return psutil.Process(child.number) if child and child.is_running() else None
        except psutil.NoSuchProcess:
            return None

    def _run(self) -> Generator[News, None, End[T]]:
        """Yields what happens on the way and returns the last event."""
        freed = sweep_useless(self._request)
        if freed >= TOO_SMALL:
            yield Log(f"Deleted {freed / 1e6:.0f} MB that an interrupted job had left.")
        self._job_folder = make_job_folder(self._request)
        environment = engine_environment(self._job_folder.path)
        taken = self._ahead.take(environment) if self._ahead and isinstance(self._request, Convert) else None
        self._child = taken or Child(environment)
        if self._cancelled.is_set():
            self._child.kill()
        self._child.write(to_json(self._request) + b"\n")
        last: End[T] | None = None
        for line in self._lines(self._child):
            event = self._decode(line) if isinstance(line, bytes) else line
            if isinstance(event, Finished | Failed):
                last = event
                break
            yield event
        return self._agreed_end(last)

    def _lines(self, child: Child) -> Iterator[bytes | Log | Failed]:
        """What the child says; and when it neither says nor does anything for long, that it does not."""
        watch = QuietWatch(child.number, patience_for(self._request))
        while True:
            try:
                line = child.lines.get(timeout=QUIET_LOOK)
            except queue.Empty:
                if waits_for_its_user(self._request):
                    continue
                if watch.look() is Quiet.TOLD:
                    yield Log("The program that does the work says and does nothing. It can be stopped.")
                elif watch.state is Quiet.GIVEN_UP:
                    child.kill()
                    facts = {"code": "-", "minutes": str(minutes_of(self._request))}
                    yield Failed(FailureKind.CRASHED, "it did nothing for long", facts, Variant.SILENT)
                continue
            if line is None:
                return
            watch.heard()
            yield line

    def _decode(self, line: bytes) -> News | End[T]:
        try:
            return decode_event(line, self._request)
        except msgspec.DecodeError:
            return Log(line.decode(errors="replace").rstrip())

    def _agreed_end(self, last: End[T] | None) -> End[T]:
        """Believe the last event only when the exit code agrees with it."""
        assert self._child
        if last is None:
            self._child.kill()  # processes that a crashed child had started
        code = self._child.wait()
        job = self._job_folder.path if self._job_folder else None
        if isinstance(last, Finished) and code == 0:
            return last  # a result counts, also when cancelling came too late
        if self._cancelled.is_set():
            if self._wants_kept:
                self._keeps = self._can_go_on(job)
            else:
                withdraw(self._request, job)
            return explain_cancelling(self._request, kept=self._keeps)
        if isinstance(last, Failed) and last.variant is Variant.SILENT:
            return last
        if not isinstance(last, Failed) or code == 0:
            self._keeps = self._can_go_on(job)
            last = explain_crash(code, log.tail(self._child.log, self._child.log_start), self._oom_kills.happened)
        return explain(last, self._request, job)

    def _can_go_on(self, job: Path | None) -> bool:
        return job is not None and isinstance(self._request, Convert) and can_be_resumed(job)

    def _reap(self) -> None:
        if self._child:
            self._child.end()
        if isinstance(self._request, MoveLibrary):
            sweep_useless(self._request)  # a copy that was not whole yet
        if self._job_folder:
            self._job_folder.leave() if self._keeps else self._job_folder.remove()


def result_of(request: Request[T]) -> T:
    """What a child of its own makes of ``request``. Raises the ``Failure`` that it ended with."""
    return EngineProcess(request).result()


def _data_folder() -> str:
    try:
        return str(paths.data_folder())
    except OSError:  # There is no home folder; the error says so
        return ""
