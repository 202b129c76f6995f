"""A name for a running process that no other has, on this computer or another, before or after a restart of it."""

import platform
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

PROC = Path("/proc")
_ENDED = ("Z", "X")  # states of a zombie process, and of one that is dead


def process_name(number: int) -> str:
    """ "computer number birth" of the process; raises ``psutil.NoSuchProcess`` when there is none."""
    return f"{computer_name()} {number} {_birth(number)}"


def computer_name() -> str:
    """The networks that a Mac joins give it other names while it runs; its own identifier stays."""
    return (_host_uuid() if sys.platform == "darwin" else "") or platform.node()


def _host_uuid() -> str:
    """ "" when the system does not say."""
    import ctypes

    found, at_once = (ctypes.c_ubyte * 16)(), (ctypes.c_long * 2)(0, 0)
    failed = ctypes.CDLL(None).gethostuuid(found, at_once)
    return "" if failed else bytes(found).hex()


def _birth(number: int) -> str:
    """The time when the process began. On Linux psutil reckons the time of day from the system's clock, so that the
    same process seems to be another once the clock is put right; ticks since the start of the system, and which start,
    do not change."""
    if sys.platform != "linux":
        import psutil

        return str(psutil.Process(number).create_time())
    with suppress(FileNotFoundError, ProcessLookupError):
        fields = (PROC / str(number) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        if fields[0] not in _ENDED:
            return f"{_system_start()}-{fields[19]}"
    import psutil  # imported late: the window names itself before it is shown, without psutil

    raise psutil.NoSuchProcess(number)


@cache
def _system_start() -> str:
    try:
        return (PROC / "sys/kernel/random/boot_id").read_text()[:8]
    except OSError:
        return ""
