"""The names of installed models as they were a moment ago: a name that is being typed is checked against them, without
a look at a disk for each letter."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from app.core.library.format import newer_version
from app.core.library.foundry_index import registered_folders
from app.core.library.naming import name_of_id, version_of_id
from app.core.library.notes import find_deployments, versions
from app.storage.libraries import index, known_libraries


class InstalledNames(Struct, frozen=True):
    library: Path  # the one that a model is to be installed into
    here: frozenset[str] = frozenset()  # names with versions in it
    elsewhere: frozenset[str] = frozenset()  # names with versions in others, or known to Foundry Local
    newest: dict[str, int] = {}  # the newest installed version of each name
    keeper: str = ""  # the newer version of this program to which the library belongs

    def other_spelling(self, name: str) -> str:
        """Like ``notes.other_spelling``."""
        if name in self.here:
            return ""
        return next((each for each in sorted(self.here) if each.casefold() == name.casefold()), "")

    def is_used(self, name: str) -> bool:
        """Whether a model of this name becomes its next version."""
        return name in self.here or name in self.elsewhere


def read_names(library: Path) -> InstalledNames:
    """Read the names from the disk. Not for the window's thread: a drive may be asleep."""
    registered = (name_of_id(identifier) for identifier in registered_folders(index()))
    installed = [(each.name, version_of_id(each.model_id)) for each in find_deployments(known_libraries())]
    return InstalledNames(
        library=library,
        here=frozenset(_names((library,))),
        elsewhere=frozenset((*registered, *_names(known_libraries()))),
        newest=dict(sorted(installed, key=lambda pair: pair[1])),
        keeper=newer_version(library),
    )


def _names(libraries: Iterable[Path]) -> Iterator[str]:
    for library in libraries:
        try:
            yield from (folder.name for folder in library.iterdir() if versions(folder))
        except OSError:
            continue  # a drive that is not connected
