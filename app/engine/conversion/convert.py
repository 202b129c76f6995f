"""Checkpoint -> ONNX folder: runs Olive on a recipe, verifies that the result generates, then gives it its name."""

import json
import os
import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app import __version__, paths
from app.core.checkpoint.adapter import tokenizer_folder
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.fingerprint import SourceMarks, sample_mark, source_marks, source_stamp
from app.core.checkpoint.weights import has_tower, weight_files
from app.core.computer.machine import memory as machine_memory
from app.core.estimate.conversion_time import guess_steps
from app.core.estimate.history import SHORTEST, Run, conversion_job, learnt_steps, read_history, remember
from app.core.estimate.running_memory import token_size
from app.core.estimate.speeds import TYPICAL, read_speeds
from app.core.events import Log, Noticed, Unit
from app.core.failures import Failure, FailureKind
from app.core.families.text_model import text_config
from app.core.files.durable import flush_folder, flush_names, folder_identity, replace_file
from app.core.files.folder import read_json
from app.core.files.journal import MERGED, PLACED
from app.core.library.converted_check import GENAI_CONFIG
from app.core.library.converted_model import ConvertedModel
from app.core.library.fidelity import Fidelity
from app.core.library.genai_config import known_config
from app.core.library.notes import folder_bytes, read_provenance, write_provenance
from app.core.library.origin import note_origin
from app.core.library.provenance import Provenance
from app.core.recipe.offer import runs_here
from app.core.requests import Convert, ReadWindows, TokenWindows
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.conversion.class_reading import told_by_class
from app.engine.conversion.licenses import keep_licenses
from app.engine.conversion.preflight import check_before_work, check_place, done_before
from app.engine.conversion.read_ahead import ReadAhead
from app.engine.conversion.run_olive import load_libraries, run_olive
from app.engine.conversion.settled_tokenizer import settled_in_new_process
from app.engine.conversion.tokenizer import (
    SettledTokenizer,
    leave_out_unused,
    mend_tokenizer,
    told_differences,
)
from app.engine.conversion.verify_model import verify_model
from app.engine.job_folder import job_folder
from app.engine.memory import PeakMemory
from app.engine.progress import Steps
from app.engine.runtime_failures import runtime_failures

if TYPE_CHECKING:
    from app.engine.conversion.compare_words import OriginalWords

READ_SHARE = 4  # weights read ahead may take one part in so many of the free memory
MODEL_FILES = frozenset(
    {"model.onnx", "model.onnx.data", "genai_config.json", "config.json", "generation_config.json"}
    | {"tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json", "added_tokens.json"}
    | {"tokenizer.model", "vocab.json", "merges.txt"}
)


def convert(request: Convert, emit: Emit, since: float | None = None) -> ConvertedModel:
    """Convert inside the job's folder, which lies on the output's volume, and rename the verified model to its place.
    ``since`` is when it was wanted of a process that had its libraries by then; None: the process began with it.

    Raises ``Failure``; the output folder then does not exist.
    """
    job = job_folder()
    check_before_work(request, job)
    tokenizer = _settled(request.checkpoint, emit)
    resumed = bool(done_before(job))
    if resumed:
        emit(Log("Going on with what an interrupted conversion had written."))
    work = conversion_job(request.checkpoint, request.recipe, machine_memory()[1])
    guess = partial(guess_steps, speeds=read_speeds(paths.speeds_file(), __version__) or TYPICAL)
    expected = learnt_steps(work, read_history(paths.history_file()), guess)
    if since is not None:
        expected[Step.STARTING] = SHORTEST
    steps = Steps(emit, expected, timed=True, since=since)
    with PeakMemory() as memory:
        model, fidelity = _make(request, tokenizer, job, steps, emit)
    size = folder_bytes(model)
    _place(model, request, job)
    _note_origin(request, emit)
    if not resumed:
        taken = {step: seconds for step, seconds in steps.seconds.items() if since is None or step is not Step.STARTING}
        _remember(Run(job=work, steps=taken, ended=_now(), peak_bytes=memory.peak), emit)
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
        fidelity=fidelity,
    )


def _settled(checkpoint: Checkpoint, emit: Emit) -> SettledTokenizer:
    """The tokenizer as the runtime reads it best; what it still reads otherwise is told before the long work."""
    folder = tokenizer_folder(checkpoint.folder, checkpoint.base)
    settled = settled_in_new_process(folder, checkpoint.chat_template or "")
    if settled.changed:
        emit(Log("The runtime reads the tokenizer rightly with equivalent settings, which the converted model gets."))
    for finding in told_differences(settled.differences):
        emit(Noticed(finding))
    return settled


