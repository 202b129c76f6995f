"""What the system refuses, named as what it is: a full disk, a name that is too long, a drive that fails, no lock."""

import errno
from pathlib import Path

from app.core.failures import Failure, FailureKind, Variant, lacks_memory, tells_of_full_disk
from app.core.files.location import largest_file

NO_HOME = "no home folder"  # what ``app.paths`` says where the system knows none
# ERROR_FILENAME_EXCED_RANGE, and a name that Windows cannot have
_NAMES = (206, 123)
_SHARED = (32, 33)  # ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which Python calls a refusal of rights
_NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
_BUSY = (errno.EBUSY, errno.ETXTBSY)
_GONE = (errno.ENOENT, errno.ENODEV, errno.ENXIO)


def failure_of(error: OSError, otherwise: Path | str = "") -> Failure:
    """``error`` as a failure with words of its own; ``otherwise`` is the place that is meant where it names none."""
    path = str(error.filename or otherwise)
    facts = {"path": path, "reason": error.strerror or str(error)}
    if NO_HOME in str(error):
        return Failure(FailureKind.NO_HOME, str(error))
    if tells_of_full_disk(error):
        return Failure(FailureKind.DISK_FULL, str(error), **facts)
    if error.errno == errno.ENOMEM or lacks_memory(error):
        return Failure(FailureKind.OUT_OF_MEMORY, str(error))
    if error.errno == errno.EFBIG:
        variant = None if _is_fat(path) else Variant.SYSTEM_LIMIT
        return Failure(FailureKind.FILE_TOO_LARGE, str(error), variant, **facts)
    return _of_path(error, facts["path"], facts["reason"])


def _of_path(error: OSError, path: str, reason: str) -> Failure:
    details, facts = str(error), {"path": path, "reason": reason}
    if error.errno in _BUSY or getattr(error, "winerror", None) in _SHARED:
        return Failure(FailureKind.FILE_BUSY, details, **facts)
    if error.errno in _NOT_WRITABLE:
        return Failure(FailureKind.DESTINATION_NOT_WRITABLE, details, **facts)
    if error.errno in _GONE:
        return Failure(FailureKind.UNREADABLE, details, Variant.GONE, **facts)
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) in _NAMES:
        return Failure(FailureKind.PATH_TOO_LONG, details, Variant.NAME, **facts)
    if error.errno == errno.ENOLCK:
        return Failure(FailureKind.NO_LOCKS, details, **facts)
    return Failure(FailureKind.DRIVE_FAILS, details, **facts)


def _is_fat(path: str) -> bool:
    try:
        return bool(path) and largest_file(Path(path)) is not None
    except OSError:
        return False
