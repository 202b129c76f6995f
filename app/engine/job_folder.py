"""The folder of the job that this process does. What is left in it is deleted with it."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from app.core.requests import JOB


def job_folder() -> Path:
    """Raises ``KeyError`` in a process that does no job."""
    return Path(os.environ[JOB])


def temporary_folder() -> "TemporaryDirectory[str]":
    """A context with a new folder, which lies in that of the job where there is one."""
    return TemporaryDirectory(dir=os.environ.get(JOB))
