"""The libraries of this computer: the usual one, and every other folder that a model was ever installed into."""

from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from app import paths
from app.core.files.durable import copy_of, keep_copy, replace_file
from app.core.files.lock import locked
from app.core.library.deployment import library_of
from app.core.library.foundry_index import FOUNDRY_INDEX, registered_folders
from app.core.library.naming import name_of_id, version_of_id
from app.core.library.notes import versions
from app.core.wire import from_json, to_json

LOCK_PATIENCE = 30.0  # seconds


def known_libraries() -> tuple[Path, ...]:
    """The default one first; a folder that is gone (a drive that is not connected) is among them."""
    registered = (
        library_of(folder)
        for identifier, folder in registered_folders(index()).items()
        if folder.parent.name == name_of_id(identifier)  # other programs may have registered theirs
    )
    return tuple(dict.fromkeys((paths.default_library(), *_remembered(), *registered)))


def remember_library(library: Path) -> None:
    """Add ``library`` to the known ones; the caller holds the library's lock. Raises ``OSError``."""
    if library not in _remembered():
        known = dict.fromkeys((*known_libraries(), library))
        replace_file(paths.libraries_file(), to_json(tuple(known)))
        keep_copy(paths.libraries_file())


def _remembered() -> tuple[Path, ...]:
    """A model that no other place tells of would be lost with this note: there are two."""
    for file in (paths.libraries_file(), copy_of(paths.libraries_file())):
        try:
            return from_json(file.read_bytes(), tuple[Path, ...])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            continue
    return ()


def taken_versions(name: str) -> tuple[int, ...]:
    """The versions of ``name`` in any library, connected or not: none of them is given again."""
    registered = [version_of_id(each) for each in registered_folders(index()) if name_of_id(each) == name]
    return (*registered, *(version for library in known_libraries() for version in versions(library / name)))


def index() -> Path:
    """Foundry Local's file about registered models."""
    return paths.foundry_cache() / FOUNDRY_INDEX


def library_lock() -> AbstractContextManager[None]:
    """Held while what is installed is changed; other processes wait for a while. Raises ``Failure(LIBRARY_BUSY)``."""
    return locked(paths.library_lock(), LOCK_PATIENCE)
