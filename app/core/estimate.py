"""What each precision of a model costs on this computer: disk, memory, minutes, and how fast it answers."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.core.machine import Machine
from app.core.offer import PRECISIONS, runs_here
from app.core.onnx_size import active_size, weights_size
from app.core.plan import Checkpoint, Precision, Recipe
from app.core.running_memory import SYSTEM_BYTES, context_here, conversion_size, fits_packed, run_size

SMALL_MODEL = 100_000_000  # parameters; below it 4 bits cost quality and save next to nothing
CONVERTER_BYTES = 400_000_000  # of the converting program besides the weights
CONVERTER_START = 5.0  # seconds of importing, loading and the trial answer
QUANTIZING = 6e-9  # seconds for each parameter
MAPPED_TRIAL = 5e-9  # seconds for each parameter of the trial answer of weights that stay in the mapped file
DISK_SPEED = 1e9  # bytes/s of writing and reading back
BANDWIDTH_IN_USE = 0.5  # share of the copying speed at which weights are read
BANDWIDTH_UNKNOWN = 25_000_000_000  # bytes/s
LAYER_SECONDS = 70e-6  # for each token, besides reading the weights
GRAPH_BYTES = 200_000  # of model.onnx and the JSON files
DEFAULT = Recipe()


class Fit(StrEnum):
    EASILY = "easily"
    TIGHT = "tight"  # after closing other programs
    NO = "no"


class Reason(StrEnum):
    """Why a precision is recommended, or is not."""

    BEST_BALANCE = "best_balance"
    SMALL_MODEL = "small_model"  # recommended int8: the model is so small that its size does not matter
    LOSES_QUALITY = "loses_quality"  # int4 of a small model
    MORE_EXACT = "more_exact"  # int8: larger and slower, closer to the original
    UNCHANGED = "unchanged"  # fp32: largest and slowest
    NOT_ENOUGH_MEMORY = "not_enough_memory"


class Estimate(Struct, frozen=True, kw_only=True):
    """One precision. Sizes in bytes."""

    precision: Precision
    bytes: int  # of the converted folder
    peak_convert_bytes: int  # private memory
    run_bytes: int  # private memory, with a chat of ``context`` tokens
    context: int  # tokens that a conversation can hold on this computer; 0: unknown
    model_context: int  # tokens that the model itself could hold; 0: unknown
    seconds: float  # of converting
    tokens_per_second: float
    fits: Fit
    recommended: bool
    reason: Reason


def estimate_options(checkpoint: Checkpoint, machine: Machine, recipe: Recipe = DEFAULT) -> tuple[Estimate, ...]:
    """Every precision of the recipe's target, the smallest first; at most one is recommended.

    How close each number is to what is then measured: ``build/bench_estimates.py``.
    """
    recipes = (replace(recipe, precision=precision) for precision in PRECISIONS[recipe.target])
    return tuple(_estimate(checkpoint, machine, each) for each in recipes)


def _estimate(checkpoint: Checkpoint, machine: Machine, recipe: Recipe) -> Estimate:
    precision = recipe.precision
    weights = weights_size(checkpoint, recipe)
    context = context_here(checkpoint, recipe, machine.total_memory)
    run_bytes = run_size(checkpoint, recipe, context)
    peak = CONVERTER_BYTES + conversion_size(checkpoint, recipe, machine.free_memory)
    fits = _fit(max(peak, run_bytes) if runs_here(recipe.target) else peak, machine)
    recommended, reason = _judge(precision, fits, checkpoint.parameters)
    return Estimate(
        precision=precision,
        bytes=weights + _tokenizer_size(checkpoint.model_folder) + GRAPH_BYTES,
        peak_convert_bytes=peak,
        run_bytes=run_bytes,
        context=context,
        model_context=checkpoint.context_length,
        seconds=_seconds(checkpoint, precision, weights, machine),
        tokens_per_second=_speed(active_size(checkpoint, recipe), checkpoint, machine),
        fits=fits,
        recommended=recommended,
        reason=reason,
    )


def _fit(needed: int, machine: Machine) -> Fit:
    if needed <= 0.8 * machine.free_memory:
        return Fit.EASILY
    return Fit.TIGHT if needed <= machine.total_memory - SYSTEM_BYTES else Fit.NO


def _judge(precision: Precision, fits: Fit, parameters: int) -> tuple[bool, Reason]:
    small = parameters < SMALL_MODEL
    reasons: Mapping[Precision, Reason] = {
        Precision.INT4: Reason.LOSES_QUALITY if small else Reason.BEST_BALANCE,
        Precision.INT8: Reason.SMALL_MODEL if small else Reason.MORE_EXACT,
        Precision.FP16: Reason.UNCHANGED,
        Precision.BF16: Reason.UNCHANGED,
        Precision.FP32: Reason.UNCHANGED,
    }
    if fits is Fit.NO:
        return False, Reason.NOT_ENOUGH_MEMORY
    return precision is (Precision.INT8 if small else Precision.INT4), reasons[precision]


def _seconds(checkpoint: Checkpoint, precision: Precision, weights: int, machine: Machine) -> float:
    quantizing = QUANTIZING * checkpoint.parameters if precision in (Precision.INT4, Precision.INT8) else 0.0
    trial = 0.0 if fits_packed(weights, machine.free_memory) else MAPPED_TRIAL * checkpoint.parameters
    return CONVERTER_START + quantizing + trial + (checkpoint.bytes + 2 * weights) / DISK_SPEED


def _speed(active: int, checkpoint: Checkpoint, machine: Machine) -> float:
    """Tokens a second: a processor writes answers about as fast as it can read the weights."""
    bandwidth = BANDWIDTH_IN_USE * (machine.memory_bandwidth or BANDWIDTH_UNKNOWN)
    layers = checkpoint.shape.layers if checkpoint.shape else 0
    return 1 / (max(active, 1) / bandwidth + layers * LAYER_SECONDS)


def _tokenizer_size(folder: Path) -> int:
    try:
        return (folder / "tokenizer.json").stat().st_size
    except OSError:
        return 0
