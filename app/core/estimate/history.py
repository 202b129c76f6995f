"""How long this computer took for earlier conversions: what the time of the next one is told from.

A text file with one JSON object a line, the latest last. Lines that a newer or older version wrote differently, or that
were cut off, are passed over.
"""

import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.calibration_work import calibration_work
from app.core.estimate.onnx_size import weights_size
from app.core.estimate.running_memory import fits_packed, resident_size
from app.core.files.durable import replace_file
from app.core.recipe.recipe import Recipe
from app.core.steps import Step
from app.core.wire import from_json, to_json

T = TypeVar("T")
KEPT = 100  # runs
NEAREST = 3  # runs of the same kind that a correction is taken from
SHORTEST = 0.05  # seconds; shorter steps are as good as none


class Job(Struct, frozen=True, kw_only=True):
    """What decides how long a conversion takes."""

    recipe: Recipe
    architecture: str
    parameters: int
    checkpoint_bytes: int
    weights_bytes: int  # weights of the converted model
    merges: bool = False  # an adapter into its base model
    resident_bytes: int = 0  # weights that the trial repacks in memory; 0: unknown
    mapped: bool = False  # the trial leaves the weights in the mapped file
    vocabulary: int = 0  # words of the tokenizer, as far as they are known
    calibrating: float = 0.0  # multiplications, each added to a sum, that a calibrated rounding takes


class Run(Struct, frozen=True, kw_only=True):
    """A conversion that this computer did from beginning to end; one that was resumed is not kept."""

    job: Job
    steps: dict[Step, float]  # wall seconds
    ended: str = ""  # ISO 8601, UTC
    peak_bytes: int = 0  # private memory

    @property
    def seconds(self) -> float:
        return sum(self.steps.values())


Guess = Callable[[Job], Mapping[Step, float]]  # wall seconds of each step, by a formula


def conversion_job(checkpoint: Checkpoint, recipe: Recipe, free_memory: int) -> Job:
    weights = weights_size(checkpoint, recipe)
    return Job(
        recipe=recipe,
        architecture=checkpoint.architecture,
        parameters=checkpoint.parameters,
        checkpoint_bytes=checkpoint.bytes,
        weights_bytes=weights,
        merges=checkpoint.base is not None,
        resident_bytes=resident_size(checkpoint, recipe),
        mapped=not fits_packed(weights, free_memory),
        vocabulary=checkpoint.shape.vocabulary if checkpoint.shape else 0,
        calibrating=calibration_work(checkpoint, recipe),
    )


def read_history(file: Path) -> tuple[Run, ...]:
    """The runs in ``file`` (``paths.history_file()``), the latest first; none when it is missing or unreadable."""
    return tuple(read_lines(file, Run))


def read_lines(file: Path, kind: type[T]) -> Iterator[T]:
    """What ``add_line`` wrote to ``file``, the latest first."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return
    for line in reversed(lines):
        try:
            yield from_json(line, kind)
        except msgspec.DecodeError:
            continue


def remember(run: Run, file: Path) -> None:
    """Add ``run``; the oldest are forgotten when there are many. Raises ``OSError``."""
    add_line(run, file)


def add_line(run: object, file: Path) -> None:
    """Raises ``OSError``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as lines:
        lines.write(b"\n" * _is_cut_off(file) + to_json(run) + b"\n")
    kept = file.read_bytes().splitlines(keepends=True)
    if len(kept) > 2 * KEPT:
        replace_file(file, b"".join(kept[-KEPT:]))


def learnt_steps(job: Job, runs: Sequence[Run], guess: Guess) -> dict[Step, float]:
    """Wall seconds of each step of ``job``: what ``guess`` says, times how wrong it was about the runs that are most
    like ``job``. ``runs`` are in the order of ``read_history``."""
    alike = sorted(runs, key=lambda run: _distance(job, run.job))[:NEAREST]
    alike = [run for run in alike if _distance(job, run.job) <= 2 * _distance(job, alike[0].job) + 0.1]
    return corrected(guess(job), [(run.steps, guess(run.job)) for run in alike])


def corrected(
    guesses: Mapping[Step, float], earlier: Sequence[tuple[Mapping[Step, float], Mapping[Step, float]]]
) -> dict[Step, float]:
    """``guesses`` of the seconds of each step, times how wrong they were ``earlier``: what steps took, and what had
    been guessed."""
    steps = {}
    for step, seconds in guesses.items():
        pairs = [(taken[step], guessed[step]) for taken, guessed in earlier if step in taken and step in guessed]
        factors = [max(took, SHORTEST) / max(guessed, SHORTEST) for took, guessed in pairs]
        steps[step] = seconds * statistics.median(factors) if factors else seconds
    return steps


def _distance(job: Job, other: Job) -> float:
    """How unlike two jobs are: the ratio of their sizes counts, and much more so another way of converting."""
    size = abs(math.log(max(job.weights_bytes, 1) / max(other.weights_bytes, 1)))
    other_way = 3.0 if (job.recipe, job.mapped) != (other.recipe, other.mapped) else 0.0
    return size + other_way + (0.5 if job.architecture != other.architecture else 0.0)


def _is_cut_off(file: Path) -> bool:
    """Whether the last line has no end, as after a power failure."""
    data = file.read_bytes()
    return bool(data) and not data.endswith(b"\n")
