"""The model library: ``<library>/<name>/<version>/`` holds one converted model and two notes about it."""

from pathlib import Path

import msgspec

from app.core.plan import Deployment, Provenance
from app.core.wire import from_json, to_pretty_json

PROVENANCE = "model_installer.json"
DEPLOYMENT = "deployment.json"
UNCONFIRMED = "deployment.unconfirmed.json"  # until the model has answered


def next_folder(library: Path, name: str) -> Path:
    """The folder for the next version of ``name``; it does not exist yet."""
    return library / name / str(max(versions(library / name), default=0) + 1)


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
    (folder / PROVENANCE).write_text(to_pretty_json(provenance), encoding="utf-8")


def read_provenance(folder: Path) -> Provenance | None:
    """None for a folder that somebody else converted."""
    try:
        return from_json((folder / PROVENANCE).read_bytes(), Provenance)
    except (OSError, msgspec.DecodeError):
        return None


def write_deployment(deployment: Deployment) -> None:
    """Leave the unconfirmed note in the model's folder; the folder itself is not in it, so that it may be moved."""
    note = msgspec.structs.replace(deployment, folder=Path())
    (deployment.folder / UNCONFIRMED).write_text(to_pretty_json(note), encoding="utf-8")


def confirm_deployment(deployment: Deployment) -> Deployment:
    """The model has answered: from now on it is listed and found."""
    (deployment.folder / UNCONFIRMED).replace(deployment.folder / DEPLOYMENT)
    return deployment


def read_deployment(folder: Path, unconfirmed: bool = False) -> Deployment | None:
    """None when the folder is gone or this installer did not deploy it."""
    name = UNCONFIRMED if unconfirmed else DEPLOYMENT
    try:
        note = from_json((folder / name).read_bytes(), Deployment)
    except (OSError, msgspec.DecodeError):
        return None
    return msgspec.structs.replace(note, folder=folder)


def installed_as(library: Path, name: str) -> list[Deployment]:
    """The deployed versions of ``name``, oldest first; upper and lower case are the same, as on most disks."""
    folders = [folder for folder in library.glob("*") if folder.name.casefold() == name.casefold()]
    notes = (read_deployment(folder / str(version)) for folder in folders for version in versions(folder))
    return [deployment for deployment in notes if deployment]


def installed_from(library: Path, source: str) -> str:
    """The name of an installed model that was made from a folder named ``source``; "" when there is none."""
    for note in sorted(library.glob(f"*/*/{DEPLOYMENT}")):
        deployment = read_deployment(note.parent)
        if deployment and deployment.source == source:
            return deployment.name
    return ""


def _is_version(name: str) -> bool:
    return name.isascii() and name.isdigit() and not name.startswith("0")
