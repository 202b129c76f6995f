"""Where the mended copy of a model folder goes."""

import errno
from pathlib import Path

from app import paths
from app.core.failures import Failure, FailureKind
from app.core.mend import Mend, free_destination, mend

_LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS)


def mended_copy(folder: Path, kind: Mend, base: Path | None) -> Path:
    """A mended copy beside ``folder``, or with the app's own data where nothing can be saved. Raises ``Failure``."""
    other = paths.data_folder() / "mended" / folder.name
    try:
        try:
            return mend(folder, kind, free_destination(folder), base)
        except OSError as error:
            if error.errno not in _LOCKED:
                raise
            return mend(folder, kind, free_destination(other), base)
    except OSError as error:
        raise Failure(FailureKind.DESTINATION_NOT_WRITABLE, str(error), path=str(folder.parent)) from error
