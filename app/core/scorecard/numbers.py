"""Numbers as people write them, with a point or a comma, and ranges of them."""

import re
from contextlib import suppress

from msgspec import Struct

SAME_NUMBER = 1e-9  # relative difference that makes no other number
MINUS = "\u2212"  # the printed minus sign, which is no hyphen
_PLAIN = rf"[-+{MINUS}]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?"
_IN_TEXT = re.compile(r"(?<![^\W_])\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?")  # digits in a name such as "GPT4" are left out
_AROUND = re.compile(rf"({_PLAIN})\s*(?:±|\+/?-)\s*({_PLAIN})\s*(%?)")
_BETWEEN = re.compile(rf"({_PLAIN})\s*(?:\.\.+|…|to|sampai|-|\u2013|\u2014)\s*({_PLAIN})")
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


class Range(Struct, frozen=True):
    """Both ends belong to it."""

    low: float
    high: float

    def holds(self, number: float) -> bool:
        room = SAME_NUMBER * max(abs(self.low), abs(self.high))
        return self.low - room <= number <= self.high + room


def ranges(expected: str) -> tuple[Range, ...]:
    """What a text such as "42", "42 ± 0.5", "42 ± 5 %" or "40..45" stands for: one range for each way to read its
    numbers, none when it is no such text."""
    text = expected.strip()
    if found := _AROUND.fullmatch(text):
        middle, room = readings(found[1]), readings(found[2])
        if middle and room:
            width = abs(room[0]) * (abs(middle[0]) / 100 if found[3] else 1)
            return tuple(Range(each - width, each + width) for each in middle)
    if re.fullmatch(_PLAIN, text):
        return tuple(Range(each, each) for each in readings(text))
    if found := _BETWEEN.fullmatch(text):
        low, high = readings(found[1]), readings(found[2])
        if low and high:
            return (Range(min(low[0], high[0]), max(low[0], high[0])),)
    return ()


def numbers_in(text: str) -> list[float]:
    """Every number in ``text``, in each way that it can be read."""
    found = []
    for match in _IN_TEXT.finditer(text):
        before = text[max(match.start() - 2, 0) : match.start()]
        negative = before.endswith(("-", MINUS)) and not before[:-1].isalnum()  # the hyphen of "10-15" is no sign
        found += readings(("-" if negative else "") + match[0])
    return found


def readings(written: str) -> list[float]:
    """What ``written`` may be: "1.234" is one and a bit in English, and a thousand and more in Indonesian; the
    likelier one first. Empty for what is no number, such as a date."""
    text = written.replace(MINUS, "-").lstrip("+")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    last = max(digits.rfind("."), digits.rfind(","))
    mark = digits[last] if last >= 0 else ""
    other = {"": "", ".": ",", ",": "."}[mark]
    grouped = _GROUPS.fullmatch(digits)
    found = [digits.replace(mark, "")] if grouped and mark else []
    if mark and digits.count(mark) == 1:
        whole, _, fraction = digits.partition(mark)
        if other not in whole or _GROUPS.fullmatch(whole):
            decimal = f"{whole.replace(other, '')}.{fraction}"
            found = [decimal, *found] if mark == "." else [*found, decimal]
    elif not mark:
        found = [digits]
    numbers = []
    for each in found:
        with suppress(ValueError):
            numbers.append(float(sign + each))
    return numbers
