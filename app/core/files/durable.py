"""What must survive a power failure: bytes that have reached the disk, not only the system's memory."""

import errno
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

BUSY_LOOKS, BUSY_PAUSE = 40, 0.025  # times that a file may be in use, and seconds between them

if sys.platform == "darwin":
    import fcntl

    def _flush_drive(handle: int) -> None:
        """There fsync hands the bytes to the drive, which may still reorder them."""
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.ENOTTY, errno.EINVAL):
                raise
            os.fsync(handle)  # exFAT and network drives can do no more

elif sys.platform == "win32":
    import ctypes
    import msvcrt


def flush_to_disk(file: Any) -> None:
    """Return when what was written to ``file`` (by any handle) would survive a power failure; raises ``OSError``."""
    if sys.platform == "darwin":
        _flush_drive(file.fileno())
    else:
        os.fsync(file.fileno())


def lengthen(file: BinaryIO, size: int) -> None:
    """Make the new ``file`` ``size`` bytes long without writing them; raises ``OSError``."""
    if sys.platform == "win32":  # truncate writes as many zeros there
        file.seek(size)
        if not ctypes.windll.kernel32.SetEndOfFile(ctypes.c_void_p(msvcrt.get_osfhandle(file.fileno()))):
            raise ctypes.WinError()
        file.seek(0)
    else:
        file.truncate(size)


def flush_folder(folder: Path) -> None:
    """The same for every file below ``folder`` and, where the system can, for their names."""
    for path in folder.rglob("*"):
        if path.is_dir():
            flush_names(path)
        elif path.is_file():
            _flush_file(path)
    flush_names(folder)


def _flush_file(path: Path) -> None:
    """Windows flushes only what may be written; a file that was copied or linked may be read only."""
    with suppress(PermissionError), path.open("rb" if os.name == "posix" else "r+b") as file:
        flush_to_disk(file)


def flush_names(folder: Path) -> None:
    """What is in ``folder``, and under which names, where the system can tell the disk."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def folder_identity(folder: Path) -> str:
    """What stays the same when ``folder`` is renamed; raises ``OSError``."""
    found = folder.stat()
    return f"{found.st_dev} {found.st_ino}"


def replace_file(path: Path, content: str | bytes) -> None:
    """Atomic replace of the file ``path``, which may be a hard link to another one. After an interruption, a power
    failure too, ``path`` is what it was before or all of ``content``. A text is written as UTF-8, with the line
    ends that it has. Raises ``OSError``."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            flush_to_disk(file)
        _put(fresh, path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    flush_names(path.parent)


def _put(fresh: Path, path: Path) -> None:
    """On Windows a file that another program is reading cannot be replaced; it is tried again for a little while."""
    for _ in range(BUSY_LOOKS if sys.platform == "win32" else 0):
        try:
            fresh.replace(path)
        except PermissionError:
            time.sleep(BUSY_PAUSE)
        else:
            return
    fresh.replace(path)


def copy_of(path: Path) -> Path:
    """Where ``keep_copy`` puts it."""
    return path.with_name(f".{path.name}")


def keep_copy(path: Path) -> None:
    """A second, hidden file with what ``path`` holds, which a damaged one is restored from. Raises ``OSError``."""
    replace_file(copy_of(path), path.read_bytes())


def write_json(path: Path, value: object) -> None:
    """Like ``replace_file``."""
    replace_file(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")
