"""Regular expressions of a stranger, which may take for ever: each search has a limit of time."""

from typing import Any

LONGEST_PATTERN = 5_000  # characters of a pattern
SECONDS = 1.0  # limit of one search


class BadPattern(ValueError):
    """No regular expression, or one that is too long."""


def compiled(pattern: str) -> Any:
    """Raises ``BadPattern``."""
    import regex  # The window does without it

    if len(pattern) > LONGEST_PATTERN:
        raise BadPattern(f"{len(pattern)} characters")
    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        raise BadPattern(str(error)) from error


def is_found(pattern: Any, text: str) -> bool:
    """Whether ``pattern`` is found somewhere in ``text``; not, when the time is up before that."""
    try:
        return pattern.search(text, timeout=SECONDS) is not None
    except TimeoutError:
        return False
