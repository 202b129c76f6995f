"""Which models programs are being offered at this moment: their name and their files must stay as they are."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import paths
from app.core.failures import Failure, FailureKind
from app.core.files.lock import locked
from app.core.library.deployment import Deployment

ENDING = ".in-use"  # ending of a lock file; the system releases the lock with the process


@contextmanager
def in_use(deployment: Deployment) -> Iterator[None]:
    """While this is open, ``require_unused`` refuses the model in other processes. Raises ``OSError``."""
    with locked(paths.work_folder() / f"{_key(deployment)}-{os.getpid()}{ENDING}"):
        yield


def require_unused(deployment: Deployment) -> None:
    """Raises ``Failure(MODEL_IN_USE)``, and ``OSError``."""
    for file in paths.work_folder().glob(f"{_key(deployment)}-*{ENDING}"):
        _require_free(file, deployment.folder)


def _require_free(file: Path, folder: Path) -> None:
    try:
        with locked(file):
            return
    except Failure as failure:
        raise Failure(FailureKind.MODEL_IN_USE, str(failure), path=str(folder)) from failure


def _key(deployment: Deployment) -> str:
    return hashlib.sha256(deployment.model_id.encode()).hexdigest()[:16]
