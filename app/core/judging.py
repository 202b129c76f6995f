"""How good a measured number is, and the file in the model's folder that keeps a scorecard."""

import math
from contextlib import suppress
from pathlib import Path

import msgspec

from app.core.estimate import Fit, fit_memory
from app.core.failures import Failure, FailureKind
from app.core.folder import read_bytes
from app.core.scorecard import ASKED, Computer, Measure, Row, Scorecard, Verdict, measured_on, this_computer
from app.core.wire import from_json, to_pretty_json

FILE = "scorecard.json"  # in the model's folder; packages carry it
LARGEST = 100_000  # bytes
OF_THREADS = (Measure.FIRST_SHORT, Measure.FIRST_LONG, Measure.SPEED, Measure.PROCESSOR)
FAULTS = (Measure.EMPTY, Measure.REPEATS, Measure.LEAKS, Measure.ENDLESS, Measure.GARBLED)
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
}
_FITS = {Fit.EASILY: Verdict.GOOD, Fit.TIGHT: Verdict.NOTICE, Fit.NO: Verdict.BAD}


def judge(measure: Measure, value: float, computer: Computer) -> Row:
    """``value`` with its verdict: by ``BARS``, of memory by the rule of the estimates."""
    if measure is Measure.MEMORY:
        fits, _ = fit_memory(int(value), computer.total_memory, computer.free_memory)
        return Row(measure, value, _FITS[fits])
    good, bad = BARS[measure]
    sign = -1 if bad < good else 1
    over = [sign * value > sign * bar for bar in (bad, good)]
    return Row(measure, value, Verdict.BAD if over[0] else Verdict.NOTICE if over[1] else Verdict.GOOD)


def write_scorecard(folder: Path, card: Scorecard) -> None:
    """A new file takes the old one's place, which may be a hard link. Raises ``OSError``."""
    fresh = folder / f"{FILE}.new"
    fresh.write_text(to_pretty_json(card), encoding="utf-8")
    fresh.replace(folder / FILE)


def forget_speeds(folder: Path) -> None:
    """What was measured here with another number of threads; what does not depend on them stays. Raises ``OSError``."""
    card = read_scorecard(folder)
    if card and measured_on(card, this_computer()):
        rows = tuple(row for row in card.rows if row.measure not in OF_THREADS)
        write_scorecard(folder, msgspec.structs.replace(card, rows=rows))


def read_scorecard(folder: Path) -> Scorecard | None:
    """None where nothing was measured, or the file is none of ours. What a stranger's file says of its own numbers is
    not believed: they are judged again."""
    with suppress(Failure, OSError, msgspec.DecodeError):
        card = from_json(read_bytes(folder / FILE, LARGEST, FailureKind.BAD_CONFIG), Scorecard)
        if all(0 <= row.value < math.inf for row in card.rows):
            rows = tuple(judge(row.measure, row.value, card.computer) for row in card.rows)
            return msgspec.structs.replace(card, rows=rows)
    return None
