"""What takes space without being of use: interrupted conversions and packages, and converted models that were never
installed."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app import paths
from app.core.failures import Failure
from app.core.files.deletion import delete_folder, freed_bytes
from app.core.files.journal import PATTERN
from app.core.files.lock import locked
from app.core.findings import LeftoverKind
from app.core.library.foundry_index import registered_folders
from app.core.library.interrupted_deployment import read_begun
from app.core.library.notes import DEPLOYMENT, PROVENANCE, UNCONFIRMED, is_damaged, read_provenance, versions
from app.core.package.manifest import PART_SUFFIX
from app.core.package.package_note import STAGING, read_package_note, staging_lock
from app.core.requests import Convert, MoveLibrary, Request
from app.core.wire import from_json
from app.storage.job_folder import (
    abandoned_folders,
    can_be_resumed,
    is_abandoned,
    read_note,
    remove_abandoned,
    remove_empty,
)
from app.storage.libraries import index
from app.storage.package_parts import left_parts

_NOTES = (DEPLOYMENT, UNCONFIRMED, PROVENANCE)  # files that only a folder of ours holds


class Leftover(Struct, frozen=True, kw_only=True):
    kind: LeftoverKind
    folder: Path  # the folder, or the file
    bytes: int  # bytes that deleting it frees
    model: str  # name of the model that was converted


def find_leftovers(library: Path) -> tuple[Leftover, ...]:
    """Everything of this kind in ``library`` and wherever else this computer's conversions have worked."""
    parents = {place.parent for place in _places()} | {paths.work_folder()}
    with suppress(OSError):
        parents |= {folder for folder in library.iterdir() if folder.is_dir()}
    interrupted = (_interrupted(folder) for parent in sorted(parents) for folder in abandoned_folders(parent))
    names: list[Path] = []
    with suppress(OSError):
        names = sorted(library.iterdir())
    deploying = _being_deployed()
    installations = (each for name in names for each in _not_installed(name, deploying))
    return (*interrupted, *_half_packed(), *_unpacked(library), *installations)


def _half_packed() -> Iterator[Leftover]:
    for part in left_parts():
        with suppress(OSError):
            size, name = part.stat().st_size, part.name.removesuffix(PART_SUFFIX)
            yield Leftover(kind=LeftoverKind.HALF_PACKED, folder=part, bytes=size, model=name)


def _unpacked(library: Path) -> Iterator[Leftover]:
    for folder in sorted(library.glob(f"{STAGING}*")):
        note = read_package_note(folder)
        if folder.is_dir() and not _is_working(folder):
            name, size = note.name if note else "", freed_bytes(folder)
            yield Leftover(kind=LeftoverKind.UNPACKED, folder=folder, bytes=size, model=name)


def _is_working(folder: Path) -> bool:
    try:
        with locked(staging_lock(folder)):
            return False
    except (Failure, OSError):
        return True


def not_installed(name: Path) -> Iterator[Leftover]:
    """The models in ``name``, a folder of the library, that Foundry Local never got and that no job is installing."""
    return _not_installed(name, _being_deployed())


def _not_installed(name: Path, deploying: set[Path]) -> Iterator[Leftover]:
    for version in versions(name):
        folder = name / str(version)
        if folder in deploying or ((folder / DEPLOYMENT).exists() and not _is_lost(folder)):
            continue
        if note := read_package_note(folder):
            yield Leftover(kind=LeftoverKind.UNPACKED, folder=folder, bytes=freed_bytes(folder), model=note.name)
        elif provenance := read_provenance(folder):
            kind, size = LeftoverKind.NOT_INSTALLED, freed_bytes(folder)
            yield Leftover(kind=kind, folder=folder, bytes=size, model=provenance.source)
        elif any((folder / note).exists() for note in _NOTES):
            kind, size = LeftoverKind.NOT_INSTALLED, freed_bytes(folder)
            yield Leftover(kind=kind, folder=folder, bytes=size, model=name.name)


