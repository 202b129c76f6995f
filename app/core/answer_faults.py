"""What is mechanically wrong with an answer: nobody has to understand it to see that."""

from collections.abc import Collection

from app.core.scorecard import Measure

LONGEST_UNIT = 200  # characters of what is said again and again
TIMES, LEAST = 4, 48  # so often, and so many characters altogether, before it counts
BROKEN = "\ufffd"  # what stands for bytes that are no UTF-8


def faults(text: str, *, stopped: bool, at_limit: bool, leaked: bool, marks: Collection[str]) -> frozenset[Measure]:
    """What is wrong with ``text``, an answer without its thoughts.

    ``stopped``: by a stop token; ``at_limit``: it was as long as it may be instead. ``leaked``: among its tokens was
    one of the template's, which no text shows; ``marks``: those that are text.
    """
    found = {
        Measure.EMPTY: stopped and not text.strip(),
        Measure.REPEATS: repeats(text),
        Measure.LEAKS: leaked or any(mark in text for mark in marks),
        Measure.ENDLESS: at_limit,
        Measure.GARBLED: BROKEN in (text if stopped else text.rstrip(BROKEN)),  # cut amid a character, it is whole
    }
    return frozenset(measure for measure, is_so in found.items() if is_so)


def repeats(text: str) -> bool:
    """Whether ``text`` ends in one piece ``TIMES`` times over or more; the last may be cut off."""
    text = text.rstrip()
    for size in range(1, min(LONGEST_UNIT, len(text) // TIMES) + 1):
        run = size
        while run < len(text) and text[-1 - run] == text[size - 1 - run]:
            run += 1
        if run >= max(TIMES * size, LEAST) and not text[-size:].isspace():
            return True
    return False
