"""The note about a deployment that has begun, and how an interrupted one is taken back."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from app.core.files.durable import replace_file
from app.core.library.notes import BEING_DEPLOYED, DEPLOYMENT, UNCONFIRMED
from app.core.wire import from_json, to_json

BEGUN_FILE = "deployment_begun.json"  # a file in the job's folder


class Begun(Struct, frozen=True, kw_only=True):
    folder: Path  # the model's, in the library
    staging: Path | None  # the folder where a copy is being made; None: it is in the library already
    model_id: str


def note_begun(job: Path, begun: Begun) -> None:
    replace_file(job / BEGUN_FILE, to_json(begun))


def note_over(job: Path) -> None:
    (job / BEGUN_FILE).unlink(missing_ok=True)


def read_begun(job: Path) -> Begun | None:
    """None when nothing was begun in ``job``, or it is over."""
    try:
        return from_json((job / BEGUN_FILE).read_bytes(), Begun)
    except (OSError, msgspec.MsgspecError):
        return None


def take_back(job: Path, unregister: Path) -> bool:
    """Delete what an unconfirmed deployment made, if there was one in ``job``, and leave a note in the folder
    ``unregister``, which the next process that opens the catalog reads. False: something is held, and stays."""
    begun = read_begun(job)
    if begun is None or (begun.folder / DEPLOYMENT).exists():
        return True
    if begun.staging:
        shutil.rmtree(begun.staging, ignore_errors=True)
        if (begun.folder / BEING_DEPLOYED).exists():
            shutil.rmtree(begun.folder, ignore_errors=True)
        with suppress(OSError):  # what another process has put there stays
            begun.folder.rmdir()
    with suppress(OSError):
        (begun.folder / UNCONFIRMED).unlink(missing_ok=True)
        unregister.mkdir(parents=True, exist_ok=True)
        replace_file(unregister / f"{job.name}.id", begun.model_id)
    return not begun.staging or not (begun.staging.exists() or _is_empty(begun.folder))


def _is_empty(place: Path) -> bool:
    return place.is_dir() and not any(place.iterdir())


def to_unregister(folder: Path) -> Iterator[str]:
    """The model ids that ``take_back`` left in ``folder``; each is forgotten once it was handled."""
    for note in folder.glob("*.id"):
        with suppress(OSError, ValueError):
            yield note.read_text(encoding="utf-8")
            note.unlink()
