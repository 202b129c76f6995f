"""Connections that this program's processes ask the system for: there should be none but to this computer itself.

Each process notes its own into one file, which is how a window knows of those of its children. What native libraries
open by themselves does not pass Python; ``open_now`` sees these too, at that moment.
"""

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

_ASKED = ("socket.connect", "socket.getaddrinfo")  # audit events, whose arguments begin with the socket or the host
_OWN = ("127.", "::1", "localhost", "0.0.0.0")


def note_connections(note: Path) -> None:
    """From now on append to ``note`` the time and the host of each connection of this process to another computer."""

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event in _ASKED and (host := _host(event, arguments)):
            with suppress(OSError), note.open("a", encoding="utf-8") as file:
                file.write(f"{time.time():.0f} {host.split()[0]}\n")

    sys.addaudithook(hear)


def made_since(note: Path, start: float) -> int:
    """How many were noted after ``start``, in seconds since 1970."""
    try:
        lines = note.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    times = (line.partition(" ")[0] for line in lines)
    return sum(text.isdigit() and int(text) >= int(start) for text in times)


def open_now() -> int:
    """Connections to other computers that this process and its children have at this moment, native ones too."""
    import psutil  # imported late: the window shows without it

    return sum(_outward(process) for process in (psutil.Process(), *psutil.Process().children(recursive=True)))


def _outward(process: "psutil.Process") -> int:
    import psutil

    try:
        return sum(bool(each.raddr) and not _is_own(each.raddr.ip) for each in process.net_connections("inet"))
    except (psutil.Error, OSError):  # it has ended meanwhile, or the system keeps it secret
        return 0


def _host(event: str, arguments: tuple[object, ...]) -> str:
    """The other computer; "" for this one, and for a socket that is a file."""
    target = arguments[1] if event == "socket.connect" and len(arguments) > 1 else arguments[0] if arguments else ""
    host = target[0] if isinstance(target, tuple) and target else target
    text = host.decode(errors="replace") if isinstance(host, bytes) else host
    if not isinstance(text, str) or (event == "socket.connect" and not isinstance(target, tuple)):
        return ""
    return "" if not text.strip() or _is_own(text) else text


def _is_own(host: str) -> bool:
    return host.removeprefix("::ffff:").startswith(_OWN)
