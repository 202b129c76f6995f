"""Other windows of this program on the same data, and what interrupted jobs have left behind."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName
from app.core.files.process_identity import computer_name, process_name

RUNNING = "running"  # folder in the data folder: one empty file a window


@contextmanager
def announced(data: Path) -> Iterator[None]:
    """While this is open, other windows see this one. A data folder that cannot be written to is no hindrance."""
    note = data / RUNNING / process_name(os.getpid())
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.touch()
    except OSError:
        pass
    try:
        yield
    finally:
        _forget(note)


def other_windows(data: Path) -> Iterator[int]:
    """Numbers of the processes on this computer that have another window on the same ``data``."""
    return (int(note.split(" ")[-2]) for note in _others(data))


def other_copy(data: Path) -> Requirement:
    count = sum(1 for _ in _others(data))
    return Requirement(
        name=RequirementName.OTHER_COPY,
        satisfied=not count,
        mandatory=False,
        found=str(count) if count else "",
        needed="",
        remedy=Remedy.PROGRAMS,
    )


TOO_SMALL = 1_000_000  # bytes; less is not worth telling


def leftovers(measure: Callable[[], int]) -> Requirement:
    """``measure`` gives the bytes that interrupted jobs have left. A few are no trouble: the next job there deletes
    them."""
    try:
        size = measure()
    except OSError:
        size = 0
    return Requirement(
        name=RequirementName.LEFTOVERS,
        satisfied=size < TOO_SMALL,
        mandatory=False,
        found=f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB" if size >= TOO_SMALL else "",
        needed="",
        remedy=Remedy.SWEEP,
    )


def _others(data: Path) -> Iterator[str]:
    try:
        notes = list((data / RUNNING).iterdir())
    except OSError:
        return
    own = process_name(os.getpid()) if notes else ""  # the name takes psutil on some systems
    for note in notes:
        if note.name == own or not note.name.startswith(computer_name() + " "):
            continue
        if _is_alive(note.name):
            yield note.name
        else:
            _forget(note)


def _is_alive(signature: str) -> bool:
    import psutil  # imported late: announcing the window does not need it

    try:
        return process_name(int(signature.split(" ")[-2])) == signature
    except (ValueError, IndexError, psutil.NoSuchProcess):
        return False
    except psutil.Error:  # the process exists, and belongs to another user
        return True


def _forget(note: Path) -> None:
    try:
        note.unlink(missing_ok=True)
        note.parent.rmdir()  # the last one takes the folder along
    except OSError:
        pass
