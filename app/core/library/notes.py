"""The model library: ``<library>/<name>/<version>/`` holds one converted model and two notes about it."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from app.core.failures import Failure, FailureKind
from app.core.files.durable import copy_of, flush_names, keep_copy, replace_file
from app.core.files.file_times import changed_at
from app.core.files.folder import read_bytes
from app.core.library.deployment import Deployment, library_of
from app.core.library.format import newer_version
from app.core.library.provenance import Provenance
from app.core.wire import from_json, to_pretty_json

PROVENANCE = "model_installer.json"
DEPLOYMENT = "deployment.json"
UNCONFIRMED = "deployment.unconfirmed.json"  # a deployment whose model has not answered yet
BEING_DEPLOYED = ".being_deployed"  # an empty file in a version that has no note yet
OFFERED = ".offered"  # says where the foundry command was given links to the model
LARGEST_DEPLOYMENT = 4_000_000  # bytes; a system prompt is in it
LAST_USED = ".last_used"  # an empty file; its time of change is when the model was last loaded for a chat


def next_folder(library: Path, name: str, taken: Collection[int] = ()) -> Path:
    """The folder for the next version of ``name``, which does not exist yet; ``taken`` are versions that lie elsewhere:
    Foundry Local knows a version once, whichever library it is in."""
    return library / name / str(max([0, *versions(library / name), *taken]) + 1)


def reserve_folder(library: Path, name: str, taken: Collection[int] = ()) -> Path:
    """Make ``next_folder``, so that no other process gets the same one. Raises ``OSError``, and ``Failure(NAME_TAKEN)``
    for a name that differs only by its capitals from another: most disks would put both into one folder."""
    if other := other_spelling(library, name):
        raise Failure(FailureKind.NAME_TAKEN, name=other)
    while True:
        folder = next_folder(library, name, taken)
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            folder.mkdir()
        except FileExistsError:  # another process was faster
            taken = (*taken, int(folder.name))
            continue
        return folder


def other_spelling(library: Path, name: str) -> str:
    """A name with versions in ``library`` that differs from ``name`` only by its capitals; "" when none does."""
    try:
        names = [folder.name for folder in library.iterdir() if folder.name.casefold() == name.casefold()]
    except OSError:
        return ""
    return next((each for each in names if each != name and name not in names and versions(library / each)), "")


def versions(folder: Path) -> list[int]:
    """The versions in a name's folder, in order."""
    if not folder.is_dir():
        return []
    return sorted(int(entry.name) for entry in folder.iterdir() if _is_version(entry.name))


def version_of(folder: Path, library: Path, name: str) -> int | None:
    """The version, when ``folder`` is one of ``name``'s own folders in ``library``."""
    inside = folder.parent == library / name and _is_version(folder.name)
    return int(folder.name) if inside else None


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def write_provenance(folder: Path, provenance: Provenance) -> None:
    """Raises ``OSError``."""
    replace_file(folder / PROVENANCE, to_pretty_json(provenance))


def read_provenance(folder: Path) -> Provenance | None:
    """None for a folder that another program converted."""
    try:
        return from_json((folder / PROVENANCE).read_bytes(), Provenance)
    except (OSError, msgspec.DecodeError):
        return None


def write_deployment(deployment: Deployment, name: str = UNCONFIRMED) -> None:
    """Leave the note ``name`` in the model's folder; the folder itself is not in it, so that it may be moved."""
    note = msgspec.structs.replace(deployment, folder=Path())
    replace_file(deployment.folder / name, to_pretty_json(note))
    if name == DEPLOYMENT:
        keep_copy(deployment.folder / name)


def confirm_deployment(deployment: Deployment) -> Deployment:
    """The model has answered: from now on it is listed and found. Raises ``OSError``."""
    (deployment.folder / UNCONFIRMED).replace(deployment.folder / DEPLOYMENT)
    (deployment.folder / BEING_DEPLOYED).unlink(missing_ok=True)
    flush_names(deployment.folder)
    keep_copy(deployment.folder / DEPLOYMENT)
    return deployment


def kept_deployment(folder: Path) -> Deployment | None:
    """What the copy of the note says; None when there is none."""
    return _read_note(copy_of(folder / DEPLOYMENT))


def is_damaged(folder: Path) -> bool:
    """Whether there is a note about the deployed model in ``folder``, and it cannot be read."""
    return (folder / DEPLOYMENT).exists() and read_deployment(folder) is None


def damaged_versions(library: Path) -> Iterator[Path]:
    """The versions' folders in ``library`` with such a note."""
    for note in sorted(library.glob(f"*/*/{DEPLOYMENT}")):
        if _is_version(note.parent.name) and is_damaged(note.parent):
            yield note.parent


def is_begun(folder: Path) -> bool:
    """Whether another window is installing the version at this moment, or was ended by force while it did."""
    return (folder / UNCONFIRMED).is_file() or (folder / BEING_DEPLOYED).is_file()


def read_deployment(folder: Path, unconfirmed: bool = False) -> Deployment | None:
    """None when the folder is gone or this installer did not deploy it."""
    return _read_note(folder / (UNCONFIRMED if unconfirmed else DEPLOYMENT))


def _read_note(path: Path) -> Deployment | None:
    try:
        note = from_json(read_bytes(path, LARGEST_DEPLOYMENT, FailureKind.BAD_CONFIG), Deployment)
    except (OSError, Failure, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return msgspec.structs.replace(note, folder=path.parent)


def installed_as(library: Path, name: str) -> list[Deployment]:
    """The deployed versions of ``name``, oldest first; upper and lower case are the same, as on most disks."""
    folders = [folder for folder in library.glob("*") if folder.name.casefold() == name.casefold()]
    notes = (read_deployment(folder / str(version)) for folder in folders for version in versions(folder))
    return [deployment for deployment in notes if deployment]


def find_deployments(libraries: Iterable[Path]) -> Iterator[Deployment]:
    """What the notes in ``libraries`` say, as ``read_deployment`` reads them."""
    for library in libraries:
        for note in sorted(library.glob(f"*/*/{DEPLOYMENT}")):
            if deployment := read_deployment(note.parent):
                yield deployment


def write_offered(folder: Path, place: Path) -> None:
    """The place is a name's; what an earlier version left there is gone."""
    for other in folder.parent.glob(f"*/{OFFERED}"):
        other.unlink()
    replace_file(folder / OFFERED, str(place))


def read_offered(folder: Path) -> Path | None:
    """None for a model that the ``foundry`` command was not given."""
    try:
        return Path((folder / OFFERED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def mark_used(folder: Path) -> None:
    """Remember that the model was used now, unless a newer version keeps it. Raises ``OSError``."""
    if not newer_version(library_of(folder)):
        (folder / LAST_USED).touch()


def last_used(folder: Path) -> str:
    """ISO 8601, UTC; "" for never."""
    try:
        return changed_at(folder / LAST_USED).isoformat(timespec="seconds")
    except OSError:
        return ""


def _is_version(name: str) -> bool:
    return name.isascii() and name.isdigit() and not name.startswith("0")
