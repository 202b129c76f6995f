"""The recipes that tiny models are converted by."""

import itertools
from collections.abc import Iterator

from app.core.recipe.offer import BLOCK_SIZES, PRECISIONS
from app.core.recipe.recipe import Method, Mixed, Precision, Recipe, Target

WIDTHS = (32, 128)  # of the blocks that people use; the others are tried with the default method
METHODS = tuple(method for method in Method if method is not Method.CALIBRATED)  # those that the builder has itself
MIXES = tuple(mixed for mixed in Mixed if mixed is not Mixed.MEASURED)
NUMBERS = (Precision.INT4, Precision.INT8)


def for_processors() -> Iterator[Recipe]:
    """FP32, INT8, and INT4 by every method (k_quant also in its mixed form), with zero points and without."""
    yield Recipe(precision=Precision.FP32)
    for symmetric, block_size in itertools.product((True, False), WIDTHS):
        blocks = {"symmetric": symmetric, "block_size": block_size}
        yield Recipe(precision=Precision.INT8, **blocks)
        for method in METHODS:
            yield Recipe(method=method, **blocks)
        yield Recipe(method=Method.K_QUANT, mixed=Mixed.LAYERS, **blocks)


def every_recipe() -> Iterator[Recipe]:
    """Every choice there is, each at least once with every other one that it could break."""
    for method, mixed, symmetric, block_size in itertools.product(METHODS, MIXES, (True, False), WIDTHS):
        yield Recipe(method=method, mixed=mixed, symmetric=symmetric, block_size=block_size)
    for method, symmetric, block_size in itertools.product(METHODS, (True, False), WIDTHS):
        yield Recipe(precision=Precision.INT8, method=method, symmetric=symmetric, block_size=block_size)
        yield Recipe(float16=True, method=method, symmetric=symmetric, block_size=block_size)
    for precision, block_size in itertools.product(NUMBERS, BLOCK_SIZES):
        yield Recipe(precision=precision, block_size=block_size)
    for precision, level in itertools.product(NUMBERS, (1, 2, 3, 4)):
        yield Recipe(precision=precision, accuracy_level=level)
    yield Recipe(precision=Precision.FP32)
    for target in (Target.WEBGPU, Target.CUDA):
        for precision in PRECISIONS[target]:
            yield Recipe(target=target, precision=precision)
        yield Recipe(target=target, block_size=32, method=Method.K_QUANT, mixed=Mixed.LAYERS)
