"""A model's way into the library: a staging folder beside its place, then one rename."""

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from app.core.durable import flush_folder, flush_names
from app.core.failures import Failure, FailureKind
from app.core.foundry_config import model_id
from app.core.foundry_index import registered_folders
from app.core.library import DEPLOYMENT, LAST_USED, OFFERED, UNCONFIRMED, reserve_folder, version_of
from app.core.library_format import check_format
from app.core.unfinished import Begun, note_begun
from app.engine.links import link_or_copy
from app.libraries import index, library_lock, taken_versions


def into_library(folder: Path, library: Path, name: str, job: Path) -> Path:
    """The model's folder in the library; whoever runs ``job`` takes it back, if this process is ended by force.

    Raises ``Failure`` (DISK_FULL, DESTINATION_NOT_WRITABLE, LIBRARY_NEWER) and ``OSError``; nothing half-done is left.
    """
    with library_lock():
        check_format(library)
        version = version_of(folder, library, name)
        installed = (folder / DEPLOYMENT).exists()  # it stays as it is, whatever becomes of the new version
        if version and not installed and _is_free(model_id(name, version), folder):
            note_begun(job, Begun(folder=folder, staging=None, model_id=model_id(name, version)))
            return folder
        staging = library / name / f".copy{job.name}"
        target = reserve_folder(library, name, taken_versions(name))
        note_begun(job, Begun(folder=target, staging=staging, model_id=model_id(name, int(target.name))))
    _link(folder, target, staging)
    return target


def _is_free(identifier: str, folder: Path) -> bool:
    """Whether no other folder is registered under ``identifier``, such as one in another library."""
    other = registered_folders(index()).get(identifier)
    return other is None or other.resolve() == folder.resolve()


def _link(folder: Path, target: Path, staging: Path) -> None:
    """Hard links where the file system can (no second copy of the weights), copies elsewhere. ``target`` is an empty
    folder, kept for us."""
    try:
        notes = shutil.ignore_patterns(DEPLOYMENT, UNCONFIRMED, LAST_USED, OFFERED)  # of an earlier deployment
        shutil.copytree(folder, staging, copy_function=link_or_copy, ignore=notes)
        _make_writable(staging)
        flush_folder(staging)
        with library_lock():
            target.rmdir()  # Windows renames to nothing that exists
            staging.rename(target)
        flush_names(target.parent)
    except shutil.Error as error:  # a list of what went wrong, without an errno
        text = str(error)
        kind = FailureKind.DISK_FULL if os.strerror(errno.ENOSPC) in text else FailureKind.DESTINATION_NOT_WRITABLE
        raise Failure(kind, text, path=str(target.parent)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        with suppress(OSError):  # still empty: nothing came of it
            target.rmdir()


def _make_writable(folder: Path) -> None:
    """What came from a read-only place is ours now: it is written to, and can be deleted. Links keep the rights that
    they share with the user's own file."""
    for path in (folder, *folder.rglob("*")):
        found = path.stat()
        if path.is_dir() or found.st_nlink == 1:
            path.chmod(found.st_mode | (stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR))


def delete_version(folder: Path) -> None:
    """Delete one version's folder, and the name's own when no other version is in it."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.parent.rmdir()
