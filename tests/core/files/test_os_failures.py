"""What the system refuses is named as what it is."""

import errno
import os
import sys
from pathlib import Path

import pytest

from app.core.failures import FailureKind, Variant
from app.core.files import lock
from app.core.files.lock import locked
from app.core.files.os_failures import failure_of
from app.wording.messages import failure_words

NAMED = [
    (errno.ENOSPC, FailureKind.DISK_FULL, None),
    (errno.EDQUOT, FailureKind.DISK_FULL, None),
    (errno.EFBIG, FailureKind.FILE_TOO_LARGE, Variant.SYSTEM_LIMIT),
    (errno.ENOMEM, FailureKind.OUT_OF_MEMORY, None),
    (errno.EACCES, FailureKind.DESTINATION_NOT_WRITABLE, None),
    (errno.EROFS, FailureKind.DESTINATION_NOT_WRITABLE, None),
    (errno.ENOTDIR, FailureKind.DESTINATION_NOT_WRITABLE, None),
    (errno.ENOENT, FailureKind.UNREADABLE, Variant.GONE),
    (errno.ENAMETOOLONG, FailureKind.PATH_TOO_LONG, Variant.NAME),
    (errno.ENOLCK, FailureKind.NO_LOCKS, None),
    (errno.EIO, FailureKind.DRIVE_FAILS, None),
    (errno.EBUSY, FailureKind.FILE_BUSY, None),
]


@pytest.mark.parametrize(("number", "kind", "variant"), NAMED)
def test_each_has_a_name_and_words(number: int, kind: FailureKind, variant: Variant | None) -> None:
    found = failure_of(OSError(number, os.strerror(number), "/a/place"))
    assert (found.kind, found.variant) == (kind, variant)
    words = failure_words(found)
    assert "(unknown)" not in " ".join(words)
    assert kind in (FailureKind.OUT_OF_MEMORY,) or "/a/place" in words.explanation


def test_a_place_that_the_error_does_not_name() -> None:
    assert "/data" in failure_words(failure_of(OSError(errno.ENOSPC, "full"), "/data")).explanation


@pytest.mark.skipif(sys.platform == "win32", reason="flock is Unix's")
def test_a_lock_that_the_drive_refuses_is_not_a_busy_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", refuse)
    with pytest.raises(OSError) as caught, locked(tmp_path / "lock", 60):
        pass
    assert failure_of(caught.value).kind is FailureKind.NO_LOCKS
