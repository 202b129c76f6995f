"""How long an installation takes: a formula over this computer's speeds, corrected by what earlier ones took here."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from app.core.estimate.conversion_time import FRESH, PACKING_SHARE
from app.core.estimate.history import NEAREST, add_line, corrected, read_lines
from app.core.estimate.speeds import TYPICAL, Speeds
from app.core.steps import Step

BEGINNING, REGISTERING = 0.6, 0.2  # seconds
SMALL_CHILD = 0.3  # times the start of one that imports the heaviest library: a child that imports none
TRIALS, RUNS, LONGEST_RUN = 5, 4, 0.6  # numbers of threads that are tried, runs of each, and seconds of a run at most
RUN_TOKENS, ANSWER_TOKENS = 96, 64
TWICE = 2  # the trial answer is given by Foundry Local and by the runtime itself


class InstallRun(Struct, frozen=True, kw_only=True):
    """An installation that this computer did from beginning to end."""

    model_bytes: int
    steps: dict[Step, float]  # wall seconds


def installation_steps(
    model_bytes: int, runs: Sequence[InstallRun] = (), speeds: Speeds = TYPICAL
) -> dict[Step, float]:
    """Wall seconds of each step, in their order; ``runs`` as ``read_installations`` gives them."""
    alike = sorted(runs, key=lambda run: _distance(model_bytes, run.model_bytes))[:NEAREST]
    pairs = [(run.steps, _guess(run.model_bytes, speeds)) for run in alike]
    return corrected(_guess(model_bytes, speeds), pairs)


def unpacking_seconds(package_bytes: int, speeds: Speeds = TYPICAL) -> float:
    return 0.5 + package_bytes / speeds.disk


def read_installations(file: Path) -> tuple[InstallRun, ...]:
    """The runs in ``file`` (``paths.installations_file()``), the latest first; none when it cannot be read."""
    return tuple(read_lines(file, InstallRun))


def remember_installation(run: InstallRun, file: Path) -> None:
    """Raises ``OSError``."""
    add_line(run, file)


def _guess(model_bytes: int, speeds: Speeds) -> Mapping[Step, float]:
    load = PACKING_SHARE * model_bytes / speeds.reading + FRESH * model_bytes / speeds.memory
    token = model_bytes / speeds.reading
    child = SMALL_CHILD * speeds.start
    return {
        Step.COPYING: BEGINNING,
        Step.CONFIGURING: child,
        Step.TUNING: child + TRIALS * (load + RUNS * min(RUN_TOKENS * token, LONGEST_RUN)),
        Step.REGISTERING: REGISTERING,
        Step.VERIFYING: child + TWICE * (load + ANSWER_TOKENS * token),
    }


def _distance(model_bytes: int, other: int) -> float:
    return abs(math.log(max(model_bytes, 1) / max(other, 1)))
