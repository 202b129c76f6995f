"""The libraries of this computer: the usual one, and every other folder that a model was ever installed into."""

from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from app import paths
from app.core.foundry_index import INDEX, registered_folders
from app.core.installed import name_of_id, version_of_id
from app.core.library import find_deployments, versions
from app.core.lock import locked
from app.core.wire import from_json, to_json

PATIENCE = 30.0  # seconds


def known_libraries() -> tuple[Path, ...]:
    """The default one first; a folder that is gone (a drive that is not connected) is among them."""
    registered = (
        folder.parent.parent
        for identifier, folder in registered_folders(index()).items()
        if folder.parent.name == name_of_id(identifier)  # other programs may have registered theirs
    )
    return tuple(dict.fromkeys((paths.default_library(), *_remembered(), *registered)))


def remember_library(library: Path) -> None:
    """From now on ``library`` is known; the caller holds the library's lock. Raises ``OSError``."""
    if library not in _remembered():
        file = paths.libraries_file()
        fresh = file.with_name(file.name + ".new")
        fresh.write_bytes(to_json(tuple(dict.fromkeys((*known_libraries(), library)))))
        fresh.replace(file)


def _remembered() -> tuple[Path, ...]:
    try:
        return from_json(paths.libraries_file().read_bytes(), tuple[Path, ...])
    except (OSError, msgspec.DecodeError):
        return ()


def taken_versions(name: str) -> tuple[int, ...]:
    """The versions of ``name`` in any library, connected or not: none of them is given again."""
    registered = [version_of_id(each) for each in registered_folders(index()) if name_of_id(each) == name]
    return (*registered, *(version for library in known_libraries() for version in versions(library / name)))


def index() -> Path:
    """Foundry Local's file about registered models."""
    return paths.foundry_cache() / INDEX


def installed_versions(name: str) -> tuple[int, ...]:
    """The versions of ``name`` that were installed into any library that is there, in order."""
    found = {version_of_id(each.model_id) for each in find_deployments(known_libraries()) if each.name == name}
    return tuple(sorted(found))


def library_lock() -> AbstractContextManager[None]:
    """Held by whoever changes what is installed; others wait for a while. Raises ``Failure(LIBRARY_BUSY)``."""
    return locked(paths.library_lock(), PATIENCE)
