"""Foundry Local's catalog of local models: open it, register, find, unregister."""

import locale
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from foundry_local_sdk import Configuration, FoundryLocalException, FoundryLocalManager
from foundry_local_sdk.catalog import Catalog, CatalogType
from foundry_local_sdk.imodel import IModel
from foundry_local_sdk.model_info import ModelInfoBuilder

from app import APP_ID, paths
from app.core.computer.machine import free_disk
from app.core.failures import Failure, FailureKind
from app.core.files.lock import locked
from app.core.library.deployment import Deployment
from app.core.library.foundry_index import check_version
from app.core.library.interrupted_deployment import to_unregister
from app.core.library.naming import model_id
from app.core.library.notes import find_deployments, read_deployment
from app.core.template.verification import TemplateVerification
from app.storage import libraries

DAMAGED = ".damaged"  # suffix of a damaged index
FULL = 100_000  # free bytes of a disk on which the index has no room


@contextmanager
def open_catalog() -> Iterator[Catalog]:
    """The local catalog of a Foundry Local of our own; one a process at a time."""
    cache = paths.foundry_cache()
    cache.mkdir(parents=True, exist_ok=True)
    folder = paths.foundry_folder()
    _read_paths_as_utf_8()
    configuration = Configuration(
        app_name=APP_ID,
        app_data_dir=str(folder),
        model_cache_dir=str(cache),
        logs_dir=str(folder / "logs"),
        disable_nonessential_telemetry=True,
    )
    FoundryLocalManager.initialize(configuration)
    manager = FoundryLocalManager.instance
    try:
        catalog = _readable(manager.get_catalog(CatalogType.LOCAL))
        _forget_unfinished(catalog)
        yield catalog
    finally:
        manager.close()


def _read_paths_as_utf_8() -> None:
    """On Windows, Foundry Local takes the bytes of a path, which are UTF-8, for the code page of the process's locale:
    below the home of a user with accents in the name its files would lie in a folder of another name, where nothing
    else looks for them."""
    if sys.platform == "win32":
        locale.setlocale(locale.LC_CTYPE, ".UTF-8")


def _readable(catalog: Catalog) -> Catalog:
    """Foundry Local refuses every call on a damaged index: it is then rebuilt, by one process at a time."""
    if _index_error(catalog) is None:
        return catalog
    with locked(paths.foundry_cache() / "rebuild.lock", libraries.LOCK_PATIENCE):
        error = _index_error(catalog)
        if error is not None:
            _rebuild(catalog, error)
    return catalog


def _index_error(catalog: Catalog) -> FoundryLocalException | None:
    try:
        catalog.list_models()
    except FoundryLocalException as error:
        return error
    return None


def _rebuild(catalog: Catalog, error: FoundryLocalException) -> None:
    """Put the index aside and register what lies in the libraries, each model for itself."""
    index = libraries.index()
    check_version(index)
    if not index.is_file():
        raise Failure(FailureKind.REGISTRATION_FAILED, str(error)) from error
    known = libraries.known_libraries()
    index.replace(index.with_suffix(DAMAGED))
    for deployment in find_deployments(known):
        try:
            register(catalog, deployment)
        except Failure as failure:
            print(f"{deployment.folder} stays unregistered: {failure}", file=sys.stderr)


def _forget_unfinished(catalog: Catalog) -> None:
    """Unregister what a deployment that was ended by force had registered, unless it came to be after all."""
    for identifier in to_unregister(paths.unregister_folder()):
        variant = catalog.get_model_variant(identifier)
        if variant is not None and deployment_of(variant) is None:
            unregister(catalog, identifier)


def find_model(catalog: Catalog, name: str, unconfirmed: bool = False) -> tuple[IModel, Deployment]:
    """The newest version registered under ``name``, or the one whose id ``name`` is, or that as "name:2", when its
    folder is there; raises ``Failure(NOT_INSTALLED)``."""
    version = _version(catalog, name) if ":" in name else None
    model = catalog.get_model(name)
    variants = [version] if version else model.variants if model else []
    noted = [(variant, note) for variant in variants if (note := deployment_of(variant, unconfirmed))]
    if not noted:
        raise Failure(FailureKind.NOT_INSTALLED, f"{len(variants)} versions without a note", name=name)
    return max(noted, key=lambda pair: int(pair[0].id.rpartition(":")[2]))


def _version(catalog: Catalog, name: str) -> IModel | None:
    plain, _, number = name.rpartition(":")
    spelled = (name, model_id(plain, int(number))) if number.isascii() and number.isdigit() else (name,)
    return next((found for each in spelled if (found := catalog.get_model_variant(each))), None)


def register(catalog: Catalog, deployment: Deployment) -> None:
    """Make ``deployment`` known; a registration of the same id is replaced."""
    try:
        unregister(catalog, deployment.model_id)
        with ModelInfoBuilder() as info:
            info.set_string_property("task", "chat-completion")
            info.set_string_property("display_name", deployment.name)
            info.set_string_property("publisher", "local")
            info.set_int_property("filesize_mb", max(1, deployment.bytes // 1_000_000))
            if deployment.template:
                _tell_marks(info, deployment.template)
            catalog.register_model(
                model_path=str(deployment.folder.resolve()), model_id=deployment.model_id, metadata=info
            )
    except FoundryLocalException as error:
        raise Failure(FailureKind.REGISTRATION_FAILED, str(error), name=deployment.name) from error


def _tell_marks(info: ModelInfoBuilder, verification: TemplateVerification) -> None:
    """The runtime (2.2) hands out reasoning as such only with this, and only when the model itself opens them. It
    describes functions to every model in a system message of its own, and from the mark on lets it write nothing but
    calls of them."""
    if verification.reasoning and not verification.reasoning_opened:
        info.set_int_property("supports_reasoning", 1)
        info.set_string_property("reasoning_start", verification.reasoning[0])
        info.set_string_property("reasoning_end", verification.reasoning[1])
    if verification.tool_calls and all(verification.tool_calls):  # an earlier version noted marks without an end
        info.set_int_property("supports_tool_calling", 1)
        info.set_string_property("tool_call_start", verification.tool_calls[0])
        info.set_string_property("tool_call_end", verification.tool_calls[1])


def unregister(catalog: Catalog, identifier: str) -> None:
    """Forget one version, if it is known; deletes no file. Raises ``Failure`` (DISK_FULL, REGISTRATION_FAILED)."""
    if catalog.get_model_variant(identifier) is None:
        return
    try:
        catalog.unregister_model(identifier)
    except FoundryLocalException as error:
        cache = paths.foundry_cache()
        if free_disk(cache) < FULL:
            raise Failure(FailureKind.DISK_FULL, str(error), path=str(cache)) from error
        raise Failure(FailureKind.REGISTRATION_FAILED, str(error), name=identifier) from error


def deployment_of(variant: IModel, unconfirmed: bool = False) -> Deployment | None:
    """None for a model that another program registered, and for one whose folder is gone."""
    folder = path_of(variant)
    note = read_deployment(folder, unconfirmed) if folder else None
    return msgspec.structs.replace(note, model_id=variant.id) if note else None


def path_of(variant: Any) -> Path | None:
    try:
        return Path(variant.get_path())
    except FoundryLocalException:
        return None  # registered, but its folder is gone
