"""Foundry Local's catalog of local models: open it, list, register, find, unregister."""

import shutil
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
from app.core.failures import Failure, FailureKind
from app.core.library import DEPLOYMENT, read_deployment
from app.core.plan import Deployment
from app.core.unfinished import to_unregister

INDEX = "foundry.local.modelinfo.json"


@contextmanager
def open_catalog() -> Iterator[Catalog]:
    """The local catalog of a Foundry Local of our own; one a process at a time."""
    cache = paths.foundry_cache()
    cache.mkdir(parents=True, exist_ok=True)
    folder = paths.foundry_folder()
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


def _readable(catalog: Catalog) -> Catalog:
    """Foundry Local refuses every call on a damaged index: it is put aside, and what lies in the library is registered
    again."""
    try:
        catalog.list_models()
        return catalog
    except FoundryLocalException as error:
        index = paths.foundry_cache() / INDEX
        if not index.is_file():
            raise Failure(FailureKind.REGISTRATION_FAILED, str(error)) from error
        index.replace(index.with_suffix(".damaged"))
    for note in sorted(paths.default_library().glob(f"*/*/{DEPLOYMENT}")):
        if deployment := read_deployment(note.parent):
            register(catalog, deployment)
    return catalog


def _forget_unfinished(catalog: Catalog) -> None:
    """Unregister what a deployment that was ended by force had registered, unless it came to be after all."""
    for identifier in to_unregister(paths.unregister_folder()):
        variant = catalog.get_model_variant(identifier)
        if variant is not None and _deployment(variant) is None:
            unregister(catalog, identifier)


def find_model(catalog: Catalog, name: str, unconfirmed: bool = False) -> tuple[IModel, Deployment]:
    """The newest version registered under ``name`` whose folder is there; raises ``Failure(NOT_INSTALLED)``."""
    model = catalog.get_model(name)
    variants = model.variants if model else []
    noted = [(variant, note) for variant in variants if (note := _deployment(variant, unconfirmed))]
    if not noted:
        raise Failure(FailureKind.NOT_INSTALLED, f"{len(variants)} versions without a note", name=name)
    return max(noted, key=lambda pair: int(pair[0].id.rpartition(":")[2]))


def register(catalog: Catalog, deployment: Deployment) -> None:
    """Make ``deployment`` known; a registration of the same id is replaced."""
    try:
        unregister(catalog, deployment.model_id)
        with ModelInfoBuilder() as info:
            info.set_string_property("task", "chat-completion")
            info.set_string_property("display_name", deployment.name)
            info.set_string_property("publisher", "local")
            info.set_int_property("filesize_mb", max(1, deployment.bytes // 1_000_000))
            catalog.register_model(
                model_path=str(deployment.folder.resolve()), model_id=deployment.model_id, metadata=info
            )
    except FoundryLocalException as error:
        raise Failure(FailureKind.REGISTRATION_FAILED, str(error), name=deployment.name) from error


def unregister(catalog: Catalog, identifier: str) -> None:
    """Forget one version, if it is known; deletes no file."""
    if catalog.get_model_variant(identifier) is not None:
        catalog.unregister_model(identifier)


def list_deployments() -> tuple[Deployment, ...]:
    """Every registered model that this installer deployed and whose folder is there, newest version first."""
    with open_catalog() as catalog:
        variants = [variant for model in catalog.list_models() for variant in model.variants]
        found = [deployment for variant in variants if (deployment := _deployment(variant))]
    return tuple(sorted(found, key=lambda deployment: deployment.created, reverse=True))


def remove(name: str) -> tuple[Deployment, ...]:
    """Unregister every version of ``name`` and delete the folders of those that this installer deployed."""
    with open_catalog() as catalog:
        model = catalog.get_model(name)
        if model is None:
            raise Failure(FailureKind.NOT_INSTALLED, name=name)
        gone = tuple(deployment for variant in model.variants if (deployment := _deployment(variant)))
        catalog.unregister_model(name)
    for deployment in gone:
        shutil.rmtree(deployment.folder)
        if not any(deployment.folder.parent.iterdir()):
            deployment.folder.parent.rmdir()
    return gone


def _deployment(variant: IModel, unconfirmed: bool = False) -> Deployment | None:
    folder = _path(variant)
    note = read_deployment(folder, unconfirmed) if folder else None
    return msgspec.structs.replace(note, model_id=variant.id) if note else None


def _path(variant: Any) -> Path | None:
    try:
        return Path(variant.get_path())
    except FoundryLocalException:
        return None  # registered, but its folder is gone
