"""Version numbers, as programs and systems write them."""

import re


def version_numbers(version: str) -> tuple[int, ...]:
    """(2, 2, 1) of "2.2.1.dev3"; () of anything that does not start with a number."""
    match = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()
