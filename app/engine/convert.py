"""Checkpoint -> ONNX folder: runs Olive on a recipe, proves that the result generates, then gives it its name."""

import json
import os
import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from app import __version__, paths
from app.core.conversion_time import guess_steps
from app.core.duplicate import sample_mark
from app.core.durable import flush_folder, flush_names, folder_identity
from app.core.events import Log, Step
from app.core.failures import Failure, FailureKind
from app.core.history import Run, conversion_job, learnt_steps, read_history, remember
from app.core.identity import source_marks, source_stamp
from app.core.journal import MERGED, PLACED
from app.core.library import folder_bytes, read_provenance, write_provenance
from app.core.machine import memory as machine_memory
from app.core.origin import note_origin
from app.core.plan import Checkpoint, ConvertedModel, Provenance, SourceMarks
from app.core.requests import Convert
from app.core.speeds import TYPICAL, read_speeds
from app.core.weights import weight_files
from app.engine.before_work import check_before_work, check_place, done_before
from app.engine.channel import Emit
from app.engine.licenses import keep_licenses
from app.engine.memory import PeakMemory
from app.engine.progress import Steps
from app.engine.read_ahead import ReadAhead
from app.engine.run_olive import load_libraries, run_olive
from app.engine.tokenizer import mend_tokenizer
from app.engine.verify import verify_model

READ_SHARE = 4  # of the free memory one part may hold weights that were read ahead
MODEL_FILES = frozenset(
    {"model.onnx", "model.onnx.data", "genai_config.json", "config.json", "generation_config.json"}
    | {"tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json", "added_tokens.json"}
    | {"tokenizer.model", "vocab.json", "merges.txt"}
)


def convert(request: Convert, emit: Emit) -> ConvertedModel:
    """Convert inside the job's folder, which lies on the output's volume, and rename the verified model to its place.

    Raises ``Failure``; the output folder then does not exist.
    """
    job = Path(os.environ["MODEL_INSTALLER_JOB"])
    check_before_work(request, job)
    resumed = bool(done_before(job))
    if resumed:
        emit(Log("Going on with what an interrupted conversion had written."))
    work = conversion_job(request.checkpoint, request.recipe, machine_memory()[1])
    guess = partial(guess_steps, speeds=read_speeds(paths.speeds_file(), __version__) or TYPICAL)
    steps = Steps(emit, learnt_steps(work, read_history(paths.history_file()), guess), timed=True)
    with PeakMemory() as memory:
        model = _make(request, job, steps, emit)
    size = folder_bytes(model)
    _place(model, request, job)
    _note_origin(request, emit)
    if not resumed:
        _remember(Run(job=work, steps=steps.seconds, ended=_now(), peak_bytes=memory.peak), emit)
    return ConvertedModel(
        folder=request.output,
        checkpoint=request.checkpoint.folder,
        architecture=request.checkpoint.architecture,
        precision=request.recipe.precision,
        context_length=request.checkpoint.context_length,
        bytes=size,
        seconds=sum(steps.seconds.values()),
        peak_bytes=memory.peak,
        recipe=request.recipe,
    )


def _make(request: Convert, job: Path, steps: Steps, emit: Emit) -> Path:
    """The model's folder inside the job's, whole and tried out."""
    stamp = source_stamp(request.checkpoint)
    marks = replace(source_marks(request.checkpoint), sample=sample_mark(request.checkpoint))
    with ReadAhead(weight_files(request.checkpoint.model_folder), machine_memory()[1] // READ_SHARE):
        load_libraries(steps)
        source = _merged(request.checkpoint, job, steps)
        model = run_olive(request, source, job, steps, emit)
    check_place(request, job)
    if source_stamp(request.checkpoint) != stamp:
        raise Failure(FailureKind.CHECKPOINT_CHANGED, path=str(request.checkpoint.folder))
    _complete(model, request, source, marks, emit)
    steps.start(Step.VERIFYING)
    _verify(request, source, model, steps)
    steps.end()
    return model


def _complete(model: Path, request: Convert, source: Path, marks: SourceMarks, emit: Emit) -> None:
    """What Olive wrote becomes what is kept: no reports, the checkpoint's own tokenizer, licences and a provenance."""
    _keep_model_files(model)
    if mend_tokenizer(source, model):
        emit(Log("The tokenizer had been changed on the way; the model's own is used."))
    if request.recipe.float16:
        use_processor(model)
    keep_licenses(request.checkpoint, model)
    write_provenance(model, _provenance(request, marks))


def _place(model: Path, request: Convert, job: Path) -> None:
    """Give the verified model its name; what has it is whole, also after a power failure. Raises ``Failure``."""
    flush_folder(model)
    check_place(request, job)
    (job / PLACED).write_text(folder_identity(model), encoding="utf-8")
    try:
        model.rename(request.output)
    except OSError as error:
        if os.path.lexists(request.output):  # another conversion was faster
            raise Failure(FailureKind.DESTINATION_EXISTS, str(error), path=str(request.output)) from error
        raise
    flush_names(request.output.parent)


def _verify(request: Convert, source: Path, model: Path, steps: Steps) -> None:
    from app.engine.compare_shapes import compare_shapes

    compare_shapes(model, source, request.checkpoint.shape)
    verify_model(model, partial(steps.advance, unit="tokens"))


def _remember(run: Run, emit: Emit) -> None:
    """For the next conversion's time; a folder that cannot be written is no reason to fail."""
    try:
        remember(run, paths.history_file())
    except OSError as error:
        emit(Log(f"The time that this took could not be noted: {error}"))


def _note_origin(request: Convert, emit: Emit) -> None:
    """For whoever compares the two; a folder that cannot be written is no reason to fail."""
    try:
        note_origin(paths.origins_folder(), request.checkpoint, read_provenance(request.output))
    except OSError as error:
        emit(Log(f"Where the original is could not be noted: {error}"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _merged(checkpoint: Checkpoint, job: Path, steps: Steps) -> Path:
    """The checkpoint's folder; of an adapter a new one, in which it is merged with its base model."""
    if checkpoint.base is None:
        return checkpoint.folder
    from app.engine.merge import merge

    folder = job / MERGED
    report = partial(steps.advance, unit="bytes", step=Step.MERGING)
    merge(checkpoint.base, checkpoint.folder, folder, report)
    return folder


def use_processor(folder: Path) -> None:
    """Take the graphics card out of ``genai_config.json``: the graph runs on a processor too."""
    path = folder / "genai_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["model"]["decoder"]["session_options"]["provider_options"] = []
    path.write_text(json.dumps(config, indent=4), encoding="utf-8")


def _keep_model_files(folder: Path) -> None:
    """Drop Olive's reports: they hold absolute paths of this computer."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name not in MODEL_FILES:
            entry.unlink()


def _provenance(request: Convert, marks: SourceMarks) -> Provenance:
    return Provenance(
        architecture=request.checkpoint.architecture,
        precision=request.recipe.precision,
        context_length=request.checkpoint.context_length,
        source=request.checkpoint.folder.name,
        marks=marks,
        base=request.checkpoint.base.name if request.checkpoint.base else "",
        created=_now(),
        installer=__version__,
        recipe=request.recipe,
    )
