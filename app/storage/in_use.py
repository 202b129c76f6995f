"""Which models programs are being offered at this moment: their name and their files must stay as they are."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from app import paths
from app.core.failures import Failure, FailureKind, tells_of_full_disk
from app.core.files.journal import PATTERN
from app.core.files.lock import locked
from app.core.library.deployment import Deployment

ENDING = ".in-use"  # ending of a lock file; the system releases the lock with the process


@contextmanager
def in_use(deployment: Deployment, job: Path) -> Iterator[None]:
    """While this is open, ``require_unused`` refuses the model in other processes. The mark lies in the folder of the
    ``job``, with which it goes however that ends; a full disk has no room for it. Raises ``OSError``."""
    with ExitStack() as mark:
        try:
            mark.enter_context(locked(job / f"{_key(deployment)}-{os.getpid()}{ENDING}"))
        except OSError as error:
            if not tells_of_full_disk(error):
                raise
        yield


def require_unused(deployment: Deployment) -> None:
    """Raises ``Failure(MODEL_IN_USE)``, and ``OSError``."""
    for file in paths.work_folder().glob(f"{PATTERN}/{_key(deployment)}-*{ENDING}"):
        _require_free(file, deployment.folder)


def _require_free(file: Path, folder: Path) -> None:
    try:
        with locked(file):
            pass
    except Failure as failure:
        raise Failure(FailureKind.MODEL_IN_USE, str(failure), path=str(folder)) from failure
    with suppress(OSError):  # of a job that ended meanwhile
        file.parent.rmdir()


def _key(deployment: Deployment) -> str:
    return hashlib.sha256(deployment.model_id.encode()).hexdigest()[:16]
