"""How a chat template tells the time: in formats of ``strftime``, of which each system knows others.

Models are trained on Linux, so its formats hold here on every system. The runtime's are those of C99: for any other its
process ends on Windows without a word, because Microsoft's C runtime takes a wrong argument for an attack.
"""

import re
import sys
from datetime import datetime

CLOCK = "strftime_now"  # the function by which a template asks for the time
PLAIN = frozenset("aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%")  # the letters of C99
ITEM = re.compile(r"%([-_^#0-9EO:+]*)([A-Za-z%])?")  # how it is to be written, and the letter
PADDED = {"k": "H", "l": "I"}  # with a blank where the other letter has a zero


def tell_time(now: datetime, format: str) -> str:
    """``now`` as Python tells it on Linux."""
    return ITEM.sub(lambda item: _tell(now, item), format)


def is_known_to_runtime(format: str) -> bool:
    return all(not item[1] and item[2] and item[2] in PLAIN for item in ITEM.finditer(format))


def _tell(now: datetime, item: re.Match[str]) -> str:
    whole, style, letter = item[0], item[1], item[2] or ""
    if style == "-" and letter in PLAIN:
        told = now.strftime(f"%{letter}")
        return (told.lstrip("0 ") or "0") if told.strip().isdigit() else told
    if not style and letter in PADDED:
        return f"{int(now.strftime('%' + PADDED[letter])):2d}"
    if whole == "%P":
        return now.strftime("%p").lower()
    if whole == "%s":
        return str(int(now.timestamp()))
    if is_known_to_runtime(whole) or whole == "%f" or sys.platform != "win32":
        return now.strftime(whole)
    return whole
