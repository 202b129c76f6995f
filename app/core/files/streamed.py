"""Large files in one pass: hashed beside the disk's work, and taken up again where an interrupted run stopped."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

BLOCK = 4 * 2**20  # bytes; a few of them are all the memory that is ever needed


def read_blocks(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The next ``size`` bytes of ``file``, or fewer when it ends before."""
    while size > 0 and (block := file.read(min(BLOCK, size))):
        size -= len(block)
        yield block


class StreamedHash:
    """SHA-256 in a thread of its own, so that the disk does not wait for the processor; a context."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._thread = ThreadPoolExecutor(1, "sha256")
        self._pending: Future[None] | None = None

    def __enter__(self) -> "StreamedHash":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    def update(self, block: bytes) -> None:
        self._wait()
        self._pending = self._thread.submit(self._hash.update, block)

    def hexdigest(self) -> str:
        self._wait()
        return self._hash.hexdigest()

    def _wait(self) -> None:
        if self._pending:
            self._pending.result()


class RewrittenFile:
    """Writes ``path`` from its start: what an interrupted run has left is compared, not written again, up to the first
    byte that differs. So nothing has to be known about how far that run came, or what of it reached the disk."""

    def __init__(self, path: Path) -> None:
        self._left = path.stat().st_size if path.is_file() else 0
        self._file = path.open("r+b" if self._left else "w+b")

    def __enter__(self) -> "RewrittenFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, block: bytes) -> int:
        if self._left:
            place = self._file.tell()
            if self._file.read(len(block)) == block:
                self._left -= len(block)
                return len(block)
            self._file.seek(place)
            self._file.truncate()
            self._left = 0
        return self._file.write(block)

    def flush(self) -> None:
        self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def truncate(self) -> None:
        """Drop what an earlier run wrote behind the last byte."""
        self._file.truncate(self._file.tell())
