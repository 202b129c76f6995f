"""A deployment that has begun: what has to be taken back when it is ended before the model has answered."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from app.core.library import DEPLOYMENT, UNCONFIRMED
from app.core.wire import from_json, to_json

FILE = "deployment_begun.json"  # in the folder of the job


class Begun(Struct, frozen=True, kw_only=True):
    folder: Path  # the model's, in the library
    staging: Path | None  # where a copy of it is being made; None: it is in the library already
    model_id: str


def note_begun(job: Path, begun: Begun) -> None:
    (job / FILE).write_bytes(to_json(begun))


def note_over(job: Path) -> None:
    (job / FILE).unlink(missing_ok=True)


def read_begun(job: Path) -> Begun | None:
    """None when nothing was begun in ``job``, or it is over."""
    try:
        return from_json((job / FILE).read_bytes(), Begun)
    except (OSError, msgspec.MsgspecError):
        return None


def take_back(job: Path, unregister: Path) -> None:
    """Delete what an unconfirmed deployment made, if there was one in ``job``, and leave a note in the folder
    ``unregister`` for whoever opens the catalog next."""
    begun = read_begun(job)
    if begun is None:
        return
    if (begun.folder / DEPLOYMENT).exists():
        return
    if begun.staging:
        for folder in (begun.staging, begun.folder):
            shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        (begun.folder / UNCONFIRMED).unlink(missing_ok=True)
        unregister.mkdir(parents=True, exist_ok=True)
        (unregister / f"{job.name}.id").write_text(begun.model_id, encoding="utf-8")


def to_unregister(folder: Path) -> Iterator[str]:
    """The model ids that ``take_back`` left in ``folder``; each is forgotten once it was handled."""
    for note in folder.glob("*.id"):
        with suppress(OSError, ValueError):
            yield note.read_text(encoding="utf-8")
            note.unlink()
