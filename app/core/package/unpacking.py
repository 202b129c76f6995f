"""Reads a stranger's package: nothing in it is believed, and nothing is visible before all of it was verified.

A file's SHA-256 is compared here, while it is unpacked; what comes before that is in ``verification``.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.core.computer.machine import require_room
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.durable import flush_to_disk
from app.core.files.folder import open_regular
from app.core.files.streamed import StreamedHash, read_blocks
from app.core.package.manifest import Manifest, PackedFile
from app.core.package.verification import verified_contents
from app.core.package.zip_entries import damaged
from app.core.wire import to_json

UnpackReport = Callable[[int, int], None]  # bytes done, of how many
UNPACKING_SPARE = 20_000_000  # bytes for the configuration and the runtime's own files


class Package:
    """An open package; a context. Opening it reads and checks everything but the model's data.

    Raises ``Failure``: UNREADABLE, PACKAGE_DAMAGED, PACKAGE_REFUSED, PACKAGE_TOO_NEW; and ``OSError``.
    """

    def __init__(self, path: Path) -> None:
        self._file = _open(path)
        try:
            self.manifest, self._entries = verified_contents(self._file)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def unpack(self, folder: Path, report: UnpackReport) -> None:
        """Write the verified files into ``folder``; what an interrupted run has left there is gone on with.

        Raises ``Failure``: PACKAGE_DAMAGED, DISK_FULL; and ``OSError``. After an error, ``folder`` may hold a part.
        """
        self._check_space(folder)
        folder.mkdir(parents=True, exist_ok=True)
        done = 0
        for file in self.manifest.files:
            self._unpack_file(file, folder / file.name, partial(self._report, report, done))
            done += file.bytes

    def _report(self, report: UnpackReport, done: int, size: int) -> None:
        report(done + size, self.manifest.bytes)

    def _check_space(self, folder: Path) -> None:
        present = sum(min(_size(folder / file.name), file.bytes) for file in self.manifest.files)
        require_room(self.manifest.bytes - present + UNPACKING_SPARE, folder, folder.parent)

    def _unpack_file(self, file: PackedFile, target: Path, report: Callable[[int], None]) -> None:
        if os.path.lexists(target) and not stat.S_ISREG(target.lstat().st_mode):
            target.unlink()  # a link that leads elsewhere is not followed
        resumed = _size(target) > 0
        if self._copy(file, target, report) == file.sha256:
            return
        if resumed:  # the interrupted run's files were damaged: start again
            target.unlink()
            if self._copy(file, target, report) == file.sha256:
                return
        raise damaged(f"{file.name}: SHA-256 differs")

    def _copy(self, file: PackedFile, target: Path, report: Callable[[int], None]) -> str:
        """Write what is missing of ``target``; the SHA-256 of the whole."""
        present = min(_size(target), file.bytes)
        with StreamedHash() as sha, target.open("r+b" if present else "w+b") as output:
            output.truncate(present)
            for block in read_blocks(output, present):
                sha.update(block)
            size = present
            report(size)
            self._file.seek(self._entries[file.name].start + present)
            for block in read_blocks(self._file, file.bytes - present):
                sha.update(block)
                output.write(block)
                size += len(block)
                report(size)
            output.flush()
            flush_to_disk(output)
            return sha.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """What the package ``path`` says about itself; raises ``Failure`` like ``Package``."""
    try:
        with Package(path) as package:
            return package.manifest
    except OSError as error:
        raise _unreadable(path, error) from error


def _open(path: Path) -> BinaryIO:
    try:
        return open_regular(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> Failure:
    gone = Variant.GONE if isinstance(error, FileNotFoundError) else None
    return Failure(FailureKind.UNREADABLE, str(error), gone, path=str(path), reason=str(error.strerror))


def digest(manifest: Manifest) -> str:
    """Tells packages with different contents apart, by the files in their manifests alone."""
    files = sorted((file.name, file.bytes, file.sha256) for file in manifest.files)
    return hashlib.sha256(to_json(files)).hexdigest()


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
