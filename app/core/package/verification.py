"""What is verified of a package before anything is unpacked: its manifest, and that the archive holds the same files.

Each file's SHA-256 is compared by ``unpacking``; the model that comes out is looked at by ``model_safety``.
"""

import re
import zlib
from typing import BinaryIO

import msgspec
from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.package.manifest import MANIFEST, MAXIMUM_FILES, MAXIMUM_MANIFEST, PACKAGE_FORMAT, Manifest, may_be_packed
from app.core.package.zip_entries import Entry, damaged, read_entries, refused
from app.core.wire import from_json

_SHA256 = re.compile(r"[0-9a-f]{64}")


class _Version(Struct):
    format: int


def verified_contents(file: BinaryIO) -> tuple[Manifest, dict[str, Entry]]:
    """The manifest of the open package, and the entry of each of its files by name.

    Raises ``Failure``: PACKAGE_DAMAGED, PACKAGE_REFUSED, PACKAGE_TOO_NEW.
    """
    entries = read_entries(file, MAXIMUM_FILES + 1)
    found = {entry.name: entry for entry in entries}
    if len(found) < len(entries):
        raise refused("a name comes twice")
    manifest = _read_manifest(file, found.pop(MANIFEST, None))
    _check_files(manifest, found)
    return manifest, found


def _read_manifest(file: BinaryIO, entry: Entry | None) -> Manifest:
    if entry is None:
        raise damaged("no manifest")
    if entry.bytes > MAXIMUM_MANIFEST:
        raise refused(f"{entry.bytes} bytes of manifest", file=MANIFEST)
    file.seek(entry.start)
    data = file.read(entry.bytes)
    if len(data) != entry.bytes or zlib.crc32(data) != entry.crc:
        raise damaged("the manifest's checksum differs")
    try:
        version = from_json(data, _Version).format
        if version < 1:
            raise refused(f"format {version}")
        if version > PACKAGE_FORMAT:
            raise Failure(FailureKind.PACKAGE_TOO_NEW, found=str(version), needed=str(PACKAGE_FORMAT))
        return from_json(data, Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged(str(error)) from error


def _check_files(manifest: Manifest, found: dict[str, Entry]) -> None:
    """The manifest and the archive must tell the same files, and each must be one that may be packed."""
    names = [file.name for file in manifest.files]
    for name in {*names, *found}:
        if not may_be_packed(name):
            raise refused("not a file of a model", file=name)
    if len({name.lower() for name in names}) < len(names):
        raise refused("a name comes twice")
    if set(names) != set(found):
        raise damaged(f"not in both: {set(names) ^ set(found)}")
    for file in manifest.files:
        if file.bytes != found[file.name].bytes or not _SHA256.fullmatch(file.sha256):
            raise damaged(f"{file.name}: the manifest tells another size")
