"""What is installed: what Foundry Local knows, compared with what lies in the libraries."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from foundry_local_sdk.catalog import Catalog

from app.core.failures import Failure
from app.core.files.deletion import freed_bytes
from app.core.library.deployment import Deployment, library_of
from app.core.library.format import newer_version
from app.core.library.foundry_index import registered_folders
from app.core.library.installed import InstalledModel, ModelState, missing_file
from app.core.library.naming import check_name, model_id, name_of_id
from app.core.library.notes import damaged_versions, find_deployments, is_begun, last_used
from app.engine.foundry import open_catalog
from app.engine.library import unfinished_rename
from app.engine.library.restore_note import is_ours
from app.storage import libraries


def list_models() -> tuple[InstalledModel, ...]:
    """Every model that is registered or lies in a known library, newest first."""
    with open_catalog() as catalog:
        if unfinished_rename.is_unfinished():
            with suppress(Failure, OSError), libraries.library_lock():  # else another process is at it
                unfinished_rename.finish_renaming(catalog)
        return installed_models(catalog)


def usable(models: tuple[InstalledModel, ...]) -> tuple[Deployment, ...]:
    """Those that can be asked for."""
    return tuple(model.deployment for model in models if model.state is ModelState.READY)


def installed_models(catalog: Catalog) -> tuple[InstalledModel, ...]:
    """``list_models`` with a catalog that is open."""
    known = dict(_registered(catalog))
    notes = {deployment.folder.resolve(): deployment for deployment in _notes(known)}
    models = []
    for folder, note in notes.items():
        with suppress(OSError):  # another window is deleting it
            models.append(_of_note(note, registered=known.get(note.model_id) == folder))
    rest = ((identifier, path) for identifier, path in known.items() if path not in notes and not is_begun(path))
    models += [_of_id(identifier, path) for identifier, path in rest]
    models += [_of_id(identifier, path) for identifier, path in _damaged(known)]
    return tuple(sorted(models, key=lambda model: model.deployment.created, reverse=True))


def _damaged(known: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    """Versions whose note cannot be read and that Foundry Local does not know either, by the names of their folders."""
    for library in libraries.known_libraries():
        for folder in damaged_versions(library):
            if folder.resolve() not in known.values() and check_name(folder.parent.name) is None:
                yield model_id(folder.parent.name, int(folder.name)), folder


def _registered(catalog: Catalog) -> Iterator[tuple[str, Path]]:
    """Each registered id with its folder; the SDK tells none for a folder that is gone."""
    folders = registered_folders(libraries.index())
    for model in catalog.list_models():
        for variant in model.variants:
            yield variant.id, folders.get(variant.id, Path()).resolve()


def _notes(known: dict[str, Path]) -> Iterator[Deployment]:
    """The notes in the libraries, and in registered folders outside them."""
    yield from find_deployments(libraries.known_libraries())
    yield from find_deployments({library_of(folder) for folder in known.values()})


def _of_note(note: Deployment, registered: bool) -> InstalledModel:
    missing = missing_file(note)
    state = ModelState.FILE_MISSING if missing else ModelState.READY if registered else ModelState.NOT_REGISTERED
    return InstalledModel(
        deployment=note,
        state=state,
        missing=missing,
        last_used=last_used(note.folder),
        own_bytes=freed_bytes(note.folder),
        keeper=newer_version(note.library),
    )


def _of_id(identifier: str, folder: Path) -> InstalledModel:
    name = name_of_id(identifier)
    found = Deployment(name=name, model_id=identifier, folder=folder, precision="", context_length=0, bytes=0)
    if is_ours(identifier, folder):
        keeper, size = newer_version(library_of(folder)), freed_bytes(folder)
        return InstalledModel(deployment=found, state=ModelState.NOTE_LOST, own_bytes=size, keeper=keeper)
    state = ModelState.OTHER_PROGRAM if folder.is_dir() else ModelState.FOLDER_GONE
    return InstalledModel(deployment=found, state=state)
