"""Writes a package: one pass over the model's files, which takes up an interrupted run where it stopped."""

import os
import stat
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from app.core.computer.machine import require_room
from app.core.failures import Failure, FailureKind, Variant, tells_of_full_disk
from app.core.files.durable import flush_names, flush_to_disk
from app.core.files.folder import open_regular
from app.core.files.location import largest_file
from app.core.files.streamed import RewrittenFile, StreamedHash, read_blocks
from app.core.package.contents import model_contents
from app.core.package.manifest import MANIFEST, PART_SUFFIX, Manifest, PackedFile, may_be_packed
from app.core.wire import to_pretty_json

PackReport = Callable[[int, int], None]  # bytes done, of how many
PACKING_SPARE = 1_000_000  # bytes of headers and manifest


def pack(folder: Path, about: Manifest, output: Path, report: PackReport, replaces: bool = False) -> Manifest:
    """Write the files in ``folder`` to ``output``, which appears only when it is whole; returns ``about`` with them.

    ``output``.part is what an interrupted run leaves and the next one goes on with. ``replaces``: an older file there.
    Raises ``Failure`` and ``OSError``.
    """
    if os.path.lexists(output) and not replaces:
        raise Failure(FailureKind.DESTINATION_EXISTS, "", Variant.A_FILE, path=str(output))
    part = part_of(output)
    _remove_link(part)
    paths = files_to_pack(folder)
    total = sum(path.stat().st_size for path in paths)
    _check_space(part, total)
    try:
        with RewrittenFile(part) as file:
            manifest = _write(paths, about, file, lambda done: report(done, total))
            file.truncate()
            file.flush()
            flush_to_disk(file)
        part.replace(output)
        flush_names(output.parent)
    except OSError as error:
        if tells_of_full_disk(error):
            part.unlink(missing_ok=True)
        raise
    return manifest


def _remove_link(part: Path) -> None:
    """What ``part`` leads to, in a folder that others can write to, would be written to."""
    if os.path.lexists(part):
        found = part.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            part.unlink()


def part_of(output: Path) -> Path:
    """The file in which ``output`` is written until it is whole."""
    return output.with_name(output.name + PART_SUFFIX)


def files_to_pack(folder: Path) -> list[Path]:
    """The model's files in the order in which they are packed: small ones first. Raises ``OSError``."""
    found = [path for path in model_contents(folder) if path.name != MANIFEST]
    if strange := [path.name for path in found if not may_be_packed(path.name)]:
        facts = {"path": str(folder), "missing": strange[0]}
        raise Failure(FailureKind.NOT_A_CONVERTED_MODEL, "a name that no package may hold", Variant.FILES, **facts)
    return found


def _check_space(part: Path, total: int) -> None:
    limit = largest_file(part.parent)
    if limit is not None and total + PACKING_SPARE > limit:
        raise Failure(FailureKind.FILE_TOO_LARGE, path=str(part.parent))
    written = part.stat().st_size if part.is_file() else 0
    require_room(total + PACKING_SPARE - written, part.parent, part.parent)


class _Stream:
    """A file as ``zipfile`` sees a pipe: it then never goes back to correct a header."""

    def __init__(self, file: RewrittenFile) -> None:
        self.write, self.flush = file.write, file.flush


def _write(paths: Sequence[Path], about: Manifest, file: RewrittenFile, report: Callable[[int], None]) -> Manifest:
    packed: list[PackedFile] = []
    done = 0
    with zipfile.ZipFile(_Stream(file), "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for path in paths:
            packed.append(_add(archive, path, done, report))
            done += packed[-1].bytes
        manifest = replace(about, files=tuple(packed))
        with archive.open(_header(MANIFEST), "w") as entry:
            entry.write(to_pretty_json(manifest).encode())
    return manifest


def _add(archive: zipfile.ZipFile, path: Path, done: int, report: Callable[[int], None]) -> PackedFile:
    size = 0
    entry = archive.open(_header(path.name), "w", force_zip64=True)
    with StreamedHash() as sha, open_regular(path) as source, entry:
        expected = source.seek(0, os.SEEK_END)
        source.seek(0)
        for block in read_blocks(source, expected + 1):
            sha.update(block)
            entry.write(block)
            size += len(block)
            report(done + size)
        if size != expected:
            facts = {"file": path.name, "reason": f"{size} != {expected}"}
            raise Failure(FailureKind.UNREADABLE, "", Variant.IN_FOLDER, **facts)
        return PackedFile(path.name, size, sha.hexdigest())


def _header(name: str) -> zipfile.ZipInfo:
    """Always the same one, so that a second run writes the same bytes."""
    header = zipfile.ZipInfo(name)
    header.create_system = 3
    header.external_attr = 0o100644 << 16
    return header
