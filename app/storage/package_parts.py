"""Packages that are being written, anywhere on this computer: by one process each; and what interrupted ones left."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from app import paths
from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.files.lock import locked
from app.core.package.manifest import PART_SUFFIX
from app.core.wire import from_json, to_json

_NOTE = ".packing"  # files that say where a package is being written
LOCK = ".packing-lock"


@contextmanager
def writing(part: Path) -> Iterator[None]:
    """While this is open, ``part`` is ours; what is left of it afterwards is remembered.

    Raises ``Failure(LIBRARY_BUSY)`` when another process of this computer writes it, and ``OSError``.
    """
    note = _note(part)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(note.with_suffix(LOCK)))
        except Failure as failure:
            raise Failure(FailureKind.LIBRARY_BUSY, str(failure), path=str(part.parent)) from failure
        replace_file(note, to_json(part))
        try:
            yield
        finally:
            if not part.exists():
                note.unlink(missing_ok=True)


def left_parts() -> Iterator[Path]:
    """The unfinished packages that no process is writing any more."""
    for note in sorted(paths.work_folder().glob(f"*{_NOTE}")):
        with suppress(OSError, Failure, msgspec.MsgspecError):
            part = from_json(note.read_bytes(), Path)
            with locked(note.with_suffix(LOCK)):
                there = part.name.endswith(PART_SUFFIX) and part.is_file()
                if not there and part.parent.is_dir():
                    note.unlink()
            if there:
                yield part


def _note(part: Path) -> Path:
    return paths.work_folder() / f"{hashlib.sha256(os.fsencode(part)).hexdigest()[:16]}{_NOTE}"
