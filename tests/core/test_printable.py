"""What a stranger wrote reaches no terminal as a command to it."""

import contextlib
import io
import json
import sys

import pytest

from app.cli.library import list_models  # noqa: F401  # the module that prints the most of strangers' texts
from app.cli.output import print_json
from app.cli.terminal import SafeStream, start_line_again
from app.core.failures import Failure, FailureKind
from app.core.printable import escaped_json, indented, one_line, printable
from app.wording.messages import failure_words

COMMANDS = ["\x1b[2J", "\x9b31m", "\x07", "\x08", "\r", "\x7f", "\x00", "\x85", "\u202e", "\u2066", "\u2028"]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_is_left(command: str) -> None:
    for clean in (printable, one_line, indented, escaped_json):
        assert command[0] not in clean(f"a{command}b")
    assert json.loads(escaped_json(json.dumps(f"a{command}b", ensure_ascii=False))) == f"a{command}b"


def test_what_people_write_stays() -> None:
    text = "Selamat pagi, 你好 👩‍👩‍👧 é\n\tfür"
    assert printable(text) == text
    assert one_line("a\nDigest: forged") == "a Digest: forged"
    assert indented("a\nDigest: forged") == "a\n    Digest: forged"


def test_the_facts_of_a_failure_are_one_line() -> None:
    words = failure_words(Failure(FailureKind.UNREADABLE, path="x\n\x1b[2JDigest: forged", reason="r"))
    assert "x \\x1b[2JDigest: forged" in words.explanation


def test_every_stream_is_safe_and_json_stays_json() -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(SafeStream(out)):  # type: ignore[type-var]
        print("a\x1b[2J\rb")
        print_json({"key": "a\x9b\u202eb\x1b"})
        start_line_again(sys.stdout)
    first, second, rest = out.getvalue().split("\n")
    assert first == "a\\x1b[2J\\x0db" and rest == "\r"
    assert json.loads(second) == {"key": "a\x9b\u202eb\x1b"} and second.isprintable()
