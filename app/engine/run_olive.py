"""One conversion by Olive: told of its progress, and why it ended where it ended without a model."""

import importlib
import json
import logging
import re
from functools import partial
from pathlib import Path

from app.core.events import Log, Step
from app.core.failures import Failure, FailureKind, tells_of_memory
from app.core.journal import PIECES
from app.core.recipe import olive_config
from app.core.requests import Convert
from app.core.tokenizer_files import CONFIG, damaged_tokenizer
from app.engine.before_work import check_place
from app.engine.channel import Emit
from app.engine.imports import heavy_imports
from app.engine.progress import Steps
from app.engine.tokenizer import tells_of_tokenizer

# As transformers 5 checks a config.json: one setting, or several together
_REFUSED_SETTING = re.compile(r"Validation error for field '(\w+)'|StrictDataclassClassValidationError")


def load_libraries(steps: Steps) -> None:
    """Most of the time of a small model."""
    steps.start(Step.STARTING)
    with heavy_imports(partial(steps.advance, unit="modules")):
        from app.engine import olive_bridge  # noqa: F401

        importlib.import_module("torch.fx.experimental.symbolic_shapes")  # torch wants it for a tensor without data


def run_olive(request: Convert, source: Path, job: Path, steps: Steps, emit: Emit) -> Path:
    """The folder in ``job`` that Olive wrote from the checkpoint in ``source``. Raises ``Failure``, ``OSError`` and
    ``MemoryError``."""
    import olive

    from app.engine.olive_bridge import PACKAGE_CONFIG, BridgedModelBuilder, private_cache

    BridgedModelBuilder.kept = job / PIECES

    def report(done: int, total: int, tensors: tuple[int, int]) -> None:
        check_place(request, job)
        steps.advance(done, total, tensors, unit="bytes", step=Step.WRITING)

    BridgedModelBuilder.report = staticmethod(report)
    steps.start(Step.READING)
    model = job / "model"
    config = olive_config(source, request.recipe, model, job / "cache")
    emit(Log(json.dumps(config)))
    errors = _LoggedErrors()
    try:
        with private_cache():
            output = olive.run(config, package_config=PACKAGE_CONFIG, tempdir=str(job / "tmp"))
    except (AttributeError, TypeError, ValueError) as error:  # which Olive lets through
        if tells_of_tokenizer(error):
            raise damaged_tokenizer(repr(error), CONFIG) from error
        raise
    if output and output.has_output_model():
        return model
    raise _why(errors.first)


def _why(error: BaseException | None) -> BaseException:
    """What ended Olive without a model, from the first error that it logged."""
    if isinstance(error, Failure | OSError | MemoryError):
        return error
    if tells_of_memory(repr(error)):
        return Failure(FailureKind.OUT_OF_MEMORY, repr(error))
    if tells_of_tokenizer(error):
        return damaged_tokenizer(repr(error), CONFIG)
    if refused := _REFUSED_SETTING.search(repr(error)):
        return Failure(FailureKind.BAD_CONFIG, repr(error), file="config.json", lacks=refused[1] or "")
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
