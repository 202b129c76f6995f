"""The disks and folders that the job writes to."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from msgspec.structs import replace

from app.core.computer.checks.requirement import GIGABYTE, Remedy, Requirement, RequirementName, gigabytes
from app.core.computer.machine import existing_parent, free_disk
from app.core.files.location import cloud_of

DISK_NEEDED = 2 * GIGABYTE  # bytes, enough for a small converted model
DATA_NEEDED = GIGABYTE // 5  # bytes, enough for the catalog and the logs
TEMPORARY_NEEDED = GIGABYTE // 10  # libraries put some small files there


def disk_space(library: Path) -> Requirement:
    """Where models are converted and kept; temporary files of a conversion lie on the same disk."""
    found = _space(RequirementName.DISK_SPACE, library, DISK_NEEDED, mandatory=True)
    return replace(found, remedy=Remedy.CHOOSE_FOLDER)


def disk_data(data: Path) -> Requirement:
    return _space(RequirementName.DISK_DATA, data, DATA_NEEDED, mandatory=True)


def disk_temporary() -> Requirement:
    try:
        folder = Path(tempfile.gettempdir())
    except FileNotFoundError:  # none that it knows can be written to
        folder = Path(os.environ.get("TEMP") or os.environ.get("TMPDIR") or "/tmp")
    return _space(RequirementName.DISK_TEMPORARY, folder, TEMPORARY_NEEDED, mandatory=False)


def _space(name: RequirementName, folder: Path, needed: int, mandatory: bool) -> Requirement:
    try:
        free = free_disk(folder)
    except OSError:
        free = 0
    return Requirement(
        name=name,
        satisfied=free >= needed,
        mandatory=mandatory,
        found=gigabytes(free),
        needed=gigabytes(needed),
        facts={"path": str(folder)},
        remedy=Remedy.STORAGE,
    )


def library_writable(library: Path) -> Requirement:
    writable = _takes_a_file(existing_parent(library))
    return Requirement(
        name=RequirementName.LIBRARY_WRITABLE,
        satisfied=writable,
        mandatory=True,
        found=str(library) if writable else "",
        needed=str(library),
        remedy=Remedy.CHOOSE_FOLDER,
    )


def _takes_a_file(folder: Path) -> bool:
    """Found by writing a file: permissions alone do not tell on Windows or network drives. Where Windows refuses,
    ``tempfile`` would take the name for taken and try others without end."""
    probe = folder / f".{uuid4().hex}"
    try:
        with probe.open("xb") as file:
            file.write(b"model installer")
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink()
    return True


def library_synced(library: Path) -> Requirement:
    """A cloud folder would upload gigabytes, and may take files away again that the runtime has open."""
    cloud = cloud_of(library.absolute())
    return Requirement(
        name=RequirementName.LIBRARY_SYNCED,
        satisfied=not cloud,
        mandatory=False,
        found=cloud,
        needed="",
        facts={"path": str(library)},
        remedy=Remedy.CHOOSE_FOLDER,
    )
