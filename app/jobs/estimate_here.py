"""This computer's speeds: those that were measured before, or new ones from a child process."""

import time
from contextlib import suppress

from msgspec.structs import replace

from app import __version__, paths
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.computer.machine import probe_machine
from app.core.computer.open_programs import largest_programs
from app.core.estimate.estimate import Estimate, Fit, estimate_options
from app.core.estimate.history import read_history
from app.core.estimate.installation_time import installation_steps, read_installations
from app.core.estimate.speeds import TYPICAL, Speeds, read_speeds, write_speeds
from app.core.failures import Failure
from app.core.recipe.recipe import Recipe
from app.core.requests import MeasureComputer
from app.jobs.process import EngineProcess, result_of

_KEPT = 3600  # seconds; a computer that was busy while it was measured shall not be taken for a slow one for long


def known_speeds() -> Speeds | None:
    """What was measured before; None: nothing was, by this version."""
    return read_speeds(paths.speeds_file(), __version__)


def fresh_speeds() -> Speeds | None:
    """What was measured a moment ago."""
    try:
        age = time.time() - paths.speeds_file().stat().st_mtime
    except OSError:
        return None
    return known_speeds() if 0 <= age < _KEPT else None


def measuring() -> EngineProcess[Speeds] | None:
    """What measures the speeds in three seconds; None when that has just been done."""
    return None if fresh_speeds() else EngineProcess(MeasureComputer())


def kept_speeds(measured: Speeds | None) -> Speeds | None:
    """What was ``measured``, kept for the next time; where that failed what was known before, if anything."""
    if not (measured and measured.usable):
        return known_speeds()
    if measured.version:
        with suppress(OSError):  # What cannot be kept is measured again
            write_speeds(measured, paths.speeds_file())
    return measured


def speeds_here() -> Speeds | None:
    """Takes three seconds unless that has just been done; None where they cannot be measured. Not for the window's
    thread."""
    if fresh := fresh_speeds():
        return fresh
    try:
        return kept_speeds(result_of(MeasureComputer()))
    except Failure:
        return kept_speeds(None)


def estimate_here(
    checkpoint: Checkpoint, recipe: Recipe, speeds: Speeds | None = None, *, held: int = 0
) -> tuple[Estimate, ...]:
    """Every precision of the recipe's target on this computer, as it is now; with an ordinary computer's speeds where
    neither ``speeds`` are given nor this one's are known. ``held``: bytes of memory that a child has taken for it."""
    runs, machine = read_history(paths.history_file()), probe_machine()
    machine = replace(machine, free_memory=machine.free_memory + held)
    options = estimate_options(checkpoint, machine, recipe, speeds or known_speeds() or TYPICAL, runs)
    missing = max(option.missing_bytes for option in options)
    closable = largest_programs(missing) if any(option.fits is Fit.TIGHT for option in options) else ()
    return tuple(replace(option, programs=closable) if option.fits is Fit.TIGHT else option for option in options)


def installation_seconds(model_bytes: int) -> float:
    """About how long it takes to install a converted model of this size. Not for the window's thread."""
    runs = read_installations(paths.installations_file())
    return sum(installation_steps(model_bytes, runs, known_speeds() or TYPICAL).values())
