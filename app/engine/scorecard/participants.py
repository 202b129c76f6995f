"""Which model a name or a folder means, and how it is loaded to be asked."""

import gc
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from foundry_local_sdk.catalog import Catalog
from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.computer.machine import memory
from app.core.estimate.running_memory import original_size
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.journal import MERGED
from app.core.library.converted_check import GENAI_CONFIG, check_converted, check_runs_here
from app.core.library.deployment import Deployment
from app.core.package.model_safety import check_safe
from app.core.scorecard.side_by_side import ModelName
from app.engine.chat.direct_runtime import DirectModel, named_failures
from app.engine.foundry import find_model
from app.engine.job_folder import job_folder
from app.engine.scorecard.answering import Answerer, RuntimeAnswerer
from app.engine.scorecard.checkpoint_model import CheckpointModel, original_failures


class Participant(Struct, frozen=True, kw_only=True):
    """A converted model in ``folder``, or a ``checkpoint`` whose weights Hugging Face's libraries run."""

    title: str
    folder: Path
    deployment: Deployment | None = None
    checkpoint: Checkpoint | None = None

    @property
    def system_prompt(self) -> str:
        return self.deployment.system_prompt if self.deployment else ""

    @property
    def reasoning_marks(self) -> tuple[str, ...]:
        """The marks around what it thinks; empty for a model that does not."""
        verification = self.deployment.template if self.deployment else None
        return verification.reasoning if verification else ()


def find_participant(catalog: Catalog, wanted: ModelName) -> Participant:
    """Raises ``Failure`` (NOT_INSTALLED, and what is wrong with a folder)."""
    try:
        _, deployment = find_model(catalog, wanted.name)
    except Failure:
        if wanted.folder is None:
            raise
        return folder_participant(wanted.folder, wanted.base)
    return Participant(title=deployment.model_id, folder=deployment.folder, deployment=deployment)


def folder_participant(folder: Path, base: Path | None = None) -> Participant:
    if (folder / GENAI_CONFIG).is_file():
        config = check_converted(folder)
        check_runs_here(folder, config)
        check_safe(folder)
        return Participant(title=folder.name, folder=folder)
    return checkpoint_participant(inspect_checkpoint(folder, base))


def checkpoint_participant(checkpoint: Checkpoint) -> Participant:
    if blocking := checkpoint.blocking:
        raise Failure.of(blocking)
    needed, (_, free) = original_size(checkpoint), memory()
    if needed > free:
        facts = {"needed_bytes": str(needed), "free_bytes": str(free)}
        raise Failure(FailureKind.OUT_OF_MEMORY, "", Variant.MEASURED, **facts)
    return Participant(title=checkpoint.folder.name, folder=checkpoint.folder, checkpoint=checkpoint)


@contextmanager
def loaded(
    one: Participant, ends: Collection[int] = (), marks: tuple[str, ...] = (), penalty: float | None = None
) -> Iterator[Answerer]:
    """The model in memory; outside of the context it is out of it again, so that another has room. ``ends``,
    reasoning ``marks`` and ``penalty`` are those of the model that it is compared with."""
    try:
        if one.checkpoint:
            with original_failures(one.checkpoint):
                checkpoint, own_marks = one.checkpoint, one.reasoning_marks or marks
                yield CheckpointModel(checkpoint, merged(checkpoint), ends, own_marks, penalty)
        else:
            with named_failures(one.folder):
                yield RuntimeAnswerer(DirectModel(one.folder), one.reasoning_marks or marks)
    finally:
        gc.collect()


def repetition_penalty(folder: Path) -> float:
    """What the runtime takes from tokens that were said already, for the converted model in ``folder``."""
    search = json.loads((folder / GENAI_CONFIG).read_text(encoding="utf-8")).get("search", {})
    return float(search.get("repetition_penalty", 1.0))


def merged(checkpoint: Checkpoint) -> Path:
    """The folder whose weights are the checkpoint's: of an adapter, one that is made of it and its base model."""
    if checkpoint.base is None:
        return checkpoint.folder
    from app.engine.conversion.merge import merge

    folder = job_folder() / MERGED / checkpoint.folder.name
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        merge(checkpoint.base, checkpoint.folder, folder, lambda *_: None)
    return folder
