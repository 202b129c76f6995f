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
    installed = [(each, _marks(each)) for each in find_deployments([library])]
    marks = source_marks(checkpoint) if installed and checkpoint.architecture else None
    if marks and (name := next((each.name for each, known in installed if known and known.files == marks.files), "")):
        return informs(FailureKind.DUPLICATE, Variant.SAME, name=name)
    of_kind = [(each, known) for each, known in installed if not marks or not known or known.kind == marks.kind]
    samples = {known.sample: each.name for each, known in of_kind if marks and known and known.sample}
    if samples and (name := samples.get(sample_mark(checkpoint), "")):
        return informs(FailureKind.DUPLICATE, Variant.ALIKE, name=name)
    name = next((each.name for each, _ in of_kind if each.source == checkpoint.folder.name), "")
    return informs(FailureKind.DUPLICATE, name=name) if name else None


def _marks(deployment: Deployment) -> SourceMarks | None:
    provenance = read_provenance(deployment.folder)
    return provenance.marks if provenance else None
