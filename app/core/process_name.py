"""A name for a running process that no other has, on this computer or another, before or after a restart of it."""

import platform
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

PROC = Path("/proc")
_ENDED = ("Z", "X")  # only its number is left, until whoever started it asks how it ended


def process_name(number: int) -> str:
    """ "computer number birth" of the process; raises ``psutil.NoSuchProcess`` when there is none."""
    return f"{platform.node()} {number} {_birth(number)}"


def _birth(number: int) -> str:
    """When it began. On Linux psutil reckons the time of day from the system's clock, so that the same process seems
    to be another once the clock is put right; ticks since the start of the system, and which start, do not change."""
    if sys.platform != "linux":
        import psutil

        return str(psutil.Process(number).create_time())
    with suppress(FileNotFoundError, ProcessLookupError):
        fields = (PROC / str(number) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        if fields[0] not in _ENDED:
            return f"{_system_start()}-{fields[19]}"
    import psutil  # only here: the window names itself before it is shown, without this

    raise psutil.NoSuchProcess(number)


@cache
def _system_start() -> str:
    try:
        return (PROC / "sys/kernel/random/boot_id").read_text()[:8]
    except OSError:
        return ""
