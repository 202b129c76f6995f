"""The folder of a running job's temporary files, and what interrupted jobs have left behind."""

import platform
import shutil
import uuid
from pathlib import Path

import psutil

from app import paths
from app.core.library import folder_bytes
from app.core.requests import Convert, Request

PATTERN = ".model-installer-*"
OWNER = "owner"  # a file that says which process the folder belongs to
SIGNATURE = "model-installer"


def make_job_folder(request: Request) -> Path:
    """A new folder: beside the output of a conversion (same volume, so that the result can be renamed into place), else
    in the app's data folder. Raises ``OSError``."""
    folder = _parent(request) / PATTERN.replace("*", uuid.uuid4().hex[:8])
    folder.mkdir(parents=True)
    (folder / OWNER).write_text(_sign(psutil.Process()), encoding="utf-8")
    return folder


def sweep_leftovers(request: Request) -> int:
    """Delete what jobs of this computer whose process is gone (power failure, end by force) have left where this job
    will work; returns the bytes that this freed. Only a folder with our own signature is ever touched."""
    freed = 0
    for folder in _parent(request).glob(PATTERN):
        if _is_abandoned(folder):
            freed += folder_bytes(folder)
            shutil.rmtree(folder, ignore_errors=True)
    return freed


def _parent(request: Request) -> Path:
    return request.output.parent if isinstance(request, Convert) else paths.work_folder()


def _sign(process: psutil.Process) -> str:
    """A process id may be given again, but not with the same time of birth; other computers may share the folder."""
    return f"{SIGNATURE} {platform.node()} {process.pid} {process.create_time()}"


def _is_abandoned(folder: Path) -> bool:
    try:
        owner = (folder / OWNER).read_text(encoding="utf-8")
        signature, computer, number, _ = owner.split(" ")
        if (signature, computer) != (SIGNATURE, platform.node()):
            return False
        return owner != _sign(psutil.Process(int(number)))
    except psutil.NoSuchProcess:
        return True
    except (OSError, ValueError, psutil.Error):
        return False
