"""Which package a model of the library came from, and what an interrupted installation has left."""

from pathlib import Path

import msgspec

from app.core.files.durable import replace_file
from app.core.library.deployment import Deployment
from app.core.library.notes import DEPLOYMENT, installed_as, read_deployment
from app.core.package.manifest import PACKAGE_NOTE, Manifest
from app.core.package.unpacking import digest
from app.core.wire import from_json, to_pretty_json

STAGING = ".package-"  # folders in the library whose package was not unpacked to the end


def staging_folder(library: Path, manifest: Manifest) -> Path:
    """Where a package is unpacked: always the same place, so that the next run finds what is there."""
    return library / f"{STAGING}{digest(manifest)[:16]}"


def staging_lock(staging: Path) -> Path:
    """Held while the package is being unpacked to ``staging``."""
    return staging.with_suffix(".lock")


def write_package_note(folder: Path, manifest: Manifest) -> None:
    replace_file(folder / PACKAGE_NOTE, to_pretty_json(manifest))


def read_package_note(folder: Path) -> Manifest | None:
    """None for a model that came from no package."""
    try:
        return from_json((folder / PACKAGE_NOTE).read_bytes(), Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def find_installed(library: Path, name: str, manifest: Manifest) -> Deployment | None:
    """The newest version of ``name``, when it came from a package with these very contents and is still whole."""
    deployments = installed_as(library, name)
    newest = deployments[-1] if deployments else None
    return newest if newest and newest.package == digest(manifest) and _is_whole(newest.folder, manifest) else None


def interrupted_deployment(library: Path, manifest: Manifest) -> Path | None:
    """A folder that was unpacked from this package, but whose installation did not come to its end."""
    for note in library.glob(f"*/*/{PACKAGE_NOTE}"):
        left = read_package_note(note.parent)
        if left and digest(left) == digest(manifest) and not (note.parent / DEPLOYMENT).exists():
            return note.parent
    return None


def _is_whole(folder: Path, manifest: Manifest) -> bool:
    """By the sizes of the files that installing does not rewrite."""
    kept = [file for file in manifest.files if Path(file.name).suffix in (".data", ".onnx")]
    try:
        sizes = [(folder / file.name).stat().st_size for file in kept]
    except OSError:
        return False
    return read_deployment(folder) is not None and sizes == [file.bytes for file in kept]
