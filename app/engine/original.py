"""The checkpoint that an installed model was converted from: where it is, whether it can be run here, what it says."""

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from app import paths
from app.core.chat_template import Message
from app.core.checkpoint import inspect_checkpoint
from app.core.events import Log
from app.core.failures import Failure, FailureKind
from app.core.journal import MERGED
from app.core.library import read_provenance
from app.core.origin import find_origin, is_unchanged
from app.core.plan import Checkpoint, Deployment, Severity
from app.core.requests import Validate
from app.core.running_memory import original_size
from app.core.scorecard import Uncompared
from app.engine.channel import Emit
from app.engine.direct import stop_tokens, vocabulary_size
from app.engine.fidelity import OriginalAnswer, Report, original_answers, unfit


class Original(Struct, frozen=True):
    """``checkpoint`` is what to compare with; None: ``why`` not."""

    checkpoint: Checkpoint | None = None
    given: bool = False  # by the user, who wants to know why it cannot be used
    why: Uncompared | None = None
    needed: int = 0  # bytes of memory


def find_original(request: Validate, deployment: Deployment, free: int) -> Original:
    """The given original, or the recorded one. Raises ``Failure`` when a given one cannot be used."""
    if request.reference:
        checkpoint = inspect_checkpoint(request.reference)
        _require_fit(checkpoint, deployment, free)
        return Original(checkpoint, given=True)
    provenance = read_provenance(deployment.folder)
    origin = find_origin(paths.origins_folder(), provenance)
    if provenance is None or origin is None:
        return Original(why=Uncompared.UNKNOWN)
    checkpoint = inspect_checkpoint(origin.folder, origin.base)
    if not checkpoint.convertible:
        return Original(why=Uncompared.GONE)
    if not is_unchanged(checkpoint, provenance):
        return Original(why=Uncompared.CHANGED)
    needed = original_size(checkpoint)
    return Original(checkpoint) if needed <= free else Original(why=Uncompared.NO_MEMORY, needed=needed)


def _require_fit(checkpoint: Checkpoint, deployment: Deployment, free: int) -> None:
    for finding in checkpoint.findings:
        if finding.severity is Severity.BLOCKS:
            raise Failure(finding.kind, **finding.facts)
    provenance, needed = read_provenance(deployment.folder), original_size(checkpoint)
    if provenance and provenance.architecture != checkpoint.architecture:
        raise unfit(checkpoint, f"{checkpoint.architecture} is not {provenance.architecture}")
    words = vocabulary_size(deployment.folder)
    if checkpoint.shape and checkpoint.shape.vocabulary != words:
        raise unfit(checkpoint, f"a vocabulary of {checkpoint.shape.vocabulary}, not {words}")
    if needed > free:
        raise Failure(FailureKind.OUT_OF_MEMORY, needed_bytes=str(needed), free_bytes=str(free))


def hear_original(
    original: Original, deployment: Deployment, dialogues: Sequence[Sequence[Message]], report: Report, emit: Emit
) -> tuple[Original, list[OriginalAnswer]]:
    """Its answers, before the converted model is loaded: there may be no memory for two. A recorded original that
    cannot be run is no reason to fail."""
    if original.checkpoint is None:
        return original, []
    try:
        folder = _merged(original.checkpoint)
        ends = stop_tokens(deployment.folder)
        return original, original_answers(original.checkpoint, folder, dialogues, ends, report)
    except (Failure, OSError) as error:
        if original.given:
            raise
        emit(Log(f"Not compared with {original.checkpoint.folder.name}: {error}"))
        return Original(why=Uncompared.FAILED), []


def _merged(checkpoint: Checkpoint) -> Path:
    if checkpoint.base is None:
        return checkpoint.folder
    from app.engine.merge import merge

    folder = Path(os.environ["MODEL_INSTALLER_JOB"]) / MERGED
    merge(checkpoint.base, checkpoint.folder, folder, lambda *_: None)
    return folder
