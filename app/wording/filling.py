"""How a text gets its language and its facts: translated first, and then its ``{names}`` filled."""

import re
from collections.abc import Mapping, Sequence

from app.core.printable import one_line
from app.wording.translation import decimal_point, translate
from app.wording.words import QT_TR_NOOP, Words

_SIZE = re.compile(r"(\d)\.(\d+ GB)$")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNKNOWN = QT_TR_NOOP("(unknown)")


def fill(words: Words, facts: Mapping[str, str]) -> Words:
    return Words(*(fill_text(text, facts) for text in words))


def fill_text(text: str, facts: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: _fact(match[1], facts) or translate(_UNKNOWN), translate(text))


def _fact(name: str, facts: Mapping[str, str]) -> str:
    """A fact whose name ends in ``_bytes`` is a number of bytes, shown as a size."""
    fact = one_line(facts.get(name, ""))
    return size_words(int(fact)) if name.endswith("_bytes") and fact.isdigit() else fact


def size_words(size: int) -> str:
    """A size in decimal units, as disks are sold: "398 MB", "1.6 GB"."""
    for unit, divisor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= 0.9995 * divisor:
            number = size / divisor
            digits = 1 if number < 9.95 and unit == "GB" else 0
            return f"{number:.{digits}f} {unit}".replace(".", decimal_point())
    return f"{size} B"


def duration_words(seconds: float) -> str:
    """A rough duration as people say it."""
    if seconds < 5:
        text, number = QT_TR_NOOP("a few seconds"), 0
    elif seconds < 55:
        text, number = QT_TR_NOOP("about {n} seconds"), 5 * round(seconds / 5)
    elif seconds < 90:
        text, number = QT_TR_NOOP("about a minute"), 1
    elif seconds < 3570:
        text, number = QT_TR_NOOP("about {n} minutes"), round(seconds / 60)
    elif seconds < 5400:
        text, number = QT_TR_NOOP("about an hour"), 1
    else:
        text, number = QT_TR_NOOP("about {n} hours"), round(seconds / 3600)
    return fill_text(text, {"n": str(number)})


def count_words(number: float) -> str:
    """A rough count with the thousands apart: "12,300"."""
    return exact_words(int(round(number, -2)))


def exact_words(number: int) -> str:
    """A count with the thousands apart: "3,650"."""
    return f"{number:,}".replace(",", "," if decimal_point() == "." else ".")


def token_words(count: int) -> str:
    return fill_text(
        QT_TR_NOOP("1 token") if count == 1 else QT_TR_NOOP("{count} tokens"), {"count": exact_words(count)}
    )


def list_words(names: Sequence[str]) -> str:
    """Names as one says them: "A, B and C"."""
    *others, last = names
    return fill_text(QT_TR_NOOP("{others} and {last}"), {"others": ", ".join(others), "last": last}) if others else last


def decimal(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".replace(".", decimal_point())


def localized(found: str) -> str:
    """A size with the decimal point of the user's language; versions and names stay."""
    return _SIZE.sub(rf"\1{decimal_point()}\2", found)
