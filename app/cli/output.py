"""What the command line prints, for people or as JSON."""

import json
import sys
from collections.abc import Mapping

from app.core.events import Failed
from app.core.failures import FailureKind
from app.core.wire import to_builtins
from app.wording import Words, failure_words

FAILED, CANCELLED = 1, 130


def print_json(value: object, indent: int | None = None) -> None:
    print(json.dumps(to_builtins(value), indent=indent, ensure_ascii=False), flush=True)


def print_words(words: Words) -> None:
    print(f"{words.title}\n  {words.explanation}\n  {words.advice}")


def fail(kind: FailureKind, facts: Mapping[str, str], as_json: bool, details: str = "") -> int:
    """Say what went wrong, on standard error or as the ``Failed`` event; returns the exit code."""
    if as_json:
        print_json(Failed(kind, details, dict(facts)))
    else:
        words = failure_words(kind, facts)
        print(f"{words.title}\n{words.explanation}\n{words.advice}", file=sys.stderr)
    return CANCELLED if kind is FailureKind.CANCELLED else FAILED
