"""Which recipes are offered for a model: those that convert to something that loads and answers.

Found by converting and loading each (``tests/engine/test_offer.py``), with onnxruntime-genai 0.18.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from app.core.failures import FailureKind
from app.core.findings import blocks
from app.core.plan import Checkpoint, Finding, Method, Precision, Recipe, Shape, Target

PRECISIONS: Mapping[Target, tuple[Precision, ...]] = {
    Target.CPU: (Precision.INT4, Precision.INT8, Precision.FP32),
    Target.WEBGPU: (Precision.INT4, Precision.INT8, Precision.FP16),
    Target.CUDA: (Precision.INT4, Precision.FP16),  # bf16 converts, but no processor can try it
}
BLOCK_SIZES = (16, 32, 64, 128, 256)
ACCURACY_LEVELS = (1, 2, 3, 4)
# Their numbers grow beyond what float16 can hold
_NEED_RANGE = frozenset({"Gemma2ForCausalLM", "Gemma3ForCausalLM"})


class Obstacle(StrEnum):
    """Why a recipe is not offered."""

    PRECISION = "no_kernels"  # the target has no kernels for it
    FLOAT16 = "float16"  # only for int4 on a CPU
    RANGE = "range"  # the family loses accuracy in float16
    ODD_BLOCKS = "odd_blocks"  # the builder fails where a row has an odd number of blocks and zero points


def runs_here(target: Target) -> bool:
    """Whether the Foundry Local runtime that is part of the installer can run it: that one has no graphics kernels."""
    return target is Target.CPU


def obstacle(checkpoint: Checkpoint, recipe: Recipe) -> Obstacle | None:
    """What keeps ``recipe`` from being offered for the model; None: it is offered."""
    return next(_obstacles(checkpoint, recipe), None)


def refusal(checkpoint: Checkpoint, recipe: Recipe) -> Finding | None:
    """What to tell of a recipe that is not offered."""
    found = obstacle(checkpoint, recipe)
    if found is None:
        return None
    return blocks(FailureKind.RECIPE_NOT_OFFERED, precision=recipe.precision.value, **{found.value: found.value})


def _obstacles(checkpoint: Checkpoint, recipe: Recipe) -> Iterator[Obstacle]:
    if recipe.precision not in PRECISIONS[recipe.target]:
        yield Obstacle.PRECISION
    if recipe.float16 and (recipe.precision, recipe.target) != (Precision.INT4, Target.CPU):
        yield Obstacle.FLOAT16
    if checkpoint.architecture in _NEED_RANGE and in_float16(recipe):
        yield Obstacle.RANGE
    if recipe.precision is not Precision.INT4:
        return
    if _packs_zero_points(recipe) and not _even_blocks(checkpoint.shape, recipe.block_size):
        yield Obstacle.ODD_BLOCKS


def in_float16(recipe: Recipe) -> bool:
    """Whether the model's own numbers, between the weights, are float16."""
    if recipe.target is Target.CPU:
        return recipe.float16
    return recipe.precision is not Precision.BF16


def _packs_zero_points(recipe: Recipe) -> bool:
    """Whether two zero points are put into a byte by reshaping, which an odd number of them breaks."""
    return recipe.method is Method.K_QUANT or (recipe.method is Method.RTN and not recipe.symmetric)


def _even_blocks(shape: Shape | None, block_size: int) -> bool:
    if shape is None:
        return False
    widths = (shape.hidden_size, shape.attention_heads * shape.head_size, shape.intermediate_size)
    return all(-(-width // block_size) % 2 == 0 for width in widths)
