"""The recipe that a precision stands for, where the user says nothing else; docs/choices.md has the measurements."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.recipe.recipe import Method, Mixed, Precision, Recipe, Target

EXPERT_BLOCK = 32  # weights of a model with experts, which are rounded by themselves: smaller blocks keep more
BLOCKS = (128, 64)  # weights; a row that is no multiple of 128 would be filled up, which smaller blocks need less


def usual_recipe(
    precision: Precision = Precision.INT4, target: Target = Target.CPU, checkpoint: Checkpoint | None = None
) -> Recipe:
    """In 4 bits on a processor: calibrated, with what this model needs most in 8 bits."""
    if target is not Target.CPU or precision not in (Precision.INT4, Precision.INT8):
        return Recipe(precision=precision, target=target)
    if precision is Precision.INT8:
        return Recipe(precision=precision, compact_tables=True)
    if checkpoint and checkpoint.shape and checkpoint.shape.mixture:  # whose experts no calibration reaches
        return Recipe(block_size=EXPERT_BLOCK, symmetric=False, mixed=Mixed.LAYERS, compact_tables=True)
    return Recipe(
        block_size=_block_size(checkpoint),
        symmetric=False,
        method=Method.CALIBRATED,
        mixed=Mixed.MEASURED,
        compact_tables=True,
    )


def _block_size(checkpoint: Checkpoint | None) -> int:
    shape = checkpoint.shape if checkpoint else None
    if shape is None:
        return BLOCKS[0]
    widths = (shape.hidden_size, shape.attention_heads * shape.head_size, shape.intermediate_size)
    return next((size for size in BLOCKS if all(width % size == 0 for width in widths)), BLOCKS[0])


def changed_recipe(changes: Mapping[str, Any], checkpoint: Checkpoint | None = None) -> Recipe:
    """The usual recipe with ``changes`` to its fields. Another method of rounding, or float16, is taken as Olive's
    builder does it."""
    precision, target = changes.get("precision", Precision.INT4), changes.get("target", Target.CPU)
    plain = changes.get("method", Method.CALIBRATED) is not Method.CALIBRATED or changes.get("float16")
    usual = Recipe(precision=precision, target=target) if plain else usual_recipe(precision, target, checkpoint)
    return replace(usual, **changes)


def recipe_changes(recipe: Recipe, checkpoint: Checkpoint | None = None) -> dict[str, Any]:
    """What ``changed_recipe`` makes ``recipe`` of, besides its precision and target."""
    usual = usual_recipe(recipe.precision, recipe.target, checkpoint)
    if recipe.method is usual.method and not recipe.float16:
        return _differences(recipe, usual)
    plain = Recipe(precision=recipe.precision, target=recipe.target)
    return {"method": recipe.method} | _differences(recipe, plain)


def _differences(recipe: Recipe, other: Recipe) -> dict[str, Any]:
    names = (name for name in Recipe.__struct_fields__ if name not in ("precision", "target"))
    return {name: getattr(recipe, name) for name in names if getattr(recipe, name) != getattr(other, name)}


def for_precision(recipe: Recipe, precision: Precision, checkpoint: Checkpoint | None = None) -> Recipe:
    """What ``recipe`` would be in another precision: what is unusual about it stays."""
    given = {"precision": precision, "target": recipe.target}
    return changed_recipe(recipe_changes(recipe, checkpoint) | given, checkpoint)
