"""Where on this computer the checkpoint lies that a model was converted from. A converted folder may be given away, so
that the note about it lies elsewhere, and is found by the marks of the checkpoint's files."""

from pathlib import Path

import msgspec
from msgspec import Struct

from app.core.identity import source_marks
from app.core.plan import Checkpoint, Provenance, SourceMarks
from app.core.wire import from_json, to_json


class Origin(Struct, frozen=True):
    folder: Path
    base: Path | None = None  # of an adapter


def note_origin(notes: Path, checkpoint: Checkpoint, provenance: Provenance | None) -> None:
    """``notes``: the folder for all of them; ``provenance``: the converted model's. Raises ``OSError``."""
    if provenance and provenance.marks:
        notes.mkdir(parents=True, exist_ok=True)
        _note(notes, provenance.marks).write_bytes(to_json(Origin(checkpoint.folder, checkpoint.base)))


def find_origin(notes: Path, provenance: Provenance | None) -> Origin | None:
    """None when this computer has not converted the model."""
    if provenance is None or provenance.marks is None or not provenance.marks.files.isalnum():
        return None
    try:
        return from_json(_note(notes, provenance.marks).read_bytes(), Origin)
    except (OSError, msgspec.DecodeError):
        return None


def is_unchanged(checkpoint: Checkpoint, provenance: Provenance) -> bool:
    """Whether the files of ``checkpoint`` are still those that were converted."""
    try:
        now, then = source_marks(checkpoint), provenance.marks
        return then is not None and (now.kind, now.files) == (then.kind, then.files)
    except OSError:
        return False


def _note(notes: Path, marks: SourceMarks) -> Path:
    return notes / f"{marks.files}.json"
