"""``convert --precision auto``: conversions until one is as close to the original as is wanted."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from app.core.library.converted_model import ConvertedModel
from app.core.library.notes import PROVENANCE
from app.core.picking import Picking
from app.core.requests import Convert

AUTOMATIC = "auto"


def convert_smallest(
    request: Convert, picking: Picking, run: Callable[[Convert], ConvertedModel]
) -> Sequence[ConvertedModel]:
    """What was tried, the smallest first; the last is what is left in ``request.output``, also when the next one
    fails: what is smaller goes only when that is there."""
    _remove_left(_place_aside(request.output))
    tried: list[ConvertedModel] = []
    for number, attempt in enumerate(picking.attempts):
        with _aside(request.output):
            tried.append(run(replace(request, recipe=attempt.recipe)))
        if picking.accepts(number, tried[-1].fidelity):
            break
    return tried


@contextmanager
def _aside(folder: Path) -> Iterator[None]:
    """What is in ``folder`` has another name meanwhile; it is deleted, or comes back where the work fails."""
    there = _place_aside(folder)
    if not folder.exists():
        yield
        return
    folder.rename(there)
    try:
        yield
    except BaseException:
        there.rename(folder)
        raise
    shutil.rmtree(there)


def _place_aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.smaller")


def _remove_left(folder: Path) -> None:
    """Delete what an earlier run that was ended by force had put aside: it is made again. Only our own work is."""
    if (folder / PROVENANCE).is_file():
        shutil.rmtree(folder)
