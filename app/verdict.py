"""What it means that a child failed: by its last words, by how it ended, and by the places that it worked in."""

import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from app.core.checkpoint import inspect_checkpoint
from app.core.durable import folder_identity
from app.core.events import Failed
from app.core.failures import Failure, FailureKind, tells_of_memory
from app.core.journal import OWNER, PATTERN, PLACED
from app.core.packing import part_of
from app.core.plan import Severity
from app.core.requests import Convert, Deploy, Install, Pack, Request

UNEXPLAINED = frozenset(
    {FailureKind.CRASHED, FailureKind.INTERNAL, FailureKind.CONVERSION_FAILED, FailureKind.VERIFICATION_FAILED}
)
OF_A_PLACE = frozenset({FailureKind.DISK_FULL, FailureKind.FILE_TOO_LARGE, FailureKind.DESTINATION_NOT_WRITABLE})
NO_MEMORY = (0xC0000017, 0xC000012D)  # Windows' STATUS_NO_MEMORY and STATUS_COMMITMENT_LIMIT as exit codes


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
    return Failed(FailureKind.CRASHED, details, facts | {"killed" if by_the_system is False else "ended": "1"})


def explain(failed: Failed, request: Request, job: Path | None) -> Failed:
    """``failed`` when it says what happened; else what can be seen in the places where ``request`` worked."""
    if isinstance(request, Convert):
        if job is None or not (job / OWNER).exists():
            return Failed(FailureKind.DESTINATION_GONE, failed.details, {"path": str(request.output.parent)})
        if failed.kind in UNEXPLAINED and (damage := _damage(request)):
            return Failed(damage.kind, failed.details, damage.facts)
    return with_place(failed, request, job)


def explain_cancelling(request: Request) -> Failed:
    """With the ``path`` of what was kept for the next run, of the jobs that do."""
    match request:
        case Pack(output=output):
            return Failed(FailureKind.CANCELLED, facts={"path": str(part_of(output))})
        case Install(library=library):
            return Failed(FailureKind.CANCELLED, facts={"path": str(library)})
        case _:
            return Failed(FailureKind.CANCELLED)


def withdraw(request: Request, job: Path | None) -> None:
    """Delete the converted model of a conversion that was cancelled after the model had got its place, and before it
    was told."""
    if not isinstance(request, Convert) or job is None:
        return
    with suppress(OSError):
        if (job / PLACED).read_text(encoding="utf-8") == folder_identity(request.output):
            shutil.rmtree(request.output)


def _damage(request: Convert) -> Failure | None:
    """What has happened to the checkpoint since it was chosen: a file was cut (who reads a mapped one beyond its end is
    ended by the system), or its drive is gone."""
    checkpoint = inspect_checkpoint(request.checkpoint.folder, request.checkpoint.base)
    blocking = (finding for finding in checkpoint.findings if finding.severity is Severity.BLOCKS)
    return next((Failure(finding.kind, **finding.facts) for finding in blocking), None)


def with_place(failed: Failed, request: Request, job: Path | None) -> Failed:
    """The folder that the user has chosen, where the failure names none or one that only we know."""
    if failed.kind not in OF_A_PLACE or not isinstance(request, Convert | Deploy):
        return failed
    path = failed.facts.get("path", "")
    ours = Path(path).match(PATTERN) or (job and Path(path).is_relative_to(job))
    if path and not ours:
        return failed
    place = request.output.parent if isinstance(request, Convert) else request.library
    return replace(failed, facts=failed.facts | {"path": str(place)})
