"""A model's way into the library: a staging folder beside its place, then one rename."""

import shutil
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.core.computer.machine import require_room
from app.core.failures import Failure, FailureKind, tells_of_full_disk
from app.core.files.durable import flush_folder, flush_names
from app.core.files.links import LARGE, link_or_copy
from app.core.library.format import check_format
from app.core.library.foundry_index import registered_folders
from app.core.library.interrupted_deployment import Begun, note_begun
from app.core.library.naming import model_id
from app.core.library.notes import BEING_DEPLOYED, DEPLOYMENT, next_folder, reserve_folder, version_of
from app.core.package.contents import model_contents
from app.storage.libraries import index, library_lock, remember_library, taken_versions

COPY_SPARE = 1_000_000  # bytes for the configuration and the notes


def into_library(folder: Path, library: Path, name: str, job: Path) -> Path:
    """The model's folder in the library; the parent that runs ``job`` takes it back if this process is ended by force.

    Raises ``Failure`` (DISK_FULL, DESTINATION_NOT_WRITABLE, LIBRARY_NEWER) and ``OSError``; nothing half-done is left.
    """
    with library_lock():
        check_format(library)
        version = version_of(folder, library, name)
        installed = (folder / DEPLOYMENT).exists()  # an installed model stays, also when the new version fails
        if version and not installed and _is_free(model_id(name, version), folder):
            note_begun(job, Begun(folder=folder, staging=None, model_id=model_id(name, version)))
            return folder
        staging = library / name / f".copy{job.name}"
        remember_library(library)  # Another deployment, to another library, must not take the same version
        target = _reserve(library, name, staging, job)
    _link(folder, target, staging)
    return target


def _reserve(library: Path, name: str, staging: Path, job: Path) -> Path:
    """An empty folder for the next version, and ``staging`` beside it, which says that somebody is at work there. They
    are noted before they are made: a process that is ended by force between the two leaves nothing behind."""
    taken = taken_versions(name)

    def note(folder: Path) -> None:
        note_begun(job, Begun(folder=folder, staging=staging, model_id=model_id(name, int(folder.name))))

    note(expected := next_folder(library, name, taken))
    target = reserve_folder(library, name, taken)
    if target != expected:  # a conversion was faster
        note(target)
    try:
        staging.mkdir()
    except OSError:
        target.rmdir()
        raise
    return target


def _is_free(identifier: str, folder: Path) -> bool:
    """Whether no other folder is registered under ``identifier``, such as one in another library."""
    other = registered_folders(index()).get(identifier)
    return other is None or other.resolve() == folder.resolve()


def _link(folder: Path, target: Path, staging: Path) -> None:
    """Hard links where the file system can (no second copy of the weights), copies elsewhere. ``target`` and
    ``staging`` are empty folders, kept for us."""
    try:
        contents = model_contents(folder)
        _check_space(contents, target)
        for path in contents:
            link_or_copy(str(path), str(staging / path.name))
        _make_writable(staging)
        (staging / BEING_DEPLOYED).touch()  # Until it has its note, the folder must not be renamed
        flush_folder(staging)
        with library_lock():
            target.rmdir()  # Windows renames to nothing that exists
            staging.rename(target)
        flush_names(target.parent)
    except OSError as error:
        if not tells_of_full_disk(error):
            raise
        raise Failure(FailureKind.DISK_FULL, str(error), path=str(target.parent)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        with suppress(OSError):  # still empty: nothing came of it
            target.rmdir()


def _check_space(contents: Sequence[Path], target: Path) -> None:
    """Raises ``Failure(DISK_FULL)`` when the files that cannot be links have no room."""
    volume = target.stat().st_dev
    found = [(path, path.stat()) for path in contents]
    copied = [each.st_size for path, each in found if path.suffix not in LARGE or each.st_dev != volume]
    require_room(sum(copied) + COPY_SPARE, target, target.parent)


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
