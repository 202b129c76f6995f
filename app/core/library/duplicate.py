"""Is the model that was chosen among the installed ones, perhaps as a copy in another folder?"""

from pathlib import Path

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.fingerprint import SourceMarks, sample_mark, source_marks
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.failures import FailureKind, Variant
from app.core.findings import Finding, informs
from app.core.library.deployment import Deployment
from app.core.library.notes import find_deployments, read_provenance


def inspect_beside(library: Path, folder: Path, base: Path | None = None) -> Checkpoint:
    """``inspect_checkpoint``, which also says whether the model is among those installed into ``library``."""
    return inspect_checkpoint(folder, base, lambda checkpoint: duplicate(checkpoint, library))


def duplicate(checkpoint: Checkpoint, library: Path) -> Finding | None:
    """An installed model that was made from the very files (SAME), from files that look the same (ALIKE), or
    from a folder of the same name; another kind of model in such a folder is none, as far as its marks are known.

    Raises ``Failure`` and ``OSError``.
    """
    found = installed_from(checkpoint, library)
    return informs(FailureKind.DUPLICATE, found[1], name=found[0].name) if found else None


def installed_from(checkpoint: Checkpoint, library: Path) -> tuple[Deployment, Variant | None] | None:
    """The newest installed model that ``duplicate`` tells of, and how sure that is. Raises like it."""
    by_age = sorted(find_deployments([library]), key=lambda each: each.created, reverse=True)
    installed = [(each, _marks(each)) for each in by_age]
    marks = source_marks(checkpoint) if installed and checkpoint.architecture else None
    if marks and (same := [each for each, known in installed if known and known.files == marks.files]):
        return same[0], Variant.SAME
    of_kind = [(each, known) for each, known in installed if not marks or not known or known.kind == marks.kind]
    samples = [(each, known.sample) for each, known in of_kind if marks and known and known.sample]
    sample = sample_mark(checkpoint) if samples else ""
    if alike := [each for each, other in samples if other == sample]:
        return alike[0], Variant.ALIKE
    named = [each for each, _ in of_kind if each.source == checkpoint.folder.name]
    return (named[0], None) if named else None


def _marks(deployment: Deployment) -> SourceMarks | None:
    provenance = read_provenance(deployment.folder)
    return provenance.marks if provenance else None
