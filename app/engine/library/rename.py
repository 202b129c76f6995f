"""A model gets another name: its folder, its files, and what Foundry Local knows."""

from contextlib import suppress
from pathlib import Path

from foundry_local_sdk.catalog import Catalog
from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.files.durable import write_json
from app.core.files.folder import read_json
from app.core.library.deployment import Deployment
from app.core.library.format import check_changeable
from app.core.library.installed import InstalledModel, ModelState
from app.core.library.naming import check_name, model_id, version_of_id
from app.core.library.notes import DEPLOYMENT, is_begun, read_deployment, write_deployment
from app.core.requests import Rename
from app.engine.foundry import open_catalog, register, unregister
from app.engine.library.listing import installed_models
from app.engine.library.remove import OURS
from app.storage import libraries
from app.storage.histories import carry_histories
from app.storage.in_use import require_unused

INFERENCE_MODEL = "inference_model.json"


def rename(request: Rename) -> tuple[Deployment, ...]:
    """The renamed versions. Raises ``Failure`` (NAME_INVALID, NAME_TAKEN, NOT_INSTALLED, MODEL_IN_USE, LIBRARY_NEWER);
    everything is as before then."""
    if failure := check_name(request.to):
        raise failure
    with libraries.library_lock(), open_catalog() as catalog:
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


def note_name(deployment: Deployment) -> None:
    """Write into the model's folder what it is called. Raises ``OSError``."""
    write_deployment(deployment, DEPLOYMENT)
    path = deployment.folder / INFERENCE_MODEL
    if path.is_file():
        write_json(path, read_json(path) | {"Name": deployment.name})


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
    moved: list[Path] = []
    after = tuple(renamed(deployment, name) for deployment in before)
    try:
        for parent in parents:
            _move(parent, parent.with_name(name))
            moved.append(parent)
        for deployment in after:
            note_name(deployment)
            register(catalog, deployment)
    except BaseException as error:
        if _take_back(catalog, before, after, moved) or not isinstance(error, OSError):
            raise
    for deployment in before:
        unregister(catalog, deployment.model_id)
    return after


def _require_quiet(folder: Path) -> None:
    """Another window may be working in it: converting, copying, or hearing from a new version."""
    working = [path for path in folder.iterdir() if path.is_dir() and _is_in_work(path)]
    if working:
        raise Failure(FailureKind.MODEL_IN_USE, str(working), path=str(folder))


def _is_in_work(folder: Path) -> bool:
    """A copy that is being made, a version that has not answered yet, or the empty place of a version to come."""
    return folder.name.startswith(".") or is_begun(folder) or not any(folder.iterdir())


def _move(folder: Path, to: Path) -> None:
    try:
        folder.rename(to)
    except PermissionError as error:  # Windows: another program has one of its files open
        raise Failure(FailureKind.MODEL_IN_USE, str(error), path=str(folder)) from error


def _take_back(catalog: Catalog, before: list[Deployment], after: tuple[Deployment, ...], moved: list[Path]) -> bool:
    """Whether a version has its old name; where also the way back is barred, each keeps the name that its note has."""
    for deployment in after:
        unregister(catalog, deployment.model_id)
    for parent in moved:
        with suppress(OSError):  # a virus scanner holds the folder, say
            parent.with_name(after[0].name).rename(parent)
    return any([_settle(catalog, old, new) for old, new in zip(before, after, strict=True)])


def _settle(catalog: Catalog, old: Deployment, new: Deployment) -> bool:
    """Make known what lies there; whether it has its old name."""
    here = old if old.folder.is_dir() else replace(old, folder=new.folder)
    if not here.folder.is_dir():
        return True  # it was not there before, either
    with suppress(OSError):
        note_name(here)
    noted = read_deployment(here.folder)
    if noted and noted.name == new.name:
        register(catalog, new)
        unregister(catalog, old.model_id)
        return False
    if here != old:
        register(catalog, here)
    return True
