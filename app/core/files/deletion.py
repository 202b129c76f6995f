"""Deleting a folder, and what that frees: a file that also has a name elsewhere stays on the disk."""

import os
import shutil
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from app.core.files.durable import BUSY_LOOKS, BUSY_PAUSE

LOOKS = BUSY_LOOKS if sys.platform == "win32" else 1


def freed_bytes(folder: Path) -> int:
    """Bytes of ``folder`` that no other folder shares by hard links; what goes meanwhile does not count."""
    seen: dict[tuple[int, int], list[os.stat_result]] = {}
    for parent, _, names in os.walk(folder):
        for path in (Path(parent, name) for name in names):
            with suppress(FileNotFoundError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode):
                    seen.setdefault((found.st_dev, found.st_ino or hash(path)), []).append(found)
    return sum(_size(stats[0]) for stats in seen.values() if len(stats) >= stats[0].st_nlink)


def delete_folder(folder: Path) -> None:
    """As much of it as can be. On Windows a file that somebody reads holds its folder until then, so it is tried again
    for a little while."""
    for _ in range(LOOKS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(BUSY_PAUSE)


def _size(found: os.stat_result) -> int:
    """Bytes on the disk; a data file that is not written yet to its end has holes."""
    blocks = getattr(found, "st_blocks", None)
    return found.st_size if blocks is None else min(found.st_size, blocks * 512)
