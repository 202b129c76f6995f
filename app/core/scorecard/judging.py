"""How good a measured number is, and the file in the model's folder that keeps a scorecard."""

import math
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from app.core.estimate.estimate import Fit, fit_memory
from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.files.folder import read_bytes
from app.core.recipe.recipe import Precision
from app.core.scorecard.scorecard import ASKED, Computer, Grade, Measure, Row, Scorecard, measured_on, this_computer
from app.core.wire import from_json, to_pretty_json

SCORECARD_FILE = "scorecard.json"  # lies in the model's folder; packages carry it
LARGEST_SCORECARD = 100_000  # bytes
OF_THREADS = (Measure.FIRST_SHORT, Measure.FIRST_LONG, Measure.SPEED, Measure.PROCESSOR)
FAULTS = (Measure.EMPTY, Measure.REPEATS, Measure.LEAKS, Measure.ENDLESS, Measure.GARBLED, Measure.FOREIGN)
CLOSENESS = (Measure.AGREEMENT, Measure.DIVERGENCE, Measure.DIVERGENCE_99, Measure.PERPLEXITY)
BUSY = 0.25  # share of all cores that other programs take, from which on speed tells little of the model
# Good up to the first number and bad beyond the second; where the second is smaller, more is better.
#
# Times: one second leaves a thought unbroken, ten are as long as attention lasts (Nielsen, Usability Engineering 1993).
# A long text may take those ten; thrice that is our own choice. Speed: adults read 238 words of English a minute
# (Brysbaert 2019), 0.75 words a token; half of that is reading each word twice. Processor: with more than nine tenths
# busy other programs falter; an answer may have all of it, so nothing there is bad. Faults: one answer of six may be
# chance. Agreement and divergence: llama.cpp's tables of Llama 3 8B have 0.919 and 0.031 for a usual 4-bit format, at
# most 0.072 for any, and 0.711 and 0.33 to 0.45 for formats of 2 bits, which are known to be too few.
BARS: dict[Measure, tuple[float, float]] = {
    Measure.FIRST_SHORT: (1, 10),
    Measure.FIRST_LONG: (10, 30),
    Measure.SPEED: (238 / 60 / 0.75, 238 / 60 / 0.75 / 2),
    Measure.PROCESSOR: (0.9, math.inf),
    **dict.fromkeys(FAULTS, (0, 1 / ASKED)),
    Measure.PROMPTS: (0, 0),
    Measure.AGREEMENT: (0.85, 0.72),
    Measure.DIVERGENCE: (0.1, 0.33),
    # These two are only told: how close it is, the others decide
    Measure.DIVERGENCE_99: (math.inf, math.inf),
    Measure.PERPLEXITY: (math.inf, math.inf),
}
_FITS = {Fit.EASILY: Grade.GOOD, Fit.TIGHT: Grade.NOTICE, Fit.NO: Grade.BAD}


def judge(measure: Measure, value: float, computer: Computer) -> Row:
    """``value`` with its grade: by ``BARS``, of memory by the rule of the estimates."""
    if measure is Measure.MEMORY:
        fits, _ = fit_memory(int(value), computer.total_memory, computer.free_memory)
        return Row(measure, value, _FITS[fits])
    good, bad = BARS[measure]
    sign = -1 if bad < good else 1
    over = [sign * value > sign * bar for bar in (bad, good)]
    return Row(measure, value, Grade.BAD if over[0] else Grade.NOTICE if over[1] else Grade.GOOD)


def judged(values: Mapping[Measure, float], card: Scorecard) -> Scorecard:
    """``card`` with a graded row for each of the ``values``. No two rows contradict each other: how close the model is
    has one grade, the worst, and what only other programs may have slowed down is not called bad."""
    grades = {measure: judge(measure, value, card.computer).verdict for measure, value in values.items()}
    close = [grades[measure] for measure in CLOSENESS if measure in grades]
    if close:
        worst = Grade.BAD if is_converted_wrong(card) else max(close, key=list(Grade).index)
        grades |= {measure: worst for measure in CLOSENESS if measure in grades}
    if is_busy(card):
        spared = {measure for measure in OF_THREADS if grades.get(measure) is Grade.BAD}
        grades |= dict.fromkeys(spared, Grade.NOTICE)
    rows = tuple(Row(measure, values[measure], grades[measure]) for measure in Measure if measure in values)
    return msgspec.structs.replace(card, rows=rows)


def is_busy(card: Scorecard) -> bool:
    return card.busy > BUSY


def is_converted_wrong(card: Scorecard) -> bool:
    """Whether a model in float32 does not compute what its original computes."""
    return card.precision == Precision.FP32 and card.fidelity is not None and not card.fidelity.exact


def write_scorecard(folder: Path, card: Scorecard) -> None:
    """Raises ``OSError``."""
    replace_file(folder / SCORECARD_FILE, to_pretty_json(card))


def keep_partial(folder: Path, card: Scorecard) -> None:
    """Leave what was measured until it was stopped, unless all was measured before. Raises ``OSError``."""
    before = read_scorecard(folder)
    if before is None or before.partial:
        write_scorecard(folder, card)


def forget_speeds(folder: Path) -> None:
    """What was measured here with another number of threads; what does not depend on them stays. Raises ``OSError``."""
    card = read_scorecard(folder)
    if card and measured_on(card, this_computer()):
        rows = tuple(row for row in card.rows if row.measure not in OF_THREADS)
        write_scorecard(folder, msgspec.structs.replace(card, rows=rows))


def about_here(card: Scorecard) -> Scorecard:
    """What of it holds on this computer: times, memory and load that were measured on another one do not."""
    if measured_on(card, this_computer()):
        return card
    rows = tuple(row for row in card.rows if row.measure not in (*OF_THREADS, Measure.MEMORY))
    return msgspec.structs.replace(card, rows=rows, busy=0.0)


def read_scorecard(folder: Path) -> Scorecard | None:
    """None where nothing was measured, or the file is none of ours. What a stranger's file says of its own numbers is
    not believed: they are judged again."""
    with suppress(Failure, OSError, msgspec.DecodeError):
        card = from_json(read_bytes(folder / SCORECARD_FILE, LARGEST_SCORECARD, FailureKind.BAD_CONFIG), Scorecard)
        if all(_is_possible(row) for row in card.rows):
            return judged({row.measure: row.value for row in card.rows}, card)
    return None


def _is_possible(row: Row) -> bool:
    return (-1 if row.measure is Measure.PERPLEXITY else 0) <= row.value < math.inf
