"""Where on this computer the checkpoint lies that a model was converted from.

A converted folder may be given away, so that the note about it lies elsewhere, and is found by the checkpoint's marks.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.fingerprint import SourceMarks, source_marks
from app.core.files.durable import replace_file
from app.core.library.provenance import Provenance
from app.core.wire import from_json, to_json


class Origin(Struct, frozen=True):
    folder: Path
    base: Path | None = None  # the base model of an adapter


def note_origin(notes: Path, checkpoint: Checkpoint, provenance: Provenance | None) -> None:
    """``notes``: the folder for all of them; ``provenance``: the converted model's. Raises ``OSError``."""
    if provenance and provenance.marks:
        notes.mkdir(parents=True, exist_ok=True)
        replace_file(_note(notes, provenance.marks), to_json(Origin(checkpoint.folder, checkpoint.base)))


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
