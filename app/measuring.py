"""This computer's speeds: those that were measured before, or new ones from a child process."""

from contextlib import suppress

from msgspec.structs import replace

from app import __version__, paths
from app.core.estimate import Estimate, Fit, estimate_options
from app.core.events import Finished
from app.core.history import read_history
from app.core.machine import probe_machine
from app.core.plan import Checkpoint, Recipe
from app.core.programs import largest_programs
from app.core.requests import Measure
from app.core.speeds import TYPICAL, Speeds, read_speeds, write_speeds
from app.process import EngineProcess


def speeds_here() -> Speeds:
    """Takes three seconds the first time; an ordinary computer's where measuring fails. Not for the window's thread."""
    known = read_speeds(paths.speeds_file(), __version__)
    if known:
        return known
    *_, last = EngineProcess(Measure()).events()
    if not (isinstance(last, Finished) and last.speeds and last.speeds.usable):
        return TYPICAL
    with suppress(OSError):  # it is measured again the next time
        write_speeds(last.speeds, paths.speeds_file())
    return last.speeds


def estimate_here(checkpoint: Checkpoint, recipe: Recipe) -> tuple[Estimate, ...]:
    """Every precision of the recipe's target on this computer, as it is now."""
    runs = read_history(paths.history_file())
    options = estimate_options(checkpoint, probe_machine(), recipe, speeds_here(), runs)
    missing = max(option.missing_bytes for option in options)
    closable = largest_programs(missing) if any(option.fits is Fit.TIGHT for option in options) else ()
    return tuple(replace(option, programs=closable) if option.fits is Fit.TIGHT else option for option in options)
