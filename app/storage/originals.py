"""The checkpoint that an installed model was converted from, as far as this computer knows where it is, and what else
was made of it."""

from pathlib import Path

from msgspec import Struct

from app import paths
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.library.deployment import Deployment
from app.core.library.naming import version_of_id
from app.core.library.notes import find_deployments, read_provenance
from app.core.library.origin import find_origin, is_unchanged
from app.core.scorecard.comparable import Comparable, ComparableKind, folder_comparable, installed_comparable
from app.core.scorecard.scorecard import Uncompared
from app.storage.libraries import known_libraries


class Recorded(Struct, frozen=True):
    """``checkpoint`` is the original; None: ``why`` not. ``folder`` is where it was, where that is known."""

    checkpoint: Checkpoint | None = None
    why: Uncompared | None = None
    folder: Path | None = None


def recorded_original(deployment: Deployment) -> Recorded:
    """Not for the window's thread: a drive may be asleep."""
    provenance = read_provenance(deployment.folder)
    origin = find_origin(paths.origins_folder(), provenance)
    if provenance is None or origin is None:
        return Recorded(why=Uncompared.UNKNOWN)
    checkpoint = inspect_checkpoint(origin.folder, origin.base)
    if not checkpoint.convertible:
        return Recorded(why=Uncompared.GONE, folder=origin.folder)
    if not is_unchanged(checkpoint, provenance):
        return Recorded(why=Uncompared.CHANGED, folder=origin.folder)
    return Recorded(checkpoint, folder=origin.folder)


def sibling(deployment: Deployment, precision: str) -> Deployment | None:
    """The newest other installed model in ``precision`` that was made of the same files; None when there is none."""
    mine = read_provenance(deployment.folder)
    if mine is None or mine.marks is None:
        return None
    found = None
    for other in find_deployments(known_libraries()):
        if other.precision != precision or other.model_id == deployment.model_id:
            continue
        theirs = read_provenance(other.folder)
        if theirs and theirs.marks and theirs.marks.files == mine.marks.files:
            found = other if found is None or other.created >= found.created else found
    return found


def comparables(deployment: Deployment) -> tuple[Comparable, ...]:
    """What ``deployment`` can be compared with: other versions first, then what it was made from, then other models."""
    others = [each for each in find_deployments(known_libraries()) if each.model_id != deployment.model_id]
    others.sort(key=lambda each: (each.name != deployment.name, each.name, -version_of_id(each.model_id)))
    related = [installed_comparable(each) for each in others if each.name == deployment.name]
    unrelated = [installed_comparable(each) for each in others if each.name != deployment.name]
    original = recorded_original(deployment).checkpoint
    made_from = []
    if original:
        made_from.append(folder_comparable(ComparableKind.ORIGINAL, original.folder, original.base))
        made_from += [folder_comparable(ComparableKind.BASE, original.base)] if original.base else []
    return (*related, *made_from, *unrelated)
