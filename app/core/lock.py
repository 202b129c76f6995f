"""One process at a time: a lock that the system itself lets go of when its holder ends, however it ends."""

import os
import sys
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


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``, which is gone again afterwards.

    Raises ``Failure(LIBRARY_BUSY)`` when another process holds it, and ``OSError``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take_over(handle, path)
        try:
            yield
        finally:
            if sys.platform != "win32":  # while it is still ours
                path.unlink(missing_ok=True)
    finally:
        os.close(handle)
        if sys.platform == "win32":  # where an open file cannot be deleted, by nobody
            with suppress(OSError):
                path.unlink()


def _take_over(handle: int, path: Path) -> None:
    try:
        _take(handle)
    except OSError as error:
        raise Failure(FailureKind.LIBRARY_BUSY, str(error), path=str(path.parent)) from error
    if not _is_still_there(handle, path):  # its holder has deleted it meanwhile: another may hold the next
        raise Failure(FailureKind.LIBRARY_BUSY, path=str(path.parent))


def _is_still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
