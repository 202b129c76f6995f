"""Reads files before they are wanted, so that they come out of the system's memory and not from the disk."""

import _thread
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

CHUNK = 4 << 20  # bytes
CHUNK_PATIENCE = 10.0  # seconds for the chunk that is being read


class ReadAhead:
    """A context: a thread reads the first ``limit`` bytes of ``files``, one after the other, until its end.

    ``done`` counts them. A file that cannot be read is skipped here; its reader reports the error.
    """

    def __init__(self, files: Sequence[Path], limit: int) -> None:
        self.done = 0
        self._files = files
        self._limit = limit
        self._over = threading.Event()
        self.ended = threading.Event()

    def __enter__(self) -> "ReadAhead":
        # Thread.start would wait for ever when the new thread has no memory to begin with
        try:
            _thread.start_new_thread(self._read, ())
        except RuntimeError:
            self.ended.set()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self.ended.wait(CHUNK_PATIENCE)

    def _read(self) -> None:
        try:
            buffer = memoryview(bytearray(CHUNK))
            for path in self._files:
                with path.open("rb", buffering=0) as file:
                    while self._wanted() and (count := file.readinto(buffer[: self._wanted()])):
                        self.done += count
        except (OSError, MemoryError):
            return
        finally:
            self.ended.set()

    def _wanted(self) -> int:
        return 0 if self._over.is_set() else min(CHUNK, self._limit - self.done)
