"""A renaming that was ended by force, or barred halfway: each version keeps the name that its note has."""

from contextlib import suppress
from pathlib import Path

import msgspec
from foundry_local_sdk.catalog import Catalog
from msgspec import Struct
from msgspec.structs import replace

from app import paths
from app.core.files.durable import replace_file, write_json
from app.core.files.folder import read_json
from app.core.library.deployment import Deployment
from app.core.library.notes import DEPLOYMENT, read_deployment, write_deployment
from app.core.wire import from_json, to_json
from app.engine.foundry import register, unregister

INFERENCE_MODEL = "inference_model.json"


class Renaming(Struct, frozen=True):
    before: tuple[Deployment, ...]
    after: tuple[Deployment, ...]


def note_name(deployment: Deployment) -> None:
    """Write into the model's folder what it is called. Raises ``OSError``."""
    write_deployment(deployment, DEPLOYMENT)
    path = deployment.folder / INFERENCE_MODEL
    if path.is_file():
        write_json(path, read_json(path) | {"Name": deployment.name})


def begin_renaming(renaming: Renaming) -> None:
    """Raises ``OSError``; nothing was renamed then."""
    replace_file(_file(), to_json(renaming))


def end_renaming() -> None:
    _file().unlink(missing_ok=True)


def is_unfinished() -> bool:
    """Whether a renaming goes on at this moment, or came to no end."""
    return _file().exists()


def finish_renaming(catalog: Catalog) -> bool:
    """Bring what is unfinished to an end, with the library's lock held; whether a version has its old name.

    Raises ``OSError`` and ``Failure``; it is tried again then.
    """
    with suppress(FileNotFoundError, msgspec.MsgspecError):
        renaming = from_json(_file().read_bytes(), Renaming)
        pairs = zip(renaming.before, renaming.after, strict=True)
        kept = any([_settle(catalog, old, new) for old, new in pairs])
        end_renaming()
        return kept
    return False


def _settle(catalog: Catalog, old: Deployment, new: Deployment) -> bool:
    """Make known what lies there; whether it has its old name."""
    here = old if old.folder.is_dir() else replace(old, folder=new.folder)
    if not here.folder.is_dir():  # it was not there before, either
        unregister(catalog, new.model_id)
        return True
    with suppress(OSError):
        note_name(here)
    noted = read_deployment(here.folder)
    kept = noted is None or noted.name == old.name
    unregister(catalog, (new if kept else old).model_id)
    register(catalog, here if kept else new)
    return kept


def _file() -> Path:
    return paths.data_folder() / "renaming.json"
