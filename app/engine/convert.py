"""Checkpoint -> ONNX folder: runs Olive on a recipe, proves that the result generates, then gives it its name."""

import json
import logging
import os
import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.core.events import Log, Step
from app.core.failures import Failure, FailureKind
from app.core.library import folder_bytes, write_provenance
from app.core.machine import free_disk
from app.core.onnx_size import weights_size
from app.core.plan import ConvertedModel, Precision, Provenance
from app.core.recipe import olive_config
from app.core.requests import Convert
from app.engine.channel import Emit
from app.engine.memory import PeakMemory
from app.engine.progress import Steps
from app.engine.tokenizer import mend_tokenizer
from app.engine.verify import verify_model

QUANTIZER_LOGGER = "onnxruntime.quantization.matmul_nbits_quantizer"
MODEL_FILES = frozenset(
    {"model.onnx", "model.onnx.data", "genai_config.json", "config.json", "generation_config.json"}
    | {"tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json", "added_tokens.json"}
    | {"tokenizer.model", "vocab.json", "merges.txt"}
)
COPIES = 2  # of the output's size on the disk: Olive keeps one in its cache until the end
# Shares of the time, measured on 0.5B checkpoints: quantising is the bulk of int4 and int8, writing that of fp32.
WEIGHTS = {
    True: {Step.STARTING: 15, Step.READING: 10, Step.QUANTIZING: 55, Step.WRITING: 10, Step.VERIFYING: 10},
    False: {Step.STARTING: 20, Step.READING: 10, Step.QUANTIZING: 0, Step.WRITING: 60, Step.VERIFYING: 10},
}


def convert(request: Convert, emit: Emit) -> ConvertedModel:
    """Convert inside the job's folder, which lies on the output's volume, and rename the verified model to its place.

    Raises ``Failure``; the output folder then does not exist.
    """
    if request.output.exists():
        raise Failure(FailureKind.DESTINATION_EXISTS, path=str(request.output))
    job = Path(os.environ["MODEL_INSTALLER_JOB"])
    _check_space(request, job)
    started = time.monotonic()
    steps = Steps(emit, WEIGHTS[request.recipe.precision is not Precision.FP32])
    with PeakMemory() as memory:
        model = _run_olive(request, job, steps, emit)
        _keep_model_files(model)
        if mend_tokenizer(request.checkpoint.folder, model):
            emit(Log("The tokenizer had been changed on the way; the model's own is used."))
        write_provenance(model, _provenance(request))
        steps.start(Step.VERIFYING)
        verify_model(model)
    size = folder_bytes(model)
    model.rename(request.output)
    return ConvertedModel(
        folder=request.output,
        checkpoint=request.checkpoint.folder,
        architecture=request.checkpoint.architecture,
        precision=request.recipe.precision,
        context_length=request.checkpoint.context_length,
        bytes=size,
        seconds=time.monotonic() - started,
        peak_bytes=memory.peak,
    )


def _check_space(request: Convert, job: Path) -> None:
    needed = COPIES * weights_size(request.checkpoint, request.recipe)
    free = free_disk(job)
    if free < needed:
        facts = {"needed_bytes": str(needed), "free_bytes": str(free)}
        raise Failure(FailureKind.DISK_FULL, path=str(request.output.parent), **facts)


def _run_olive(request: Convert, job: Path, steps: Steps, emit: Emit) -> Path:
    steps.start(Step.STARTING)
    import olive

    from app.engine.olive_bridge import PACKAGE_CONFIG

    steps.start(Step.READING)
    model = job / "model"
    config = olive_config(request.checkpoint.folder, request.recipe, model, job / "cache")
    emit(Log(json.dumps(config)))
    watch, errors = _Watch(job, request, steps), _LoggedErrors()
    try:
        output = olive.run(config, package_config=PACKAGE_CONFIG, tempdir=str(job / "tmp"))
    finally:
        watch.stop()
    if output and output.has_output_model():
        return model
    if isinstance(errors.first, OSError | MemoryError):
        raise errors.first
    raise Failure(FailureKind.CONVERSION_FAILED, f"Olive produced no output model: {errors.first!r}")


class _LoggedErrors(logging.Handler):
    """The first exception that Olive logs: it swallows most of them and returns without a model."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.first: BaseException | None = None
        logging.getLogger("olive").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and self.first is None:
            self.first = record.exc_info[1]


class _Watch(logging.Handler):
    """Progress of an Olive run, seen from outside: the quantiser names each MatMul, the data file grows."""

    def __init__(self, job: Path, request: Convert, steps: Steps) -> None:
        super().__init__(logging.INFO)
        self._job = job
        self._steps = steps
        self._layers = request.checkpoint.shape.layers if request.checkpoint.shape else 0
        self._quantizes = request.recipe.precision is not Precision.FP32
        self._full_bytes = request.checkpoint.parameters * 4  # of fp32; the quantised formats write in an instant
        self._quantizing = False
        self._done = threading.Event()
        self._logger = logging.getLogger(QUANTIZER_LOGGER)
        self._logger.setLevel(logging.INFO)
        self._logger.addHandler(self)
        threading.Thread(target=self._watch_file, name="watch", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        _, _, rest = record.getMessage().partition("start to quantize /model/layers.")
        layer = rest.partition("/")[0]
        if layer.isdigit():
            if not self._quantizing:
                self._quantizing = True
                self._steps.start(Step.QUANTIZING)
            self._steps.advance(int(layer) + 1, self._layers, "layers")

    def stop(self) -> None:
        self._done.set()
        self._logger.removeHandler(self)

    def _watch_file(self) -> None:
        writing = False
        while not self._done.wait(0.2):
            written = sum(_size(path) for path in self._job.rglob("*.onnx.data*"))
            if written and not writing:
                writing = True
                self._steps.start(Step.WRITING)
            if writing:
                self._steps.advance(written, 0 if self._quantizes else self._full_bytes, "bytes")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0  # renamed between the listing and the look


def _keep_model_files(folder: Path) -> None:
    """Drop Olive's reports: they hold absolute paths of this computer."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name not in MODEL_FILES:
            entry.unlink()


def _provenance(request: Convert) -> Provenance:
    return Provenance(
        architecture=request.checkpoint.architecture,
        precision=request.recipe.precision,
        context_length=request.checkpoint.context_length,
        source=request.checkpoint.folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        installer=__version__,
    )
