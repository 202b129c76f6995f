"""One process at a time: a lock that the system itself lets go of when its holder ends, however it ends."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.core.failures import Failure, FailureKind

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)  # another process has it
RETRY_INTERVAL = 0.05  # seconds between two attempts


@contextmanager
def locked(path: Path, patience: float = 0) -> Iterator[None]:
    """Hold the lock file ``path``, which is gone again afterwards. Not for a second time in one process.

    Raises ``OSError`` (ENOLCK where the drive has no locks), and ``Failure(LIBRARY_BUSY)`` when another process holds
    it for more than ``patience`` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    end = time.perf_counter() + patience
    while (handle := _attempt(path)) is None:
        if time.perf_counter() >= end:
            raise Failure(FailureKind.LIBRARY_BUSY, path=str(path.parent))
        time.sleep(RETRY_INTERVAL)
    try:
        yield
    finally:
        _release(handle, path)


def _attempt(path: Path) -> int | None:
    """The handle of the lock that is now ours; None while another process holds it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except PermissionError:
        if sys.platform == "win32" and path.exists():  # Windows answers so while the file is being deleted
            return None
        raise
    try:
        _take(handle)
    except OSError as error:
        os.close(handle)
        if error.errno not in _BUSY:
            raise OSError(errno.ENOLCK, error.strerror or "", str(path)) from error
        return None
    if not _is_still_there(handle, path):  # its holder deleted it meanwhile, and another may hold a new one
        os.close(handle)
        return None
    return handle


def _release(handle: int, path: Path) -> None:
    if sys.platform != "win32":  # deleted while the lock is still held
        path.unlink(missing_ok=True)
    os.close(handle)
    if sys.platform == "win32":  # Windows deletes no open file, so it is closed first
        with suppress(OSError):
            path.unlink()


def _is_still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
