"""Installed models go to another library, each whole or not at all: what is interrupted goes on with the next move."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

from foundry_local_sdk.catalog import Catalog
from msgspec.structs import replace

from app.core.computer.machine import existing_parent, require_room
from app.core.events import Unit
from app.core.failures import Failure, FailureKind
from app.core.files.durable import flush_folder, flush_names
from app.core.files.os_failures import failure_of
from app.core.library.deployment import Deployment
from app.core.library.format import check_changeable, check_format
from app.core.library.foundry_index import registered_folders
from app.core.library.installed import InstalledModel, LeftBehind, LibraryMove, ModelState
from app.core.library.notes import folder_bytes, is_begun, read_deployment
from app.core.requests import MoveLibrary
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.foundry import open_catalog, register
from app.engine.library.listing import installed_models
from app.engine.library.remove import OURS
from app.engine.progress import Steps
from app.storage import libraries
from app.storage.in_use import require_unused
from app.storage.job_folder import remove_empty, remove_folder, signed_folder

COPIED_AT_ONCE = 8 << 20  # bytes between two reports
ROOM_FOR_NOTES = 1_000_000  # bytes for names and notes

Report = Callable[[int], None]  # bytes that were copied since the last one


def move_library(request: MoveLibrary, emit: Emit) -> LibraryMove:
    """Raises ``Failure`` (DISK_FULL, LIBRARY_NEWER) before anything has moved. A model that is in use, or cannot be
    moved for another reason, stays, and the result says so."""
    with libraries.library_lock(), open_catalog() as catalog:
        models = [model for model in installed_models(catalog) if _is_meant(model, request)]
        _finish_interrupted(catalog, request.to)
    check_format(request.to)
    copied = {model.deployment.folder: _copied_bytes(model.deployment.folder, request.to) for model in models}
    total = sum(copied.values())
    if total:
        require_room(total + ROOM_FOR_NOTES, request.to, request.to)
    steps, done = Steps(emit, {Step.COPYING: 1.0}), 0

    def report(count: int) -> None:
        nonlocal done
        done += count
        steps.advance(done, total, unit=Unit.BYTES)

    steps.start(Step.COPYING)
    moved: list[Deployment] = []
    left: list[LeftBehind] = []
    for model in models:
        try:
            moved.append(_move(model, request.to, report))
        except (Failure, OSError) as error:
            failure = error if isinstance(error, Failure) else failure_of(error, request.to)
            left.append(LeftBehind(model_id=model.deployment.model_id, kind=failure.kind, facts=failure.facts))
    return LibraryMove(moved=tuple(moved), left=tuple(left))


def _is_meant(model: InstalledModel, request: MoveLibrary) -> bool:
    return (
        model.state in OURS and model.deployment.library.resolve() == request.library.resolve() != request.to.resolve()
    )


def _copied_bytes(folder: Path, to: Path) -> int:
    same = folder.stat().st_dev == existing_parent(to).stat().st_dev
    return 0 if same else folder_bytes(folder)


def _move(model: InstalledModel, to: Path, report: Report) -> Deployment:
    before = model.deployment
    folder = to / before.folder.parent.name / before.folder.name
    after = replace(before, folder=folder)
    check_changeable(before.library)
    require_unused(before)
    if is_begun(before.folder):
        raise Failure(FailureKind.MODEL_IN_USE, path=str(before.folder))
    if folder.exists() and read_deployment(folder) != after:
        raise Failure(FailureKind.DESTINATION_EXISTS, path=str(folder))
    with libraries.library_lock():
        libraries.remember_library(to)  # whatever happens: what is there is found
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        if folder.exists() or not _renamed(model, after):  # it exists: an earlier move has copied it
            _copy(model, after, report)
    finally:
        remove_empty((folder.parent,))
    remove_empty((before.folder.parent,))
    return after


def _renamed(model: InstalledModel, after: Deployment) -> bool:
    """Whether it was moved by a new name; False: it has to be copied to another volume."""
    before = model.deployment
    with libraries.library_lock(), open_catalog() as catalog:
        require_unused(before)
        known = _is_registered(before)
        try:
            before.folder.rename(after.folder)
        except PermissionError as error:  # Windows: another program has one of its files open
            raise Failure(FailureKind.MODEL_IN_USE, str(error), path=str(before.folder)) from error
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            return False
        flush_names(after.folder.parent)
        flush_names(before.folder.parent)
        try:
            if known:
                register(catalog, after)
        except Failure:
            after.folder.rename(before.folder)
            register(catalog, before)
            raise
    return True


def _copy(model: InstalledModel, after: Deployment, report: Report) -> None:
    """The original goes when the copy is whole and known. A copy that is not whole lies in a folder of a job, which is
    known as useless when this process is ended by force."""
    before = model.deployment
    staging = signed_folder(after.folder.parent)
    try:
        fresh = staging / "model"
        if not after.folder.exists():
            _copy_folder(before.folder, fresh, report)
        with libraries.library_lock(), open_catalog() as catalog:
            require_unused(before)
            known = _is_registered(before)
            if not after.folder.exists():
                fresh.rename(after.folder)
                flush_names(after.folder.parent)
            try:
                if known:
                    register(catalog, after)
                _delete(before.folder)
            except (Failure, OSError):  # it stays where it was
                if known:
                    register(catalog, before)
                after.folder.rename(fresh)
                raise
    finally:
        remove_folder(staging)


def _copy_folder(folder: Path, to: Path, report: Report) -> None:
    def copy(source: str, destination: str) -> str:
        with Path(source).open("rb") as read, Path(destination).open("wb") as write:
            while block := read.read(COPIED_AT_ONCE):
                write.write(block)
                report(len(block))
        shutil.copystat(source, destination)
        return destination

    shutil.copytree(folder, to, copy_function=copy)
    flush_folder(to)
    if _sizes(folder) != _sizes(to):
        raise Failure(FailureKind.DRIVE_FAILS, "the copy is another", path=str(to.parent), reason="")


def _sizes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def _delete(folder: Path) -> None:
    """All of it, or nothing where a program has one of its files open (Windows). A folder that is on its way out is
    known as useless when this process is ended by force."""
    going = signed_folder(folder.parent)
    try:
        folder.rename(going / "model")
    except PermissionError as error:
        raise Failure(FailureKind.MODEL_IN_USE, str(error), path=str(folder)) from error
    finally:
        remove_folder(going)


def _is_registered(deployment: Deployment) -> bool:
    known = registered_folders(libraries.index()).get(deployment.model_id)
    return known is not None and known.resolve() == deployment.folder.resolve()


def _finish_interrupted(catalog: Catalog, to: Path) -> None:
    """What got its new place and was not registered there before the process was ended by force."""
    known = registered_folders(libraries.index())
    for model in installed_models(catalog):
        found = model.deployment
        place = known.get(found.model_id)
        if (
            model.state is ModelState.NOT_REGISTERED
            and found.library.resolve() == to.resolve()
            and place
            and not place.exists()
        ):
            register(catalog, found)
