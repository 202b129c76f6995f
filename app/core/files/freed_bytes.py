"""What deleting a folder frees: a file that also has a name elsewhere stays on the disk."""

import os
from pathlib import Path


def freed_bytes(folder: Path) -> int:
    """Bytes of ``folder`` that no other folder shares by hard links. Raises ``OSError``."""
    seen: dict[tuple[int, int], list[os.stat_result]] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found = path.stat()
            seen.setdefault((found.st_dev, found.st_ino or hash(path)), []).append(found)
    return sum(_size(stats[0]) for stats in seen.values() if len(stats) >= stats[0].st_nlink)


def _size(found: os.stat_result) -> int:
    """Bytes on the disk; a data file that is not written yet to its end has holes."""
    blocks = getattr(found, "st_blocks", None)
    return found.st_size if blocks is None else min(found.st_size, blocks * 512)
