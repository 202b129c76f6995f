"""What it means that a child failed: by its last words, by how it ended, and by the places that it worked in."""

import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Failed
from app.core.failures import OF_A_PLACE, Failure, FailureKind, Variant, tells_of_memory
from app.core.files.durable import folder_identity
from app.core.files.journal import OWNER, PATTERN, PLACED
from app.core.findings import Finding
from app.core.package.packing import part_of
from app.core.requests import Convert, Deploy, Install, Pack, Request

UNEXPLAINED = frozenset(
    {FailureKind.CRASHED, FailureKind.INTERNAL, FailureKind.CONVERSION_FAILED, FailureKind.VERIFICATION_FAILED}
)
NO_MEMORY = (0xC0000017, 0xC000012D)  # Windows' STATUS_NO_MEMORY and STATUS_COMMITMENT_LIMIT as exit codes
# Linux counts the processes that it has ended for want of memory
COUNTERS = (Path("/proc/vmstat"), Path("/sys/fs/cgroup/memory.events"))


def explain_crash(code: int, tail: str, killed_for_memory: Callable[[], bool | None]) -> Failed:
    """A child that ended without a word of its own that can be believed. ``code`` is its exit code, ``tail`` the end of
    its log; ``killed_for_memory`` says whether the system has ended processes, None when it does not count them."""
    details, facts = f"exit code {code}\n{tail}", {"code": str(code)}
    if tells_of_memory(tail) or code in NO_MEMORY:
        return Failed(FailureKind.OUT_OF_MEMORY, details, facts)
    if sys.platform == "win32" or code != -signal.SIGKILL:
        return Failed(FailureKind.CRASHED, details, facts)
    by_the_system = killed_for_memory()
    if by_the_system:
        return Failed(FailureKind.OUT_OF_MEMORY, details, facts)
    return Failed(FailureKind.CRASHED, details, facts, Variant.KILLED if by_the_system is False else Variant.ENDED)


def explain(failed: Failed, request: Request[Any], job: Path | None) -> Failed:
    """``failed`` when it says what happened; else what can be seen in the places where ``request`` worked."""
    if isinstance(request, Convert):
        if job is None or not (job / OWNER).exists():
            return Failed(FailureKind.DESTINATION_GONE, failed.details, {"path": str(request.output.parent)})
        if failed.kind in UNEXPLAINED and (damage := _damage(request)):
            return Failed.of(Failure.of(damage, failed.details))
    return with_place(failed, request, job)


def explain_cancelling(request: Request[Any], *, kept: bool = False) -> Failed:
    """The cancelled job's failure, with the ``path`` of what it keeps for the next run, if it keeps something;
    ``kept``: of a conversion."""
    match request:
        case Convert(output=output) if kept:
            return Failed(FailureKind.CANCELLED, facts={"path": str(output.parent)}, variant=Variant.KEPT)
        case Pack(output=output):
            return Failed(FailureKind.CANCELLED, facts={"path": str(part_of(output))}, variant=Variant.KEPT)
        case Install(library=library):
            return Failed(FailureKind.CANCELLED, facts={"path": str(library)}, variant=Variant.KEPT)
        case _:
            return Failed(FailureKind.CANCELLED)


def withdraw(request: Request[Any], job: Path | None) -> None:
    """Delete the converted model of a conversion that was cancelled after the model had got its place, and before it
    was told."""
    if not isinstance(request, Convert) or job is None:
        return
    with suppress(OSError):
        if (job / PLACED).read_text(encoding="utf-8") == folder_identity(request.output):
            shutil.rmtree(request.output)


def _damage(request: Convert) -> Finding | None:
    """What has happened to the checkpoint since it was chosen: a file was cut (the system ends a process that
    reads a mapped file beyond its end), or its drive is gone."""
    checkpoint = inspect_checkpoint(request.checkpoint.folder, request.checkpoint.base)
    return checkpoint.blocking


def with_place(failed: Failed, request: Request[Any], job: Path | None) -> Failed:
    """The folder that the user has chosen, where the failure names none or one that only we know."""
    if failed.kind not in OF_A_PLACE or not isinstance(request, Convert | Deploy):
        return failed
    path = failed.facts.get("path", "")
    ours = Path(path).match(PATTERN) or (job and Path(path).is_relative_to(job))
    if path and not ours:
        return failed
    place = request.output.parent if isinstance(request, Convert) else request.library
    return replace(failed, facts=failed.facts | {"path": str(place)})


class OomKills:
    """Compares Linux's counters of processes that were ended for want of memory with what they were at the start."""

    def __init__(self) -> None:
        self._before = _counts()

    def happened(self) -> bool | None:
        """None: this system does not count them."""
        now = _counts()
        return None if not now else now != self._before


def _counts() -> list[str]:
    lines: list[str] = []
    for counter in COUNTERS:
        try:
            lines += [line for line in counter.read_text().splitlines() if line.startswith("oom_kill ")]
        except OSError:
            continue
    return lines