def _is_lost(folder: Path) -> bool:
    """Whether neither its note nor Foundry Local knows any more that the model in ``folder`` is installed."""
    known = (path.resolve() for path in registered_folders(index()).values())
    return is_damaged(folder) and folder.resolve() not in known


def _being_deployed() -> set[Path]:
    """The folders that another window's job is about."""
    jobs = (job for job in paths.work_folder().glob(PATTERN) if not is_abandoned(job))
    return {begun.folder for job in jobs if (begun := read_begun(job))}


def interrupted(library: Path) -> tuple[Leftover, ...]:
    """Those of them that are no whole model."""
    return without_whole_models(find_leftovers(library))


def without_whole_models(found: tuple[Leftover, ...]) -> tuple[Leftover, ...]:
    """All that was ``found`` but whole models."""
    return tuple(each for each in found if each.kind is not LeftoverKind.NOT_INSTALLED)


def bytes_of(found: tuple[Leftover, ...]) -> int:
    """Bytes that deleting all of them frees."""
    return sum(leftover.bytes for leftover in found)


def sweep(leftovers: tuple[Leftover, ...]) -> int:
    """Delete those that are still of no use, however long ago they were found; returns the bytes that this freed."""
    freed = 0
    for leftover in filter(_is_left, leftovers):
        if leftover.kind in (LeftoverKind.NOT_INSTALLED, LeftoverKind.UNPACKED):
            delete_folder(leftover.folder)
            if not leftover.folder.name.startswith(STAGING):  # the parent of a staging folder is the library
                remove_empty((leftover.folder.parent,))
        elif leftover.kind is LeftoverKind.HALF_PACKED:
            with suppress(OSError):
                leftover.folder.unlink()
        else:
            remove_abandoned(leftover.folder)
        freed += 0 if leftover.folder.exists() else leftover.bytes
    for note, place in _notes():
        if not place.exists():
            note.unlink(missing_ok=True)
    return freed


def sweep_model(folder: Path) -> None:
    """Delete the converted model in ``folder``, unless it was installed meanwhile."""
    sweep(tuple(each for each in not_installed(folder.parent) if each.folder == folder))


def _is_left(leftover: Leftover) -> bool:
    """Whether it is still there, and no job has resumed or installed it meanwhile."""
    folder = leftover.folder
    match leftover.kind:
        case LeftoverKind.HALF_PACKED:
            return folder in left_parts()
        case LeftoverKind.UNPACKED if folder.name.startswith(STAGING):
            return not _is_working(folder)
        case LeftoverKind.UNPACKED | LeftoverKind.NOT_INSTALLED:
            return any(each.folder == folder for each in not_installed(folder.parent))
        case _:
            return is_abandoned(folder)


def sweep_useless(request: Request[Any]) -> int:
    """Before a job: delete what no job can resume in the places where it works; returns the freed bytes."""
    parents = [paths.work_folder(), *_places_of(request)]
    freed = 0
    for folder in (folder for parent in parents for folder in abandoned_folders(parent)):
        if not can_be_resumed(folder):
            freed += freed_bytes(folder)
            remove_abandoned(folder)
    return freed


def _places_of(request: Request[Any]) -> Iterator[Path]:
    """Where it works besides."""
    match request:
        case Convert():
            yield request.output.parent
        case MoveLibrary():
            yield from (*request.library.glob("*"), *request.to.glob("*"))


def _interrupted(folder: Path) -> Leftover:
    kind = LeftoverKind.RESUMABLE if can_be_resumed(folder) else LeftoverKind.INTERRUPTED
    try:
        model = read_note(folder).request.checkpoint.folder.name
    except (OSError, ValueError, msgspec.MsgspecError):
        model = ""
    return Leftover(kind=kind, folder=folder, bytes=freed_bytes(folder), model=model)


def _places() -> Iterator[Path]:
    return (place for _, place in _notes())


def _notes() -> Iterator[tuple[Path, Path]]:
    """The files that remember where conversions work, and these places."""
    for note in paths.work_folder().glob("*.place"):
        with suppress(OSError, msgspec.MsgspecError):
            place = from_json(note.read_bytes(), Path)
            if place.match(PATTERN):
                yield note, place
