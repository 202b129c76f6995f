"""What must survive a power failure: bytes that have reached the disk, not only the system's memory."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

if sys.platform == "darwin":
    import fcntl


def flush_to_disk(file: Any) -> None:
    """Return when what was written to ``file`` (by any handle) would survive a power failure; raises ``OSError``."""
    if sys.platform == "darwin":  # where fsync hands the bytes to the drive, which may still reorder them
        fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
    else:
        os.fsync(file.fileno())


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
