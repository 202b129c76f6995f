"""Where the mended copy of a model folder goes."""

import errno
from pathlib import Path

from app import paths
from app.core.adapter import tokenizer_folder
from app.core.failures import Failure, FailureKind
from app.core.mend import Mend, free_destination, mend
from app.core.plan import Checkpoint
from app.core.text_files import odd_texts

_LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS)


def faulty_folder(checkpoint: Checkpoint, kind: Mend) -> Path:
    """The folder whose files are at fault: an adapter's base model may be."""
    if kind is not Mend.REWRITE:
        return tokenizer_folder(checkpoint.folder, checkpoint.base)
    return checkpoint.base if checkpoint.base and not any(odd_texts(checkpoint.folder)) else checkpoint.folder


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
