"""Makes findings, and turns what went wrong while reading a stranger's folder into them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.core.failures import Failure, FailureKind
from app.core.plan import Finding, Severity

T = TypeVar("T")


def blocks(kind: FailureKind, **facts: str) -> Finding:
    return Finding(kind, Severity.BLOCKS, facts)


def warns(kind: FailureKind, **facts: str) -> Finding:
    return Finding(kind, Severity.WARNS, facts)


def informs(kind: FailureKind, **facts: str) -> Finding:
    return Finding(kind, Severity.INFORMS, facts)


def attempt(read: Callable[[], T], otherwise: T, findings: list[Finding]) -> T:
    """What ``read`` returns; or ``otherwise``, and what went wrong joins the findings."""
    try:
        return read()
    except Failure as failure:
        found = from_failure(failure)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        found = unreadable(error)
    if found not in findings:  # one file may be read for several reasons
        findings.append(found)
    return otherwise


def from_failure(failure: Failure) -> Finding:
    return Finding(failure.kind, Severity.BLOCKS, failure.facts)


def unreadable(error: Exception, folder: Path | None = None) -> Finding:
    path = str(getattr(error, "filename", None) or folder or "")
    reason = getattr(error, "strerror", None) or str(error)
    file = {} if folder else {"file": Path(path).name}
    return blocks(FailureKind.UNREADABLE, path=path, reason=reason, **file)
