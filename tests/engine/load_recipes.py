"""Builds every recipe that is offered for a checkpoint, loads it on the processor and lets it answer: ``python -m
tests.engine.load_recipes FOLDER WORK``. One JSON object a line: the recipe, whether it is offered, what failed, and the
bytes of the data file with what the estimate says they are."""

import contextlib
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from app.core.checkpoint import inspect_checkpoint
from app.core.failures import Failure
from app.core.offer import BLOCK_SIZES, PRECISIONS, obstacle
from app.core.onnx_size import weights_size
from app.core.plan import Method, Mixed, Precision, Recipe, Target
from app.core.recipe import builder_options, builder_target
from app.core.wire import to_builtins


def recipes() -> Iterator[Recipe]:
    for method, mixed, symmetric in itertools.product(Method, Mixed, (True, False)):
        for block_size in (32, 128):
            yield Recipe(method=method, mixed=mixed, symmetric=symmetric, block_size=block_size)
    for method, symmetric, block_size in itertools.product(Method, (True, False), (32, 128)):
        yield Recipe(precision=Precision.INT8, method=method, symmetric=symmetric, block_size=block_size)
    for precision, block_size in itertools.product((Precision.INT4, Precision.INT8), BLOCK_SIZES):
        yield Recipe(precision=precision, block_size=block_size)
    for precision, level in itertools.product((Precision.INT4, Precision.INT8), (1, 2, 3, 4)):
        yield Recipe(precision=precision, accuracy_level=level)
    yield Recipe(precision=Precision.FP32)
    for block_size, symmetric, method in itertools.product((32, 128), (True, False), Method):
        yield Recipe(float16=True, block_size=block_size, symmetric=symmetric, method=method)
    for target in (Target.WEBGPU, Target.CUDA):
        for precision in PRECISIONS[target]:
            yield Recipe(target=target, precision=precision)
        yield Recipe(target=target, block_size=32, method=Method.K_QUANT, mixed=Mixed.LAYERS)


def main(folder: Path, work: Path) -> None:
    from app.engine.compare_shapes import compare_shapes
    from app.engine.streaming import streaming_builder
    from app.engine.verify import verify_model
    from tests.engine.compare_paths import build

    checkpoint = inspect_checkpoint(folder)
    for recipe in recipes():
        output, failed, size = work / "built", "", 0
        offered = obstacle(checkpoint, recipe)
        if offered is None:
            with streaming_builder(lambda *_: None, work / "kept"), contextlib.redirect_stdout(sys.stderr):
                failed = build(
                    str(folder), output, recipe.precision.value, builder_options(recipe), builder_target(recipe).value
                )
                try:
                    if not failed:
                        compare_shapes(output, folder, checkpoint.shape)
                        verify_model(output)
                    size = (output / "model.onnx.data").stat().st_size
                except Failure as failure:
                    failed = failure.details
        facts = {"obstacle": offered, "failed": failed, "size": size, "estimate": weights_size(checkpoint, recipe)}
        print(json.dumps({"recipe": to_builtins(recipe)} | facts), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
