"""What the command line prints, for people or as JSON."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from app.core.events import Failed
from app.core.failures import Failure, FailureKind
from app.core.printable import escaped_json
from app.core.requests import Chat, Convert, Deploy, Installation, JudgeModel, Pack, Request, Tune
from app.core.wire import to_builtins
from app.wording.messages import failure_words
from app.wording.words import Words

FAILED, CANCELLED = 1, 130
# Under which name the result of a long job is printed
RESULTS: dict[type[Request[Any]], str] = {
    Convert: "converted",
    Deploy: "deployment",
    Chat: "reply",
    Tune: "tuning",
    JudgeModel: "scorecard",
    Pack: "packed",
}
FORMER = ("deployments", "mended", "models", "offered", "preview", "proof", "speeds")  # keys without a result


def print_json(value: object, indent: int | None = None) -> None:
    print(escaped_json(json.dumps(to_builtins(value), indent=indent, ensure_ascii=False)), flush=True)


def show(as_json: bool, value: object, lines: Iterable[str]) -> int:
    """Print ``value``, or the ``lines`` for people; returns the exit code of success."""
    if as_json:
        print_json(value)
    else:
        for line in lines:
            print(line)
    return 0


def finished_json(request: Request[Any], result: object) -> dict[str, Any]:
    """The last line of a long job: the result under the name that its kind has, beside those of the others."""
    named = to_builtins(result) if isinstance(result, Installation) else {RESULTS[type(request)]: result}
    names = dict.fromkeys(sorted({*RESULTS.values(), *FORMER}))
    return {"event": "finished", **names, "unchanged": False, **named}


def print_words(words: Words) -> None:
    print(f"{words.title}\n  {words.explanation}\n  {words.advice}")


def fail(failed: Failed | Failure, as_json: bool) -> int:
    """Say what went wrong, on standard error or as the ``Failed`` event; returns the exit code."""
    if as_json:
        print_json(Failed.of(failed))
    else:
        words = failure_words(failed)
        print(f"{words.title}\n{words.explanation}\n{words.advice}", file=sys.stderr)
    return CANCELLED if failed.kind is FailureKind.CANCELLED else FAILED