def _make(
    request: Convert, tokenizer: SettledTokenizer, job: Path, steps: Steps, emit: Emit
) -> tuple[Path, Fidelity | None]:
    """The model's folder inside the job's, whole and tried out, and how close it is to the original."""
    stamp = source_stamp(request.checkpoint)
    marks = replace(source_marks(request.checkpoint), sample=sample_mark(request.checkpoint))
    with ReadAhead(weight_files(request.checkpoint.model_folder), machine_memory()[1] // READ_SHARE):
        steps.start(Step.STARTING)
        load_libraries(partial(steps.advance, unit=Unit.MODULES))
        checkpoint = request.checkpoint
        for finding in told_by_class(tokenizer_folder(checkpoint.folder, checkpoint.base), checkpoint.model_folder):
            emit(Noticed(finding))
        source = _merged(request.checkpoint, job, steps)
        texts = _texts(request, source)
        words = _original_words(texts)
        model = run_olive(request, source, job, steps, emit, words.observe, texts.calibration)
    check_place(request, job)
    if source_stamp(request.checkpoint) != stamp:
        raise Failure(FailureKind.CHECKPOINT_CHANGED, path=str(request.checkpoint.folder))
    _complete(model, request, source, tokenizer, marks, emit)
    steps.start(Step.VERIFYING)
    fidelity = _verify(request, source, model, steps, words)
    if fidelity:
        note = read_provenance(model)
        write_provenance(model, replace(note, fidelity=fidelity)) if note else None
    steps.end()
    return model, fidelity


def _texts(request: Convert, source: Path) -> TokenWindows:
    from app.engine.calibration.windows import windows_in_new_process

    recipe, checkpoint = request.recipe, request.checkpoint
    wanted = ReadWindows(
        folder=source, checkpoint=checkpoint, calibrates=recipe.calibrates, calibration=request.calibration
    )
    return windows_in_new_process(wanted)


def _original_words(texts: TokenWindows) -> "OriginalWords":
    import torch

    from app.engine.conversion.compare_words import OriginalWords

    return OriginalWords(lambda: torch.tensor(texts.held_out))


def _complete(
    model: Path, request: Convert, source: Path, tokenizer: SettledTokenizer, marks: SourceMarks, emit: Emit
) -> None:
    """What Olive wrote becomes what is kept: no reports, the checkpoint's own tokenizer, licences and a provenance."""
    _keep_model_files(model)
    if has_tower(source):  # Olive copies the settings of the whole
        replace_file(model / "config.json", json.dumps(text_config(read_json(source / "config.json")), indent=2))
    if mend_tokenizer(source, model, tokenizer) and not tokenizer.changed:
        emit(Log("The tokenizer had been changed on the way; the model's own is used."))
    shape = request.checkpoint.shape
    if unused := leave_out_unused(model, shape.vocabulary if shape else 0):
        emit(Log(f"Marks that the model has no room for were left out of its tokenizer: {unused}"))
    if request.recipe.float16:
        use_processor(model)
    end_lines_alike(model)
    _keep_known_settings(model)
    keep_licenses(request.checkpoint, model)
    write_provenance(model, _provenance(request, marks))


def _place(model: Path, request: Convert, job: Path) -> None:
    """Give the verified model its name; what has it is whole, also after a power failure. Raises ``Failure``."""
    flush_folder(model)
    check_place(request, job)
    replace_file(job / PLACED, folder_identity(model))
    try:
        model.rename(request.output)
    except OSError as error:
        if os.path.lexists(request.output):  # another conversion was faster
            raise Failure(FailureKind.DESTINATION_EXISTS, str(error), path=str(request.output)) from error
        raise
    flush_names(request.output.parent)


def _verify(request: Convert, source: Path, model: Path, steps: Steps, words: "OriginalWords") -> Fidelity | None:
    from app.engine.conversion.verify_shapes import verify_shapes

    verify_shapes(model, source, request.checkpoint.shape)
    verify_model(model, partial(steps.advance, unit=Unit.TOKENS))
    if not runs_here(request.recipe.target):
        return None
    with runtime_failures(FailureKind.VERIFICATION_FAILED):
        return words.compare(model)


def _remember(run: Run, emit: Emit) -> None:
    """Note the times for the next estimate; a folder that cannot be written is no reason to fail."""
    try:
        remember(run, paths.history_file())
    except OSError as error:
        emit(Log(f"The time that this took could not be noted: {error}"))


def _note_origin(request: Convert, emit: Emit) -> None:
    """Note where the original is, for comparing the two; a folder that cannot be written is no reason to fail."""
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
    from app.engine.conversion.merge import merge

    folder = job / MERGED
    report = partial(steps.advance, unit=Unit.BYTES, step=Step.MERGING)
    merge(checkpoint.base, checkpoint.folder, folder, report)
    return folder


def use_processor(folder: Path) -> None:
    """Take the graphics card out of ``genai_config.json``: the graph runs on a processor too."""
    path = folder / "genai_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["model"]["decoder"]["session_options"]["provider_options"] = []
    replace_file(path, json.dumps(config, indent=4))


def _keep_model_files(folder: Path) -> None:
    """Drop Olive's reports: they hold absolute paths of this computer."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name not in MODEL_FILES:
            entry.unlink()


def _keep_known_settings(folder: Path) -> None:
    """The model builder may take a setting over from the checkpoint. Raises ``Failure``."""
    config = read_json(folder / GENAI_CONFIG)
    try:
        known = known_config(config)
    except ValueError as error:
        raise Failure(FailureKind.CONVERSION_FAILED, str(error)) from error
    if known != config:
        replace_file(folder / GENAI_CONFIG, json.dumps(known, indent=4))


def end_lines_alike(folder: Path) -> None:
    """The libraries write their settings with the system's line ends; the same model has the same bytes everywhere."""
    for path in folder.glob("*.json"):
        content = path.read_bytes()
        if b"\r\n" in content:
            replace_file(path, content.replace(b"\r\n", b"\n"))


def _provenance(request: Convert, marks: SourceMarks) -> Provenance:
    shape = request.checkpoint.shape
    return Provenance(
        architecture=request.checkpoint.architecture,
        precision=request.recipe.precision,
        context_length=request.checkpoint.context_length,
        token_bytes=token_size(shape, request.recipe) if shape else 0,
        source=request.checkpoint.folder.name,
        marks=marks,
        base=request.checkpoint.base.name if request.checkpoint.base else "",
        created=_now(),
        installer=__version__,
        recipe=request.recipe,
        calibration=request.calibration.name if request.calibration and request.recipe.calibrates else "",
    )
