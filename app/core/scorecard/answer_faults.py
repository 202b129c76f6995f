"""What is mechanically wrong with an answer, found without understanding it."""

import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

from app.core.scorecard.scorecard import Measure

LONGEST_UNIT = 200  # characters of what is said again and again
TIMES, LEAST_REPEATED = 4, 48  # repetitions, and characters altogether, from which it counts
LEAST_TOKENS = 32  # tokens of a repetition altogether
LEAST_LETTERS = 20  # letters of a strange script
BROKEN = "\ufffd"  # stands for bytes that are no UTF-8


def faults(
    text: str,
    *,
    stopped: bool,
    at_limit: bool,
    leaked: bool,
    marks: Collection[str],
    ids: Sequence[int] = (),
    question: str = "",
) -> frozenset[Measure]:
    """What is wrong with ``text``, an answer without its reasoning, and with its tokens ``ids``, some of which may show
    no text.

    ``stopped``: by a stop token; ``at_limit``: it was as long as it may be instead. ``leaked``: among its tokens was
    one of the template's, which no text shows; ``marks``: those that are text.
    """
    found = {
        Measure.EMPTY: (stopped or at_limit) and not text.strip(),
        Measure.REPEATS: repeats(text) or repeats_tokens(ids),
        Measure.LEAKS: leaked or any(mark in text for mark in marks),
        Measure.ENDLESS: at_limit,
        Measure.GARBLED: BROKEN in (text if stopped else text.rstrip(BROKEN)),  # cut amid a character, it is whole
        Measure.FOREIGN: is_foreign(text, question),
    }
    return frozenset(measure for measure, is_so in found.items() if is_so)


def repeats(text: str) -> bool:
    """Whether ``text`` ends in one piece ``TIMES`` times over or more; the last may be cut off."""
    text = text.rstrip()
    size = _unit(text, LONGEST_UNIT, LEAST_REPEATED)
    return size > 0 and not text[-size:].isspace()


def repeats_tokens(ids: Sequence[int]) -> bool:
    """The same of tokens."""
    return _unit(ids, LONGEST_UNIT // 4, LEAST_TOKENS) > 0


def _unit(run: Sequence[Any], longest: int, least: int) -> int:
    """The length of the piece that is repeated at the end of ``run``; 0 when none is."""
    for size in range(1, min(longest, len(run) // TIMES) + 1):
        length = size
        while length < len(run) and run[-1 - length] == run[size - 1 - length]:
            length += 1
        if length >= max(TIMES * size, least):
            return size
    return 0


def is_foreign(text: str, question: str) -> bool:
    """Whether most letters of ``text`` are of a script of which ``question`` has none."""
    asked, said = _scripts(question), _scripts(text)
    strange = sum(count for script, count in said.items() if script not in asked)
    return bool(asked) and strange >= LEAST_LETTERS and strange > sum(said.values()) / 2


def _scripts(text: str) -> dict[str, int]:
    """The number of letters of each script, by the first word of their names in Unicode."""
    counted: dict[str, int] = {}
    for letter in filter(str.isalpha, text):
        script = unicodedata.name(letter, "").partition(" ")[0]
        counted[script] = counted.get(script, 0) + 1
    return counted
