"""Starts, reads, cancels and reaps one engine child and its children. Knows nothing of Qt."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Generic, TypeVar

import msgspec
import psutil

from app import log, paths
from app.core.computer.checks.copies import TOO_SMALL
from app.core.events import End, Failed, Finished, Log, News, decode_event
from app.core.failures import Failure, FailureKind, Variant, tells_of_full_disk
from app.core.files.os_failures import failure_of
from app.core.requests import ChatMessage, Convert, Request
from app.core.telemetry import SILENCE
from app.core.wire import to_json
from app.jobs.outcome import OomKills, explain, explain_cancelling, explain_crash, with_place, withdraw
from app.jobs.quiet import LOOK, Quiet, QuietWatch, minutes_of, patience_for, waits_for_its_user
from app.storage.job_folder import JobFolder, can_be_resumed, make_job_folder
from app.storage.leftovers import sweep_useless

T = TypeVar("T")
EXIT_PATIENCE = 10.0  # seconds a child may take to end after its last event
KILL_PATIENCE = 2.0  # seconds that the system may take to end what was killed


class EngineProcess(Generic[T]):
    """One request, one child. ``events`` is read in one thread; ``send`` and ``cancel`` may be called from any."""

    def __init__(self, request: Request[T]) -> None:
        self._cancelled = threading.Event()
        self._job_folder: JobFolder | None = None
        self._oom_kills = OomKills()
        self._log, self._log_start = Path(), 0
        self._request = request
        self._child: subprocess.Popen[bytes] | None = None
        self._write_lock = threading.Lock()
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
        self._write(to_json(message) + b"\n")

    def cancel(self, *, keep: bool = False) -> None:
        """End the child and everything it started; ``events`` then ends with ``Failed(CANCELLED)``. With ``keep``, the
        same conversion can go on with what was done."""
        self._wants_kept = keep
        self._cancelled.set()
        self._kill_tree()

    def process(self) -> psutil.Process | None:
        """The running child, for measuring its memory and CPU time."""
        child = self._child
        try:
            return psutil.Process(child.pid) if child and child.poll() is None else None
        except psutil.NoSuchProcess:
            return None

    def _run(self) -> Generator[News, None, End[T]]:
        """Yields what happens on the way and returns the last event."""
        freed = sweep_useless(self._request)
        if freed >= TOO_SMALL:
            yield Log(f"Deleted {freed / 1e6:.0f} MB that an interrupted job had left.")
        self._job_folder = make_job_folder(self._request)
        self._log = log.engine_log()
        with _opened(self._log) as log_file:
            self._log_start = log_file.tell()
            self._child = subprocess.Popen(
                paths.engine_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log_file,
                env=engine_environment(self._job_folder.path),
                start_new_session=os.name == "posix",  # Ctrl-C is for us; we end the child ourselves
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        if self._cancelled.is_set():
            self._kill_tree()
        self._write(to_json(self._request) + b"\n")
        last: End[T] | None = None
        for line in self._lines(self._child):
            event = self._decode(line) if isinstance(line, bytes) else line
            if isinstance(event, Finished | Failed):
                last = event
                break
            yield event
        return self._agreed_end(last)

    def _lines(self, child: "subprocess.Popen[bytes]") -> Iterator[bytes | Log | Failed]:
        """What the child says; and when it neither says nor does anything for long, that it does not."""
        assert child.stdout
        lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=_read_lines, args=(child.stdout, lines), daemon=True).start()
        watch = QuietWatch(child.pid, patience_for(self._request))
        while True:
            try:
                line = lines.get(timeout=LOOK)
            except queue.Empty:
                if waits_for_its_user(self._request):
                    continue
                if watch.look() is Quiet.TOLD:
                    yield Log("The program that does the work says and does nothing. It can be stopped.")
                elif watch.state is Quiet.GIVEN_UP:
                    self._kill_tree()
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
            self._kill_tree()  # processes that a crashed child had started
        try:
            code = self._child.wait(EXIT_PATIENCE)
        except subprocess.TimeoutExpired:
            self._kill_tree()
            code = self._wait_killed()
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
            last = explain_crash(code, log.tail(self._log, self._log_start), self._oom_kills.happened)
        return explain(last, self._request, job)

    def _can_go_on(self, job: Path | None) -> bool:
        return job is not None and isinstance(self._request, Convert) and can_be_resumed(job)

    def _write(self, line: bytes) -> None:
        child = self._child
        if not child or not child.stdin:
            return
        try:
            with self._write_lock:
                child.stdin.write(line)
                child.stdin.flush()
        except (BrokenPipeError, OSError, ValueError):
            return  # the child has ended; ``events`` says how

    def _kill_tree(self) -> None:
        child = self._child
        if not child or child.returncode is not None:
            return
        family: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(child.pid)
            family = [process, *process.children(recursive=True)]
        if sys.platform != "win32":  # the child leads a session: a process that it is just starting ends too
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        deadline = time.perf_counter() + KILL_PATIENCE
        while time.perf_counter() < deadline and not all(map(_has_ended, family)):
            time.sleep(0.01)

    def _reap(self) -> None:
        child = self._child
        if child:
            if child.poll() is None:
                self._kill_tree()
            self._wait_killed()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    _close(pipe)
        if self._job_folder:
            self._job_folder.leave() if self._keeps else self._job_folder.remove()

    def _wait_killed(self) -> int:
        """The exit code of the child, which was killed. A drive that does not answer can keep the system from that."""
        assert self._child
        try:
            return self._child.wait(EXIT_PATIENCE)
        except subprocess.TimeoutExpired:
            return -signal.SIGTERM


def result_of(request: Request[T]) -> T:
    """What a child of its own makes of ``request``. Raises the ``Failure`` that it ended with."""
    return EngineProcess(request).result()


def engine_environment(folder: Path) -> dict[str, str]:
    """The environment of every child: nothing is sent anywhere, and every temporary file lies in ``folder``."""
    # FOUNDRY_LOCAL_..._EP_LIBRARY names a library that the runtime would load
    foreign = ("PYTHON", "QT_", "FOUNDRY_LOCAL_")
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    temporary = str(folder / "tmp")
    own = {
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HOME": str(folder / "hf"),
        "OLIVE_TELEMETRY_CACHE_DIR": str(folder / "olive-telemetry"),
        "TMPDIR": temporary,
        "TEMP": temporary,
        "TMP": temporary,
        # glibc then gives freed weights back to the system, but keeps the memory of the pieces that are worked on
        "MALLOC_MMAP_THRESHOLD_": "8388608",
        "MALLOC_TRIM_THRESHOLD_": "33554432",
        "MODEL_INSTALLER_JOB": str(folder),
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }
    return inherited | SILENCE | own


def _data_folder() -> str:
    try:
        return str(paths.data_folder())
    except OSError:  # without a home; the error says so
        return ""


def _opened(log_file: Path) -> IO[bytes]:
    """For appending; a disk that is full keeps nobody from looking at what is on it, and from deleting it."""
    try:
        return log_file.open("ab")
    except OSError as error:
        if not tells_of_full_disk(error):
            raise
        return Path(os.devnull).open("ab")


def _read_lines(pipe: IO[bytes], lines: "queue.SimpleQueue[bytes | None]") -> None:
    """In a thread of its own, until the child has closed its end or ours is closed."""
    with suppress(OSError, ValueError):
        for line in pipe:
            lines.put(line)
    lines.put(None)


def _has_ended(process: psutil.Process) -> bool:
    """Whether it is gone or a zombie process, whose parent has not collected its exit code yet."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _close(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]
    except OSError:
        return  # buffered output has no reader any more
