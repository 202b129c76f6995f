"""What each precision of a model costs on this computer: disk, memory, minutes, and how fast it answers."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from app.core.conversion_time import guess_steps
from app.core.history import Guess, Run, conversion_job, learnt_steps
from app.core.machine import Machine
from app.core.offer import PRECISIONS, runs_here
from app.core.onnx_size import weights_size
from app.core.plan import Checkpoint, Precision, Recipe
from app.core.running_memory import SYSTEM_BYTES, context_here, conversion_size, run_size, touched_size
from app.core.speeds import TYPICAL, Speeds
from app.core.tokenizer_files import TOKENIZER
from app.core.tokenizer_size import saved_size

SMALL_MODEL = 100_000_000  # parameters; below it 4 bits cost quality and save next to nothing
CONVERTER_BYTES = 400_000_000  # of the converting program besides the weights
LAYER_SECONDS = 70e-6  # for each token, besides reading the weights
QUANTIZED = 0.88  # of the measured speed: a model's many small matrices are rounded for, and waited for, one by one
GRAPH_BYTES, LAYER_BYTES = 6_000, {True: 7_330, False: 5_500}  # of model.onnx, and each layer's; quantised, or not
ZERO_POINT_BYTES = 1_320  # of the graph, a layer
JSON_BYTES = 3_400  # of the configuration files
EASE = 0.8  # of the free memory may be taken without a thought
DEFAULT = Recipe()


class Fit(StrEnum):
    EASILY = "easily"
    TIGHT = "tight"  # after closing other programs
    NO = "no"


class Reason(StrEnum):
    """Why a precision is recommended, or is not."""

    BEST_BALANCE = "best_balance"
    SMALL_MODEL = "small_model"  # recommended int8: the model is so small that its size does not matter
    LOSES_QUALITY = "loses_quality"  # perhaps: int4 of a small model
    MORE_EXACT = "more_exact"  # int8: larger and slower, closer to the original
    UNCHANGED = "unchanged"  # fp32: largest and slowest
    FOR_CARDS = "for_cards"  # fp16, bf16: half of fp32, as most models come
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
    tokens_per_second: float  # 0: unknown
    fits: Fit
    missing_bytes: int  # of memory: to set free before (TIGHT), or that the computer has too little (NO)
    programs: tuple[str, ...] = ()  # that would set them free
    recommended: bool
    reason: Reason


def estimate_options(
    checkpoint: Checkpoint,
    machine: Machine,
    recipe: Recipe = DEFAULT,
    speeds: Speeds = TYPICAL,
    runs: Sequence[Run] = (),
) -> tuple[Estimate, ...]:
    """Every precision of the recipe's target, the smallest first; at most one is recommended.

    ``runs`` are the conversions that this computer did before, as ``read_history`` gives them. How close each number
    is to what is then measured: ``build/bench_estimates.py``.
    """
    recipes = (replace(recipe, precision=precision) for precision in PRECISIONS[recipe.target])
    guess = partial(guess_steps, speeds=speeds)
    return tuple(
        _estimate(checkpoint, machine, each, speeds, partial(learnt_steps, runs=runs, guess=guess)) for each in recipes
    )


def _estimate(checkpoint: Checkpoint, machine: Machine, recipe: Recipe, speeds: Speeds, steps: Guess) -> Estimate:
    precision = recipe.precision
    weights = weights_size(checkpoint, recipe)
    context = context_here(checkpoint, recipe, machine.total_memory)
    run_bytes = run_size(checkpoint, recipe, context)
    peak = CONVERTER_BYTES + conversion_size(checkpoint, recipe, machine.free_memory)
    needed = max(peak, run_bytes) if runs_here(recipe.target) else peak
    fits, missing = fit_memory(needed, machine.total_memory, machine.free_memory)
    recommended, reason = _judge(precision, fits, checkpoint.parameters)
    return Estimate(
        precision=precision,
        bytes=weights + _graph_size(checkpoint, recipe) + _tokenizer_size(checkpoint),
        peak_convert_bytes=peak,
        run_bytes=run_bytes,
        context=context,
        model_context=checkpoint.context_length,
        seconds=sum(steps(conversion_job(checkpoint, recipe, machine.free_memory)).values()),
        tokens_per_second=_speed(checkpoint, recipe, speeds),
        fits=fits,
        missing_bytes=missing,
        recommended=recommended,
        reason=reason,
    )


def fit_memory(needed: int, total: int, free: int) -> tuple[Fit, int]:
    """How bytes of memory fit, judged on what is free now and on all there is; and how many bytes are missing."""
    if needed <= EASE * free:
        return Fit.EASILY, 0
    most = total - SYSTEM_BYTES
    if needed <= most:
        return Fit.TIGHT, int(needed / EASE) - free
    return Fit.NO, needed - most


def _judge(precision: Precision, fits: Fit, parameters: int) -> tuple[bool, Reason]:
    small = parameters < SMALL_MODEL
    reasons: Mapping[Precision, Reason] = {
        Precision.INT4: Reason.LOSES_QUALITY if small else Reason.BEST_BALANCE,
        Precision.INT8: Reason.SMALL_MODEL if small else Reason.MORE_EXACT,
        Precision.FP16: Reason.FOR_CARDS,
        Precision.BF16: Reason.FOR_CARDS,
        Precision.FP32: Reason.UNCHANGED,
    }
    if fits is Fit.NO:
        return False, Reason.NOT_ENOUGH_MEMORY
    return precision is (Precision.INT8 if small else Precision.INT4), reasons[precision]


def _speed(checkpoint: Checkpoint, recipe: Recipe, speeds: Speeds) -> float:
    """Tokens a second: a processor writes answers about as fast as it can read the weights. 0: unknown, it is a
    graphics card's."""
    if not runs_here(recipe.target):
        return 0.0
    layers = checkpoint.shape.layers if checkpoint.shape else 0
    reading = QUANTIZED * speeds.reading if recipe.quantizes else speeds.reading_floats
    return 1 / (max(touched_size(checkpoint, recipe), 1) / reading + layers * LAYER_SECONDS)


def _graph_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    layers = checkpoint.shape.layers if checkpoint.shape else 24
    zero_points = recipe.quantizes and not recipe.symmetric
    return GRAPH_BYTES + layers * (LAYER_BYTES[recipe.quantizes] + ZERO_POINT_BYTES * zero_points)


def _tokenizer_size(checkpoint: Checkpoint) -> int:
    """Bytes of the small files."""
    size = JSON_BYTES + len((checkpoint.chat_template or "").encode())
    with suppress(OSError):
        size += (checkpoint.model_folder / "tokenizer_config.json").stat().st_size
    return size + saved_size(checkpoint.model_folder / TOKENIZER)
