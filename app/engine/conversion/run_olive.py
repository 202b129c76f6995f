"""One conversion by Olive: told of its progress, and why it ended where it ended without a model."""

import importlib
import json
import logging
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.estimate.onnx_size import eight_bit_room
from app.core.events import Log, Unit
from app.core.failures import Failure, FailureKind, Variant, tells_of_memory
from app.core.files.journal import PIECES
from app.core.recipe.olive_config import olive_config
from app.core.recipe.recipe import Method
from app.core.requests import Convert
from app.core.steps import Step
from app.core.tokenizer.files import TOKENIZER_CONFIG, damaged_tokenizer
from app.engine.channel import Emit
from app.engine.conversion.preflight import check_place
from app.engine.conversion.tokenizer import tells_of_tokenizer
from app.engine.heavy_imports import heavy_imports
from app.engine.progress import Steps

if TYPE_CHECKING:
    from app.engine.builder.streaming import MakeRounding

TINY_MODEL = 30_000_000  # parameters
THOUSANDTHS = 1000  # parts in which the calibrated rounding is reported

# As transformers 5 checks a config.json: one setting, or several together
_REFUSED_SETTING = re.compile(r"Validation error for field '(\w+)'|StrictDataclassClassValidationError")


def load_libraries(report: Callable[[int, int], None]) -> None:
    """Most of the time of a small model. ``report`` gets how many modules are loaded, and in all."""
    with heavy_imports(report):
        from app.engine.builder import olive_bridge  # noqa: F401

        importlib.import_module("torch.fx.experimental.symbolic_shapes")  # torch wants it for a tensor without data


def run_olive(
    request: Convert,
    source: Path,
    job: Path,
    steps: Steps,
    emit: Emit,
    observe: Callable[[Any], None],
    texts: Sequence[Sequence[int]],
) -> Path:
    """The folder in ``job`` that Olive wrote from the checkpoint in ``source``; ``observe`` is shown the Hugging Face
    model before. ``texts`` (windows, tokens) are what is calibrated with. Raises ``Failure``,
    ``OSError`` and ``MemoryError``."""
    import olive
    import torch

    from app.engine.builder.olive_bridge import PACKAGE_CONFIG, BridgedModelBuilder, private_cache
    from app.engine.builder.streaming import Streaming

    def report(done: int, total: int, tensors: tuple[int, int]) -> None:
        check_place(request, job)
        steps.advance(done, total, tensors, unit=Unit.BYTES, step=Step.WRITING)

    if request.recipe.calibrates and request.checkpoint.parameters < TINY_MODEL:
        torch.set_num_threads(1)  # more only wait for each other over sizes as small as these
    steps.start(Step.READING)
    BridgedModelBuilder.streaming = Streaming(
        report=report,
        kept=job / PIECES,
        compact_tables=request.recipe.compact_tables,
        short_scales=request.recipe.short_scales,
        rounding=_rounding(request, job, steps, texts),
        observe=observe,
    )
    model = job / "model"
    config = olive_config(source, request.recipe, model, job / "cache")
    emit(Log(json.dumps(config)))
    errors = _LoggedErrors()
    try:
        with private_cache():
            output = olive.run(config, package_config=PACKAGE_CONFIG, tempdir=str(job / "tmp"))
    except (AttributeError, TypeError, ValueError) as error:  # errors that Olive lets through
        if tells_of_tokenizer(error):
            raise damaged_tokenizer(repr(error), TOKENIZER_CONFIG) from error
        raise
    if output and output.has_output_model():
        return model
    raise _why(errors.first)


def _rounding(request: Convert, job: Path, steps: Steps, texts: Sequence[Sequence[int]]) -> "MakeRounding | None":
    """What rounds by a calibrated recipe, looking at ``texts`` (windows, tokens)."""
    if not request.recipe.calibrates:
        return None
    import torch

    from app.engine.calibration.calibrated_rounding import CalibratedRounding, Calibration
    from app.engine.calibration.rounding import Grid

    recipe = request.recipe

    def report(share: float) -> None:
        check_place(request, job)
        steps.advance(int(share * THOUSANDTHS), THOUSANDTHS, unit=Unit.THOUSANDTHS, step=Step.QUANTIZING)

    calibration = Calibration(
        ids=torch.tensor(texts),
        grid=Grid(4, recipe.block_size, recipe.symmetric),
        room=eight_bit_room(request.checkpoint, recipe),
        rounds=recipe.method is Method.CALIBRATED,
        report=report,
    )
    return partial(CalibratedRounding, calibration)


def _why(error: BaseException | None) -> BaseException:
    """What ended Olive without a model, from the first error that it logged."""
    if isinstance(error, Failure | OSError | MemoryError):
        return error
    if tells_of_memory(repr(error)):
        return Failure(FailureKind.OUT_OF_MEMORY, repr(error))
    if tells_of_tokenizer(error):
        return damaged_tokenizer(repr(error), TOKENIZER_CONFIG)
    if refused := _REFUSED_SETTING.search(repr(error)):
        facts = {"file": "config.json", "lacks": refused[1] or ""}
        variant = Variant.LACKS if refused[1] else None
        return Failure(FailureKind.BAD_CONFIG, repr(error), variant, **facts)
    return Failure(FailureKind.CONVERSION_FAILED, f"Olive produced no output model: {error!r}")


class _LoggedErrors(logging.Handler):
    """The first exception that Olive logs: it swallows most of them and returns without a model."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.first: BaseException | None = None
        logging.getLogger("olive").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and self.first is None:
            self.first = record.exc_info[1]
