"""A model gets another name: its folder, its files, and what Foundry Local knows."""

from contextlib import suppress
from pathlib import Path

from foundry_local_sdk.catalog import Catalog
from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.library.deployment import Deployment
from app.core.library.format import check_changeable
from app.core.library.installed import InstalledModel, ModelState
from app.core.library.naming import check_name, model_id, version_of_id
from app.core.library.notes import is_begun
from app.core.requests import Rename
from app.engine.foundry import open_catalog, register, unregister
from app.engine.library import unfinished_rename
from app.engine.library.listing import installed_models
from app.engine.library.remove import OURS
from app.engine.library.unfinished_rename import Renaming, note_name
from app.storage import libraries
from app.storage.histories import carry_histories
from app.storage.in_use import require_unused


def rename(request: Rename) -> tuple[Deployment, ...]:
    """The renamed versions. Raises ``Failure`` (NAME_INVALID, NAME_TAKEN, NOT_INSTALLED, MODEL_IN_USE, LIBRARY_NEWER);
    everything is as before then."""
    if failure := check_name(request.to):
        raise failure
    with libraries.library_lock(), open_catalog() as catalog:
        unfinished_rename.finish_renaming(catalog)
        models = installed_models(catalog)
        mine = [model.deployment for model in models if _is_meant(model, request.name)]
        if not mine:
            raise Failure(FailureKind.NOT_INSTALLED, name=request.name)
        _require_free(request.to, models, mine)
        after = _rename(catalog, mine, request.to)
        with suppress(OSError):  # the model has its name; only what is told of earlier days has not
            carry_histories(request.name, [version_of_id(each.model_id) for each in mine], request.to)
        return after


def renamed(deployment: Deployment, name: str) -> Deployment:
    """What ``deployment`` is after it got ``name``; a folder that was moved elsewhere stays there."""
    moves = deployment.folder.parent.name == deployment.name
    folder = deployment.folder.parent.with_name(name) / deployment.folder.name if moves else deployment.folder
    return replace(deployment, name=name, model_id=model_id(name, version_of_id(deployment.model_id)), folder=folder)


def _is_meant(model: InstalledModel, name: str) -> bool:
    return model.state in OURS and model.state is not ModelState.NOTE_LOST and model.deployment.name == name


def _require_free(name: str, models: tuple[InstalledModel, ...], mine: list[Deployment]) -> None:
    folders = {library / name for library in libraries.known_libraries()}
    own = [deployment.folder.parent for deployment in mine if deployment.folder.parent.exists()]
    # a Mac finds its own folder under the name in capitals, too
    lies_there = any(folder.exists() and not any(map(folder.samefile, own)) for folder in folders)
    others = (model.deployment.name for model in models if model.deployment not in mine)
    if lies_there or any(other.casefold() == name.casefold() for other in others):
        raise Failure(FailureKind.NAME_TAKEN, name=name)


def _rename(catalog: Catalog, before: list[Deployment], name: str) -> tuple[Deployment, ...]:
    for deployment in before:
        check_changeable(deployment.library)
        require_unused(deployment)
    parents = {each.folder.parent for each in before if each.folder.parent.name == each.name}
    for parent in parents:
        _require_quiet(parent)
    after = tuple(renamed(deployment, name) for deployment in before)
    unfinished_rename.begin_renaming(Renaming(tuple(before), after))
    moved: list[Path] = []
    try:
        for parent in parents:
            _move(parent, parent.with_name(name))
            moved.append(parent)
        for deployment in after:
            note_name(deployment)
            register(catalog, deployment)
    except BaseException as error:
        _move_back(moved, name)
        if unfinished_rename.finish_renaming(catalog) or not isinstance(error, OSError):
            raise
        return after
    for deployment in before:
        unregister(catalog, deployment.model_id)
    unfinished_rename.end_renaming()
    return after


def _require_quiet(folder: Path) -> None:
    """Another window may be working in it: converting, copying, or hearing from a new version."""
    working = [path for path in folder.iterdir() if path.is_dir() and _is_in_work(path)]
    if working:
        raise Failure(FailureKind.MODEL_IN_USE, str(working), path=str(folder))


def _is_in_work(folder: Path) -> bool:
    """A copy that is being made, or a version that has not answered yet. An empty place is nobody's: beside that of a
    version to come lies its copy, so it is what a removal had to leave."""
    return folder.name.startswith(".") or is_begun(folder)


def _move(folder: Path, to: Path) -> None:
    try:
        folder.rename(to)
    except PermissionError as error:  # Windows: another program has one of its files open
        raise Failure(FailureKind.MODEL_IN_USE, str(error), path=str(folder)) from error


def _move_back(moved: list[Path], name: str) -> None:
    for parent in moved:
        with suppress(OSError):  # a virus scanner holds the folder, say
            parent.with_name(name).rename(parent)
