"""What is installed: what Foundry Local knows, compared with what lies in the libraries."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from foundry_local_sdk.catalog import Catalog

from app import libraries
from app.core.foundry_index import registered_folders
from app.core.installed import InstalledModel, ModelState, missing_file, name_of_id
from app.core.library import find_deployments, last_used
from app.core.library_format import newer_version
from app.core.own_bytes import own_bytes
from app.core.plan import Deployment
from app.engine.foundry import open_catalog
from app.engine.lost_note import is_begun, is_ours


def list_models() -> tuple[InstalledModel, ...]:
    """Every model that is registered or lies in a known library, newest first."""
    with open_catalog() as catalog:
        return compare(catalog)


def usable(models: tuple[InstalledModel, ...]) -> tuple[Deployment, ...]:
    """Those that can be asked for."""
    return tuple(model.deployment for model in models if model.state is ModelState.READY)


def compare(catalog: Catalog) -> tuple[InstalledModel, ...]:
    """``list_models`` with a catalog that is open."""
    known = dict(_registered(catalog))
    notes = {deployment.folder.resolve(): deployment for deployment in _notes(known)}
    models = []
    for folder, note in notes.items():
        with suppress(OSError):  # another window is deleting it
            models.append(_of_note(note, registered=known.get(note.model_id) == folder))
    rest = ((identifier, path) for identifier, path in known.items() if path not in notes and not is_begun(path))
    models += [_of_id(identifier, path) for identifier, path in rest]
    return tuple(sorted(models, key=lambda model: model.deployment.created, reverse=True))


def _registered(catalog: Catalog) -> Iterator[tuple[str, Path]]:
    """Of each registered id the folder; the SDK tells none for a folder that is gone."""
    folders = registered_folders(libraries.index())
    for model in catalog.list_models():
        for variant in model.variants:
            yield variant.id, folders.get(variant.id, Path()).resolve()


def _notes(known: dict[str, Path]) -> Iterator[Deployment]:
    """Of the libraries, and of registered folders outside them."""
    yield from find_deployments(libraries.known_libraries())
    yield from find_deployments({folder.parent.parent for folder in known.values()})


def _of_note(note: Deployment, registered: bool) -> InstalledModel:
    missing = missing_file(note)
    state = ModelState.FILE_MISSING if missing else ModelState.READY if registered else ModelState.NOT_REGISTERED
    return InstalledModel(
        deployment=note,
        state=state,
        missing=missing,
        last_used=last_used(note.folder),
        own_bytes=own_bytes(note.folder),
        keeper=newer_version(note.folder.parent.parent),
    )


def _of_id(identifier: str, folder: Path) -> InstalledModel:
    name = name_of_id(identifier)
    found = Deployment(name=name, model_id=identifier, folder=folder, precision="", context_length=0, bytes=0)
    if is_ours(identifier, folder):
        keeper, size = newer_version(folder.parent.parent), own_bytes(folder)
        return InstalledModel(deployment=found, state=ModelState.NOTE_LOST, own_bytes=size, keeper=keeper)
    state = ModelState.OTHER_PROGRAM if folder.is_dir() else ModelState.FOLDER_GONE
    return InstalledModel(deployment=found, state=state)
