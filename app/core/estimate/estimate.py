"""What each precision of a model costs on this computer: disk, memory, minutes, and how fast it answers."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import partial

from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.computer.machine import Machine
from app.core.estimate.conversion_time import guess_steps
from app.core.estimate.history import Guess, Run, conversion_job, learnt_steps
from app.core.estimate.onnx_size import weights_size
from app.core.estimate.running_memory import SYSTEM_BYTES, context_here, conversion_size, run_size, touched_size
from app.core.estimate.speeds import TYPICAL, Speeds
from app.core.estimate.tokenizer_size import saved_size
from app.core.recipe.offer import PRECISIONS, runs_here
from app.core.recipe.recipe import Precision, Recipe
from app.core.recipe.usual import for_precision, usual_recipe
from app.core.tokenizer.files import TOKENIZER

SMALL_MODEL = 400_000_000  # parameters; below it 4 bits cost quality and save little: docs/choices.md
CONVERTER_BYTES = 400_000_000  # memory of the converting program besides the weights
# Times the bytes of tokenizer.json that tokenizers take: while converting, in the runtime besides while the result is
# tried, and in a chat. Measured with those of Qwen 3, Gemma 3 and Llama 3.1 (the chat's with that of Qwen 3)
TOKENIZER_COPIES, TRIED_COPIES, CHATTING_COPIES = 5, 7, 15
LAYER_SECONDS = 70e-6  # seconds a layer for each token, besides reading the weights
QUANTIZED = 0.88  # share of the measured speed that the many small matrices of a model reach
GRAPH_BYTES, LAYER_BYTES = 6_000, {True: 7_330, False: 5_500}  # bytes of model.onnx, and of a layer: quantised, or not
ZERO_POINT_BYTES = 1_320  # bytes of the graph for each layer
JSON_BYTES = 3_400  # bytes of the configuration files
EASE = 0.8  # share of the free memory that may be taken without a warning


class Fit(StrEnum):
    EASILY = "easily"
    TIGHT = "tight"  # fits after closing other programs
    NO = "no"


class Reason(StrEnum):
    """Why a precision is recommended, or is not."""

    BEST_BALANCE = "best_balance"
    SMALL_MODEL = "small_model"  # recommended int8: the model is so small that its size does not matter
    LOSES_QUALITY = "loses_quality"  # perhaps, with int4 of a small model
    MORE_EXACT = "more_exact"  # int8: larger and slower, closer to the original
    UNCHANGED = "unchanged"  # fp32: largest and slowest
    FOR_CARDS = "for_cards"  # fp16, bf16: half of fp32, as most models come
    NOT_ENOUGH_MEMORY = "not_enough_memory"


class Estimate(Struct, frozen=True, kw_only=True):
    """One precision. Sizes in bytes."""

    precision: Precision
    bytes: int  # size of the converted folder
    peak_convert_bytes: int  # private memory
    run_bytes: int  # private memory, with a chat of ``context`` tokens
    context: int  # tokens that a conversation can hold on this computer; 0: unknown
    model_context: int  # tokens that the model itself could hold; 0: unknown
    seconds: float  # time of the conversion
    tokens_per_second: float  # 0: unknown
    fits: Fit
    missing_bytes: int  # memory to set free first (TIGHT), or that the computer lacks (NO)
    programs: tuple[str, ...] = ()  # open programs that would set them free
    recommended: bool
    reason: Reason


def estimate_options(
    checkpoint: Checkpoint,
    machine: Machine,
    recipe: Recipe | None = None,
    speeds: Speeds = TYPICAL,
    runs: Sequence[Run] = (),
) -> tuple[Estimate, ...]:
    """Every precision of the recipe's target, the smallest first; at most one is recommended. Without a ``recipe`` each
    is as usual for the model.

    ``runs`` are the conversions that this computer did before, as ``read_history`` gives them. How close each number
    is to what is then measured: ``build/bench_estimates.py``.
    """
    like = recipe or usual_recipe(checkpoint=checkpoint)
    recipes = (for_precision(like, precision, checkpoint) for precision in PRECISIONS[like.target])
    guess = partial(guess_steps, speeds=speeds)
    return tuple(
        _estimate(checkpoint, machine, each, speeds, partial(learnt_steps, runs=runs, guess=guess)) for each in recipes
    )


def _estimate(checkpoint: Checkpoint, machine: Machine, recipe: Recipe, speeds: Speeds, steps: Guess) -> Estimate:
    precision = recipe.precision
    weights = weights_size(checkpoint, recipe)
    context = context_here(checkpoint, recipe, machine.total_memory)
    run_bytes, peak = chat_size(checkpoint, recipe, context), _peak(checkpoint, recipe, machine.free_memory)
    needed = max(peak, run_bytes) if runs_here(recipe.target) else peak
    fits, missing = fit_memory(needed, machine.total_memory, machine.free_memory)
    recommended, reason = _recommendation(precision, fits, checkpoint.parameters)
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


def chat_size(checkpoint: Checkpoint, recipe: Recipe, context: int) -> int:
    """Bytes of private memory of a chat in which up to ``context`` tokens are held."""
    return run_size(checkpoint, recipe, context) + CHATTING_COPIES * _tokenizer_bytes(checkpoint)


def _peak(checkpoint: Checkpoint, recipe: Recipe, free_memory: int) -> int:
    """Bytes of private memory at the worst moment of a conversion."""
    tokenizer = _tokenizer_bytes(checkpoint)
    size = conversion_size(checkpoint, recipe, free_memory, TRIED_COPIES * tokenizer)
    return CONVERTER_BYTES + TOKENIZER_COPIES * tokenizer + size


def _tokenizer_bytes(checkpoint: Checkpoint) -> int:
    try:
        return (checkpoint.model_folder / TOKENIZER).stat().st_size
    except OSError:  # such as a tokenizer.model alone
        return 0


def fit_memory(needed: int, total: int, free: int) -> tuple[Fit, int]:
    """How bytes of memory fit into what is free now and into all there is; and how many bytes are missing."""
    if needed <= EASE * free:
        return Fit.EASILY, 0
    most = total - SYSTEM_BYTES
    if needed <= most:
        return Fit.TIGHT, int(needed / EASE) - free
    return Fit.NO, needed - most


def _recommendation(precision: Precision, fits: Fit, parameters: int) -> tuple[bool, Reason]:
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
