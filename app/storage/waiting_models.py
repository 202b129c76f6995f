"""Models that were converted and never installed: the window was closed between, or installing failed."""

from collections.abc import Iterator
from pathlib import Path

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.fingerprint import source_marks
from app.core.findings import LeftoverKind
from app.core.library.converted_check import read_converted
from app.core.library.converted_model import ConvertedModel, WaitingModel
from app.core.library.notes import read_provenance
from app.core.recipe.offer import runs_here
from app.core.recipe.recipe import Recipe
from app.storage.leftovers import not_installed
from app.storage.libraries import known_libraries


def waiting_models(library: Path) -> tuple[WaitingModel, ...]:
    """In ``library`` and the other known ones those that this computer can run, the latest first."""
    found = [model for folder in dict.fromkeys((library, *known_libraries())) for model in _in(folder)]
    return tuple(sorted(found, key=lambda model: model.provenance.created, reverse=True))


def waiting_of(checkpoint: Checkpoint, library: Path) -> WaitingModel | None:
    """The latest that was converted from the very files of ``checkpoint``."""
    return next(_converted_from(checkpoint, library), None)


def converted_before(
    checkpoint: Checkpoint, recipe: Recipe, calibration: Path | None, library: Path
) -> ConvertedModel | None:
    """What the same conversion has made already, and was never installed."""
    texts = calibration.name if calibration and recipe.calibrates else ""
    for model in _converted_from(checkpoint, library):
        if (model.provenance.recipe, model.provenance.calibration) == (recipe, texts):
            return read_converted(model.folder)
    return None


def _converted_from(checkpoint: Checkpoint, library: Path) -> Iterator[WaitingModel]:
    waiting = waiting_models(library)
    try:
        files = source_marks(checkpoint).files if waiting and checkpoint.architecture else ""
    except OSError:  # its files are not there: that is said elsewhere
        return
    for model in waiting:
        if files and model.provenance.marks and model.provenance.marks.files == files:
            yield model


def _in(library: Path) -> Iterator[WaitingModel]:
    try:
        names = sorted(folder for folder in library.iterdir() if folder.is_dir())
    except OSError:  # a drive that is not connected
        return
    for left in (each for name in names for each in not_installed(name)):
        provenance = read_provenance(left.folder)
        if left.kind is LeftoverKind.NOT_INSTALLED and provenance and _runs_here(provenance.recipe):
            yield WaitingModel(folder=left.folder, bytes=left.bytes, provenance=provenance)


def _runs_here(recipe: Recipe | None) -> bool:
    return recipe is None or runs_here(recipe.target)
