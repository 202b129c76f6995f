"""A recipe: to which precision a model is converted, for what it runs on, and how its weights are rounded."""

from enum import StrEnum
from typing import Any

from msgspec import Struct


class Precision(StrEnum):
    """A new one is offered in ``offer.py``, recommended in ``estimate.py`` and named in ``app/wording/recipes.py``."""

    INT4 = "int4"
    INT8 = "int8"
    FP16 = "fp16"
    BF16 = "bf16"
    FP32 = "fp32"


BITS = {Precision.INT4: 4, Precision.INT8: 8}  # bits of the weights, where they are quantised
CLOSER = {Precision.INT4: Precision.INT8, Precision.INT8: Precision.FP32}  # which one is closer to the original


class Target(StrEnum):
    """What the converted model runs on."""

    CPU = "cpu"  # every computer has one
    WEBGPU = "webgpu"  # graphics cards of any maker
    CUDA = "cuda"  # NVIDIA's graphics cards


class Method(StrEnum):
    """How weights are rounded."""

    DEFAULT = "default"
    RTN = "rtn"
    K_QUANT = "k_quant"
    CALIBRATED = "calibrated"  # it keeps the outputs of the layers; int4 on a CPU only


class Mixed(StrEnum):
    """Which weights of an int4 model are kept in 8 bits."""

    NONE = "none"
    LAST = "last"  # the head, which chooses the words
    LAYERS = "layers"  # the head, and the most sensitive weights of some layers
    MEASURED = "measured"  # the head, and what a measurement of this model finds most sensitive


SMALLEST_OF_EXPERTS, LARGEST_OF_EXPERTS = 32, 128  # weights that share one scale, as the runtime's kernel knows


def expert_block_size(block_size: int) -> int:
    """Weights of an expert that share one scale, in a recipe with this ``block_size``."""
    return min(max(block_size, SMALLEST_OF_EXPERTS), LARGEST_OF_EXPERTS)


class RecipeField(StrEnum):
    """What of a ``Recipe`` people choose besides its precision, by the names there (a test compares them)."""

    TARGET = "target"
    BLOCK_SIZE = "block_size"
    SYMMETRIC = "symmetric"
    METHOD = "method"
    MIXED = "mixed"
    ACCURACY_LEVEL = "accuracy_level"
    FLOAT16 = "float16"


class Recipe(Struct, frozen=True, kw_only=True):
    """What is converted to what. All but ``precision`` and ``target`` is about int4 and int8 only.

    Not every combination is one that converts and loads: ``offer.py`` knows which are.
    """

    precision: Precision = Precision.INT4
    target: Target = Target.CPU
    block_size: int = 128  # weights that share one scale; docs/choices.md says why so many
    symmetric: bool = True  # no zero points
    method: Method = Method.DEFAULT
    mixed: Mixed = Mixed.NONE
    accuracy_level: int | None = (
        None  # type of the activations: 1 float32, 2 float16, 3 bfloat16, 4 int8; None: the target's
    )
    float16: bool = False  # what is not quantised is in float16; int4 on a CPU only
    compact_tables: bool = False  # the embedding table in 8 bits, or the head's where both are one; else as Olive does

    def value_of(self, field: "RecipeField") -> Any:
        return getattr(self, field.value)

    @property
    def quantizes(self) -> bool:
        return self.precision in BITS

    @property
    def short_scales(self) -> bool:
        """Whether the scales of blocks are kept in bfloat16, which the builder has no option for."""
        return self.precision is Precision.INT4 and self.method is Method.CALIBRATED

    @property
    def calibrates(self) -> bool:
        """Whether texts are needed to convert."""
        return self.precision is Precision.INT4 and (self.method is Method.CALIBRATED or self.mixed is Mixed.MEASURED)
