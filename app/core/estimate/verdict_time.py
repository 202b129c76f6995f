"""How long a verdict takes: a formula, corrected by what earlier ones took on this computer."""

import math
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from app.core.estimate.history import NEAREST, add_line, corrected, read_lines
from app.core.steps import Step

MEASURED_BYTES = 514e6  # of the model whose seconds are those below, on two cores: between those of two computers
SLOWEST, THINKING = 0.1, 3.0  # the least share of these seconds, and how many times as long one that thinks takes


class VerdictJob(Struct, frozen=True, kw_only=True):
    """What decides how long it takes."""

    model_bytes: int
    questions: int = 0
    thinks: bool = False
    compared: bool = False  # with its original


class VerdictRun(Struct, frozen=True, kw_only=True):
    """A verdict that this computer came to, from beginning to end."""

    job: VerdictJob
    steps: dict[Step, float]  # wall seconds


def verdict_steps(job: VerdictJob, runs: Sequence[VerdictRun] = ()) -> dict[Step, float]:
    """Wall seconds of each step, in their order; ``runs`` as ``read_verdict_times`` gives them."""
    alike = sorted(runs, key=lambda run: _distance(job, run.job))[:NEAREST]
    return corrected(_guess(job), [(run.steps, _guess(run.job)) for run in alike])


def read_verdict_times(file: Path) -> tuple[VerdictRun, ...]:
    """The runs in ``file`` (``paths.verdict_times_file()``), the latest first; none when it cannot be read."""
    return tuple(read_lines(file, VerdictRun))


def remember_verdict_time(run: VerdictRun, file: Path) -> None:
    """Raises ``OSError``."""
    add_line(run, file)


def _guess(job: VerdictJob) -> dict[Step, float]:
    thinks = THINKING if job.thinks else 1.0
    seconds = {Step.LOADING: 2.0, Step.MEASURING: 44.0, Step.ANSWERING: thinks * (4 + 0.6 * job.questions)}
    if job.compared:
        seconds |= {Step.ASKING_ORIGINAL: 15 + thinks * (4 + 0.7 * job.questions), Step.COMPARING: 15.0}
    scale = max(job.model_bytes / MEASURED_BYTES, SLOWEST)
    return {step: scale * each for step, each in seconds.items()}


def _distance(job: VerdictJob, other: VerdictJob) -> float:
    """How unlike two are: the ratio of the sizes counts most."""
    size = abs(math.log(max(job.model_bytes, 1) / max(other.model_bytes, 1)))
    return size + (job.thinks != other.thinks) + 0.1 * abs(math.log((job.questions + 1) / (other.questions + 1)))
