"""Starts, reads, cancels and reaps one engine child and its children. Knows nothing of Qt."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import psutil

from app import log, paths
from app.core.checks.copies import TOO_SMALL
from app.core.events import Event, Failed, Finished, Log, decode_event
from app.core.failures import Failure, FailureKind
from app.core.requests import ChatMessage, Request
from app.core.wire import to_json
from app.job_folder import JobFolder, make_job_folder
from app.leftovers import sweep_useless
from app.oom_kills import OomKills
from app.verdict import explain, explain_cancelling, explain_crash, with_place, withdraw

EXIT_PATIENCE = 10.0  # seconds a child may take to end after its last event
KILL_PATIENCE = 2.0  # seconds that the system may take to end what was killed


class EngineProcess:
    """One request, one child. ``events`` is read in one thread; ``send`` and ``cancel`` may be called from any."""

    def __init__(self, request: Request) -> None:
        self._cancelled = threading.Event()
        self._job_folder: JobFolder | None = None
        self._oom_kills = OomKills()
        self._log, self._log_start = Path(), 0
        self._request = request
        self._child: subprocess.Popen[bytes] | None = None
        self._write_lock = threading.Lock()

    def events(self) -> Iterator[Event]:
        """Start the child and yield its events; the last is always ``Finished`` or ``Failed``."""
        try:
            last: Event = yield from self._run()
        except Failure as failure:
            last = Failed(failure.kind, failure.details, failure.facts)
        except OSError as error:
            kind = (
                FailureKind.DISK_FULL
                if error.errno in (errno.ENOSPC, errno.EDQUOT)
                else FailureKind.DESTINATION_NOT_WRITABLE
            )
            last = with_place(Failed(kind, str(error), {"path": str(error.filename or "")}), self._request, None)
        finally:
            self._reap()
        yield last

    def send(self, message: ChatMessage) -> None:
        """Hand the running chat a message; silently dropped when the child has ended meanwhile."""
        self._write(to_json(message) + b"\n")

    def cancel(self) -> None:
        """End the child and everything it started; ``events`` then ends with ``Failed(CANCELLED)``."""
        self._cancelled.set()
        self._kill_tree()

    def process(self) -> psutil.Process | None:
        """The running child, for measuring its memory and CPU time."""
        child = self._child
        try:
            return psutil.Process(child.pid) if child and child.poll() is None else None
        except psutil.NoSuchProcess:
            return None

    def _run(self) -> Generator[Event, None, Event]:
        """Yields what happens on the way and returns the last event."""
        freed = sweep_useless(self._request)
        if freed >= TOO_SMALL:
            yield Log(f"Deleted {freed / 1e6:.0f} MB that an interrupted job had left.")
        self._job_folder = make_job_folder(self._request)
        self._log = log.engine_log()
        with self._log.open("ab") as log_file:
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
        last: Event | None = None
        assert self._child.stdout
        for line in self._child.stdout:
            event = _decode(line)
            if isinstance(event, Finished | Failed):
                last = event
                break
            yield event
        return self._verdict(last)

    def _verdict(self, last: Event | None) -> Event:
        """Believe the last event only when the exit code agrees with it."""
        assert self._child
        if last is None:
            self._kill_tree()  # what a crashed child had started
        try:
            code = self._child.wait(EXIT_PATIENCE)
        except subprocess.TimeoutExpired:
            self._kill_tree()
            code = self._child.wait()
        job = self._job_folder.path if self._job_folder else None
        if isinstance(last, Finished) and code == 0:
            return last  # also when cancelling came too late
        if self._cancelled.is_set():
            withdraw(self._request, job)
            return explain_cancelling(self._request)
        if not isinstance(last, Failed) or code == 0:
            last = explain_crash(code, log.tail(self._log, self._log_start), self._oom_kills.happened)
        return explain(last, self._request, job)

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
        if sys.platform != "win32":  # nobody escapes who is just being started: the child leads a session
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        deadline = time.monotonic() + KILL_PATIENCE
        while time.monotonic() < deadline and not all(map(_has_ended, family)):
            time.sleep(0.01)

    def _reap(self) -> None:
        child = self._child
        if child:
            if child.poll() is None:
                self._kill_tree()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    _close(pipe)
        if self._job_folder:
            self._job_folder.remove()


def engine_environment(folder: Path) -> dict[str, str]:
    """The environment of every child: nothing is sent anywhere, and every temporary file lies in ``folder``.

    ``CI=1`` is the only documented switch that stops Olive's heartbeat and Foundry Local's ProcessInfo event.
    """
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_"))}
    temporary = str(folder / "tmp")
    return inherited | {
        "CI": "1",
        "OLIVE_DISABLE_TELEMETRY": "1",
        "ORT_DISABLE_TELEMETRY": "1",
        "ORT_TELEMETRY_DISABLED": "1",
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
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
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }


def _has_ended(process: psutil.Process) -> bool:
    """Nothing of it is left, or only its number, which whoever started it has not asked for yet."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _decode(line: bytes) -> Event:
    try:
        return decode_event(line)
    except msgspec.DecodeError:
        return Log(line.decode(errors="replace").rstrip())


def _close(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]
    except OSError:
        return  # what was still buffered has no reader any more
