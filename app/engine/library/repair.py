"""Repairs what is installed: the index is rebuilt, moved and forgotten models are registered again. A model that
cannot be mended is named and does not hinder the others."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from foundry_local_sdk.catalog import Catalog
from msgspec.structs import replace

from app.core.failures import Failure
from app.core.files.folder import read_json
from app.core.library.converted_check import GENAI_CONFIG
from app.core.library.deployment import Deployment
from app.core.library.format import check_format
from app.core.library.genai_config import put_settings_back, write_genai_config
from app.core.library.installed import InstalledModel, Mended, ModelState, missing_file
from app.core.library.naming import check_name, model_id
from app.core.library.notes import DEPLOYMENT, read_deployment, versions, write_deployment
from app.core.package.model_safety import check_safe
from app.core.requests import Repair
from app.engine.foundry import open_catalog, register, unregister
from app.engine.library.listing import installed_models
from app.engine.library.restore_note import restored_note
from app.engine.library.unfinished_rename import note_name
from app.storage import libraries

DEEPEST = 4  # folders below the one that is searched


def repair(request: Repair) -> tuple[Mended, ...]:
    """One result for each model that was not in order. Raises ``Failure`` only when nothing can be looked at."""
    damaged = _is_damaged(libraries.index())
    with libraries.library_lock(), open_catalog() as catalog:
        models = installed_models(catalog)
        results = [*(_was_forgotten(model) for model in models if damaged and model.state is ModelState.READY)]
        search = _Search(models, request.search)
        for model in models:
            if model.state is ModelState.NOT_REGISTERED:
                results.append(_try(catalog, model, search.place_of(model.deployment), search))
        models = tuple(_with_settings(model) for model in models)
        results += [_restore_note(catalog, model) for model in models if model.state is ModelState.NOTE_LOST]
        for model in models:
            if model.state is ModelState.FOLDER_GONE and model.deployment.model_id not in search.mended:
                results.append(_try(catalog, model, search.find(model.deployment.model_id), search))
            elif model.state is ModelState.FILE_MISSING:
                results.append(_restore_settings(catalog, model))
        return tuple(results)


class _Search:
    """Where models may lie, and which ids are free."""

    def __init__(self, models: tuple[InstalledModel, ...], folder: Path | None) -> None:
        self.mended: set[str] = set()  # ids, those before and those after
        self._gone = {model.deployment.model_id for model in models if model.state is ModelState.FOLDER_GONE}
        present = (model for model in models if model.state not in (ModelState.FOLDER_GONE, ModelState.NOT_REGISTERED))
        self._used = {model.deployment.model_id for model in present}
        self._found = {note.model_id: note for note in _notes_below(folder)} if folder else {}

    def find(self, identifier: str) -> Deployment | None:
        return self._found.get(identifier)

    def place_of(self, note: Deployment) -> Deployment | None:
        """``note`` as its folder says it now, which may have been renamed or copied; None when its id is in use."""
        name, version = note.folder.parent.name, note.folder.name
        if check_name(name) is None and versions(note.folder.parent).count(int(version) if version.isdigit() else 0):
            note = replace(note, name=name, model_id=model_id(name, int(version)))
        return None if note.model_id in self._used else note

    def take(self, before: str, after: str) -> bool:
        """``before`` is mended as ``after``; True when it has to be forgotten."""
        self._used.add(after)
        self.mended |= {before, after}
        return before != after and before in self._gone


def _try(catalog: Catalog, model: InstalledModel, found: Deployment | None, search: _Search) -> Mended:
    if found is None:
        return _result(model)
    before = model.deployment.model_id
    try:
        check_format(found.library)
        _write_anew(found.folder)  # a stranger's folder may say that it is this model
        note_name(found)
        register(catalog, found)
        if search.take(before, found.model_id):
            unregister(catalog, before)
        libraries.remember_library(found.library)
    except (Failure, OSError) as error:
        return _result(model, details=str(error))
    return Mended(model_id=found.model_id, state=model.state, mended=True, folder=found.folder)


def _with_settings(model: InstalledModel) -> InstalledModel:
    """``model``, whose settings were put back where they are damaged, too: its note needs them."""
    if model.state is ModelState.NOTE_LOST:
        with suppress(Failure, OSError):
            put_settings_back(model.deployment.folder)
    return model


def _restore_settings(catalog: Catalog, model: InstalledModel) -> Mended:
    """A damaged ``genai_config.json`` is restored from its copy; other files there are no copies of."""
    if model.missing != GENAI_CONFIG:
        return _result(model, missing=model.missing)
    try:
        check_format(model.deployment.library)
        put_settings_back(model.deployment.folder)
        _write_anew(model.deployment.folder)
        register(catalog, model.deployment)
    except (Failure, OSError) as error:
        return _result(model, missing=model.missing, details=str(error))
    missing = missing_file(model.deployment)
    if missing:
        return _result(model, missing=missing)
    identifier, folder = model.deployment.model_id, model.deployment.folder
    return Mended(model_id=identifier, state=model.state, mended=True, folder=folder)


def _write_anew(folder: Path) -> None:
    """What the runtime will read holds nothing but what a model needs. Raises ``Failure`` and ``OSError``."""
    check_safe(folder)
    write_genai_config(folder, read_json(folder / GENAI_CONFIG))


def _restore_note(catalog: Catalog, model: InstalledModel) -> Mended:
    identifier, folder = model.deployment.model_id, model.deployment.folder
    try:
        check_format(model.deployment.library)
        _write_anew(folder)
        found = restored_note(identifier, folder)
        write_deployment(found, DEPLOYMENT)
        register(catalog, found)
    except (Failure, OSError) as error:
        return _result(model, details=str(error))
    return Mended(model_id=identifier, state=model.state, mended=True, folder=folder)


def _result(model: InstalledModel, missing: str = "", details: str = "") -> Mended:
    return Mended(
        model_id=model.deployment.model_id,
        state=model.state,
        mended=False,
        folder=model.deployment.folder,
        missing=missing,
        details=details,
    )


def _was_forgotten(model: InstalledModel) -> Mended:
    return Mended(
        model_id=model.deployment.model_id,
        state=ModelState.NOT_REGISTERED,
        mended=True,
        folder=model.deployment.folder,
    )


def _is_damaged(index: Path) -> bool:
    try:
        return "models" not in read_json(index)
    except Failure:
        return True
    except OSError:
        return False


def _notes_below(folder: Path) -> Iterator[Deployment]:
    for depth in range(DEEPEST):
        for note in folder.glob("*/" * depth + DEPLOYMENT):
            if deployment := read_deployment(note.parent):
                yield deployment
