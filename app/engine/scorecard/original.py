"""The checkpoint that an installed model was converted from: where it is, and whether it can be run here."""

from pathlib import Path

from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.estimate.running_memory import original_size
from app.core.failures import Failure, FailureKind, Variant
from app.core.library.deployment import Deployment
from app.core.library.notes import read_provenance
from app.core.scorecard.scorecard import Uncompared
from app.engine.chat.direct_runtime import vocabulary_size
from app.engine.scorecard.checkpoint_model import unfit
from app.storage.originals import recorded_original


class Original(Struct, frozen=True):
    """``checkpoint`` is what to compare with; None: ``why`` not."""

    checkpoint: Checkpoint | None = None
    given: bool = False  # given by the user, who is told why it cannot be used
    why: Uncompared | None = None
    needed: int = 0  # bytes of memory


def find_original(reference: Path | None, deployment: Deployment, free: int) -> Original:
    """The given original (``reference``), or the recorded one. Raises ``Failure`` when a given one cannot be used."""
    if reference:
        checkpoint = inspect_checkpoint(reference)
        _require_fit(checkpoint, deployment, free)
        return Original(checkpoint, given=True)
    recorded = recorded_original(deployment)
    if recorded.checkpoint is None:
        return Original(why=recorded.why)
    needed = original_size(recorded.checkpoint)
    return Original(recorded.checkpoint) if needed <= free else Original(why=Uncompared.NO_MEMORY, needed=needed)


def _require_fit(checkpoint: Checkpoint, deployment: Deployment, free: int) -> None:
    if blocking := checkpoint.blocking:
        raise Failure.of(blocking)
    provenance, needed = read_provenance(deployment.folder), original_size(checkpoint)
    if provenance and provenance.architecture != checkpoint.architecture:
        raise unfit(checkpoint, f"{checkpoint.architecture} is not {provenance.architecture}")
    words = vocabulary_size(deployment.folder)
    if checkpoint.shape and checkpoint.shape.vocabulary != words:
        raise unfit(checkpoint, f"a vocabulary of {checkpoint.shape.vocabulary}, not {words}")
    if needed > free:
        facts = {"needed_bytes": str(needed), "free_bytes": str(free)}
        raise Failure(FailureKind.OUT_OF_MEMORY, "", Variant.MEASURED, **facts)
