"""How many threads a model shall run with on this computer: what to try, and what won.

Only measuring can tell: onnxruntime-genai takes one thread of two by default, hybrid processors are slower with their
slow cores, and memory is often busy before the last core is.
"""

import os
from collections.abc import Mapping, Sequence

import psutil
from msgspec import Struct

from app.core.computer.machine import processor_name
from app.core.computer.tuning import Speed, Tuning

MOST_UNTUNED = 16  # threads
WANTED = "MODEL_INSTALLER_THREADS"  # the variable with the user's own number, which children inherit
PROMPT, ANSWER = 256, 128  # tokens of a turn, by whose time two trials are compared
MARGIN = 1.03  # how much faster than untuned something must be; less is noise


class Trial(Struct, frozen=True):
    """What was measured with so many threads."""

    threads: int
    speed: Speed


def candidates() -> tuple[int, ...]:
    """Numbers of threads worth measuring on this computer: what the runtime takes, then the most likely."""
    if wanted := wanted_threads():
        return (wanted,)
    logical = usable_cores()
    physical = own_threads()
    counts = [untuned_threads(), physical, logical, physical - 1, (physical + 1) // 2]
    return tuple(count for count in dict.fromkeys(counts) if count >= 1)


def want_threads(count: int) -> None:
    """From now on models are installed for so many; 0: as many as are measured to be fastest."""
    if count:
        os.environ[WANTED] = str(count)
    else:
        os.environ.pop(WANTED, None)


def wanted_threads() -> int:
    """The user's own number, as far as this computer has as many; 0: none."""
    text = os.environ.get(WANTED, "")
    return min(int(text), usable_cores()) if text.isdigit() else 0


def untuned_threads() -> int:
    """What onnxruntime-genai 0.18 takes when ``genai_config.json`` says nothing: half of the logical cores."""
    return max(1, min(usable_cores() // 2, MOST_UNTUNED))


def own_threads() -> int:
    """What is most likely to be good where nothing was measured: every physical core (with one of two, a model wrote 40
    tokens a second instead of 58). What the user wants comes first."""
    return wanted_threads() or min(psutil.cpu_count(logical=False) or usable_cores(), usable_cores())


def measured_here(tuning: Tuning) -> bool:
    """Whether a note about tuning is about a computer like this one."""
    return (tuning.processor, tuning.cores) == (processor_name(), usable_cores())


def usable_cores() -> int:
    """Logical cores that this process may run on; a container or the user can keep some of them from it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return psutil.cpu_count() or 1


def turn_seconds(speed: Speed) -> float:
    """How long a turn takes at ``speed``."""
    return PROMPT / speed.prefill + ANSWER / speed.decode


def best_trial(trials: Sequence[Trial]) -> Trial:
    """The fastest trial; the first, which is untuned, unless another is faster by ``MARGIN`` and slower in nothing."""
    untuned = trials[0]
    better = [
        trial
        for trial in trials
        if turn_seconds(trial.speed) * MARGIN < turn_seconds(untuned.speed)
        and trial.speed.prefill * MARGIN > untuned.speed.prefill
        and trial.speed.decode * MARGIN > untuned.speed.decode
    ]
    return min(better, key=lambda trial: turn_seconds(trial.speed), default=untuned)


def merge_speeds(first: Speed, second: Speed) -> Speed:
    """The better of each: what disturbs a measurement only ever makes it slower."""
    return Speed(prefill=max(first.prefill, second.prefill), decode=max(first.decode, second.decode))


def with_threads(genai_config: Mapping[str, object], threads: int) -> dict[str, object]:
    """A copy of ``genai_config.json`` that runs with so many; raises ``ValueError`` for one without a decoder."""
    model = genai_config.get("model")
    decoder = model.get("decoder") if isinstance(model, dict) else None
    if not isinstance(model, dict) or not isinstance(decoder, dict):
        raise ValueError("genai_config.json has no decoder")
    before = decoder.get("session_options")
    options = (before if isinstance(before, dict) else {}) | {"intra_op_num_threads": threads}
    return dict(genai_config) | {"model": model | {"decoder": decoder | {"session_options": options}}}
