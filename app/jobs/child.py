"""One child process of the engine: started, heard, written to, and ended with everything that it has started."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil

from app import log, paths
from app.core.failures import tells_of_full_disk
from app.core.requests import JOB
from app.core.telemetry import SILENCE

EXIT_PATIENCE = 10.0  # seconds a child may take to end after its last event
KILL_PATIENCE = 2.0  # seconds that the system may take to end what was killed


class Child:
    """``lines`` gets what it says, line by line, and None at the end. ``write`` and ``kill`` may be called from any
    thread. Raises ``OSError`` when it cannot be started."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._write_lock = threading.Lock()
        self.log = log.engine_log()
        with _opened(self.log) as log_file:
            self.log_start = log_file.tell()
            self._process = subprocess.Popen(
                paths.engine_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log_file,
                env=environment,
                start_new_session=os.name == "posix",  # Ctrl-C is for us; we end the child ourselves
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        assert self._process.stdout
        threading.Thread(target=_read_lines, args=(self._process.stdout, self.lines), daemon=True).start()

    @property
    def number(self) -> int:
        """The process id."""
        return self._process.pid

    def is_running(self) -> bool:
        return self._process.poll() is None

    def write(self, line: bytes) -> None:
        """Silently dropped when the child has ended meanwhile."""
        assert self._process.stdin
        try:
            with self._write_lock:
                self._process.stdin.write(line)
                self._process.stdin.flush()
        except (BrokenPipeError, OSError, ValueError):
            return  # its exit code says how it ended

    def wait(self) -> int:
        """The exit code; a child that does not end by itself is killed."""
        try:
            return self._process.wait(EXIT_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._wait_killed()

    def kill(self) -> None:
        """End it and all that it has started."""
        child = self._process
        if child.returncode is not None:
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

    def end(self) -> None:
        """Kill what is still running, and leave no zombie process and no open pipe."""
        if self.is_running():
            self.kill()
        self._wait_killed()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # buffered output has no reader any more
                    pipe.close()

    def _wait_killed(self) -> int:
        """The exit code of what was killed. A drive that does not answer can keep the system from that."""
        try:
            return self._process.wait(EXIT_PATIENCE)
        except subprocess.TimeoutExpired:
            return -signal.SIGTERM


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
        # threads of torch that wait for each other soon sleep: on a busy computer they would take each other's time
        "GOMP_SPINCOUNT": "30000",
        "KMP_BLOCKTIME": "1",  # milliseconds; the OpenMP of Windows and macOS
        JOB: str(folder),
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }
    return inherited | SILENCE | own


def _opened(log_file: Path) -> IO[bytes]:
    """For appending; on a full disk, jobs that read or delete still run."""
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
