"""Which recipes are offered for a model: those that convert to something that loads and answers.

Found by converting and loading each (``tests/engine/builder/test_offer.py``), with onnxruntime-genai 0.18.
"""

from collections.abc import Iterator, Mapping

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.shape import Shape
from app.core.failures import FailureKind, Variant
from app.core.families.table import family_of
from app.core.findings import Finding, blocks
from app.core.recipe.recipe import BITS, Method, Precision, Recipe, Target

PRECISIONS: Mapping[Target, tuple[Precision, ...]] = {
    Target.CPU: (Precision.INT4, Precision.INT8, Precision.FP32),
    Target.WEBGPU: (Precision.INT4, Precision.INT8, Precision.FP16),
    Target.CUDA: (Precision.INT4, Precision.FP16),  # bf16 converts, but no processor can try it
}
BLOCK_SIZES = (16, 32, 64, 128, 256)
ACCURACY_LEVELS = (1, 2, 3, 4)


def runs_here(target: Target) -> bool:
    """Whether the Foundry Local runtime that is part of the installer can run it: that one has no graphics kernels."""
    return target is Target.CPU


def obstacle(checkpoint: Checkpoint, recipe: Recipe) -> Variant | None:
    """What keeps ``recipe`` from being offered for the model; None: it is offered."""
    return next(_obstacles(checkpoint, recipe), None)


def check_recipe(checkpoint: Checkpoint, recipe: Recipe) -> Finding | None:
    """What to tell of a recipe that is not offered."""
    found = obstacle(checkpoint, recipe)
    if found is None:
        return None
    return blocks(FailureKind.RECIPE_NOT_OFFERED, found, precision=recipe.precision.value)


def _obstacles(checkpoint: Checkpoint, recipe: Recipe) -> Iterator[Variant]:
    if recipe.precision not in PRECISIONS[recipe.target]:
        yield Variant.NO_KERNELS
    if recipe.float16 and (recipe.precision, recipe.target) != (Precision.INT4, Target.CPU):
        yield Variant.FLOAT16
    if recipe.calibrates and (recipe.target is not Target.CPU or recipe.float16):
        yield Variant.CALIBRATED_CPU
    if recipe.calibrates and checkpoint.shape and checkpoint.shape.mixture:
        yield Variant.CALIBRATED_EXPERTS
    family = family_of(checkpoint.architecture)
    if family.only_processor and (recipe.float16 or recipe.target is not Target.CPU):
        yield Variant.NO_KERNELS
    if BITS.get(recipe.precision, family.fewest_bits) < family.fewest_bits:
        yield Variant.UNPROVED
    if family.needs_range and in_float16(recipe):
        yield Variant.RANGE
    if recipe.precision is not Precision.INT4:
        return
    if _packs_zero_points(recipe) and not _even_blocks(checkpoint.shape, recipe.block_size):
        yield Variant.ODD_BLOCKS


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
    widths = {shape.hidden_size, shape.attention_heads * shape.head_size, shape.intermediate_size}
    widths |= {shape.attention_heads * shape.wide_heads.head_size} if shape.wide_heads else set()
    widths |= {shape.linear_attention.values} if shape.linear_attention else set()
    widths |= {2 * shape.intermediate_size} if shape.doubled else set()
    widths |= {shape.layer_inputs.size} if shape.layer_inputs else set()
    return all(-(-width // block_size) % 2 == 0 for width in widths)
