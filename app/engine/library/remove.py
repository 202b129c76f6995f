"""Models go: out of Foundry Local first, then into the trash."""

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from foundry_local_sdk.catalog import Catalog
from send2trash import TrashPermissionError, send2trash

from app.core.failures import Failure, FailureKind, Variant
from app.core.library.deployment import Deployment
from app.core.library.format import check_changeable
from app.core.library.foundry_index import registered_folders
from app.core.library.installed import InstalledModel, ModelState
from app.core.library.naming import version_of_id
from app.core.library.notes import read_offered
from app.core.requests import Remove
from app.engine.foundry import open_catalog, register, unregister
from app.engine.library.foundry_cli import PLACE
from app.engine.library.listing import installed_models
from app.storage import libraries
from app.storage.in_use import require_unused

# Their folders may be deleted
OURS = (ModelState.READY, ModelState.NOT_REGISTERED, ModelState.FILE_MISSING, ModelState.NOTE_LOST)


def remove(request: Remove) -> tuple[InstalledModel, ...]:
    """What went, or would go. Raises ``Failure`` (NOT_INSTALLED, MODEL_IN_USE, TRASH_REFUSED, LIBRARY_NEWER); a model
    that could not be deleted is still registered then."""
    with libraries.library_lock(), open_catalog() as catalog:
        models = tuple(model for model in installed_models(catalog) if _is_meant(model, request))
        if not models:
            raise _not_installed(request)
        if request.preview:
            return models
        remove_models(catalog, models, permanently=request.permanently)
    return models


def remove_earlier(deployment: Deployment) -> None:
    """Unregister the versions before ``deployment`` and move them to the trash; raises like ``remove``."""
    with libraries.library_lock(), open_catalog() as catalog:
        models = [model for model in installed_models(catalog) if model.deployment.name == deployment.name]
        latest = version_of_id(deployment.model_id)
        earlier = [model for model in models if model.state in OURS and model.version < latest]
        remove_models(catalog, earlier, permanently=False)


def remove_models(catalog: Catalog, models: Collection[InstalledModel], *, permanently: bool) -> None:
    """Raises like ``remove``; the caller holds the library's lock."""
    ours = [model for model in models if model.state in OURS]
    for model in ours:
        check_changeable(model.deployment.library)
        require_unused(model.deployment)
    known = registered_folders(libraries.index())
    registered = [model for model in models if _folder(known, model) == model.deployment.folder.resolve()]
    later = [each for model in registered if (each := _unregister(catalog, model.deployment, permanently))]
    offered = [place for model in ours if (place := read_offered(model.deployment.folder))]
    try:
        for folder in _whole_names(ours):
            _delete(folder, permanently)
    except Failure:
        for model in registered:
            if model.deployment.folder.is_dir():
                register(catalog, model.deployment)
        raise
    for identifier in later:
        unregister(catalog, identifier)
    for place in offered:
        if place.parent.name == PLACE:
            shutil.rmtree(place, ignore_errors=True)  # links and copies: the files are in the trash


def _unregister(catalog: Catalog, deployment: Deployment, permanently: bool) -> str:
    """On a full disk nothing can be written before something is deleted: the id is given back then. Raises ``Failure``
    (TRASH_REFUSED: in the trash the model would take as much room)."""
    try:
        unregister(catalog, deployment.model_id)
    except Failure as failure:
        if failure.kind is not FailureKind.DISK_FULL:
            raise
        if permanently:
            return deployment.model_id
        kind, path = FailureKind.TRASH_REFUSED, str(deployment.folder)
        raise Failure(kind, failure.details, Variant.NO_ROOM, path=path) from failure
    return ""


def _not_installed(request: Remove) -> Failure:
    kind, name = FailureKind.NOT_INSTALLED, request.name
    if not request.version:
        return Failure(kind, name=name)
    return Failure(kind, "", Variant.VERSION, name=name, version=str(request.version))


def _is_meant(model: InstalledModel, request: Remove) -> bool:
    by_name = request.name in (model.deployment.name, model.deployment.model_id)
    return by_name and request.version in (None, model.version)


def _folder(known: dict[str, Path], model: InstalledModel) -> Path | None:
    folder = known.get(model.deployment.model_id)
    return folder.resolve() if folder else None


def _whole_names(models: Collection[InstalledModel]) -> Iterator[Path]:
    """Their folders, but the folder of a name when nothing else is in it: so one finds it by its name in the trash. A
    version that was moved into a folder of another name leaves that folder alone."""
    names = {model.deployment.folder.parent: model.deployment.name for model in models}
    for parent, name in names.items():
        inside = {model.deployment.folder for model in models if model.deployment.folder.parent == parent}
        if parent.name == name and inside == set(parent.iterdir()):
            yield parent
        else:
            yield from inside


def _delete(folder: Path, permanently: bool) -> None:
    try:
        if permanently:
            shutil.rmtree(folder)
        else:
            send2trash(str(folder))
    except TrashPermissionError as error:
        raise Failure(FailureKind.TRASH_REFUSED, str(error), path=str(folder)) from error
    except PermissionError as error:  # Windows: another program has one of its files open
        raise Failure(FailureKind.MODEL_IN_USE, str(error), path=str(folder)) from error
    except OSError as error:
        raise Failure(FailureKind.TRASH_REFUSED, str(error), path=str(folder)) from error
