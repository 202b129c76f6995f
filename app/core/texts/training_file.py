"""A training file, as fine-tuning programs take it: Alpaca, ShareGPT, ``messages``, prompt and completion, or a table.

JSON, JSON lines, CSV with commas, semicolons or tabs. It is only read, and nothing of it is kept.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.core.failures import Failure, FailureKind
from app.core.findings import unreadable
from app.core.template.rendering import Message

LARGEST = 64_000_000  # bytes that are looked at
MOST = 4000  # examples that are used
ROLES = {"human": "user", "gpt": "assistant", "bot": "assistant", "model": "assistant", "chatgpt": "assistant"}
QUESTIONS = ("instruction", "question", "prompt", "input", "user", "query", "pertanyaan")
ANSWERS = ("output", "answer", "completion", "response", "assistant", "chosen", "expected", "jawaban")
TURNS = ("messages", "conversations", "conversation", "dialog")

Example = str | Sequence[Message]


def read_training_file(path: Path) -> list[Example]:
    """The examples that can be made out, each a conversation or a plain text.

    Raises ``Failure(BAD_TRAINING_FILE)`` when there are none, or the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            text = decode_text(file.read(LARGEST))
    except OSError as error:
        raise Failure.of(unreadable(error)) from error
    found: list[Example] = []
    for row in _rows(text):
        example = _example(row)
        if example and len(found) < MOST:
            found.append(example)
    if not found:
        raise Failure(FailureKind.BAD_TRAINING_FILE, "", file=path.name)
    return found


def decode_text(data: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, else UTF-8, else what Windows' programs write."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        whole = len(data) < LARGEST
        return data.decode("cp1252" if whole else "utf-8", errors="replace" if whole or error else "strict")


def _rows(text: str) -> Iterator[Any]:
    """The rows of a JSON array, of JSON lines, or of a table whose first line names the columns."""
    stripped = text.lstrip()
    if stripped.startswith("["):
        try:
            rows = json.loads(stripped)
        except (ValueError, RecursionError):
            rows = []
        yield from rows if isinstance(rows, list) else []
    elif stripped.startswith("{"):
        yield from _json_lines(stripped)
    else:
        yield from _table(text)


def _json_lines(text: str) -> Iterator[Any]:
    try:
        whole = json.loads(text)  # one object: its longest list has the rows
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict):
        lists = [value for key, value in whole.items() if isinstance(value, list) and key not in TURNS]
        yield from max(lists, key=len) if lists else [whole]
        return
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            continue


def _table(text: str) -> Iterator[Mapping[str, Any]]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        return


def _example(row: Any) -> Example | None:
    if isinstance(row, str):
        return row.strip() or None
    if not isinstance(row, dict):
        return None
    values = {str(name).strip().lower(): value for name, value in row.items()}
    readers: tuple[Callable[[Mapping[str, Any]], Example | None], ...] = (conversation_of, pair_of, _text)
    return next((example for read in readers if (example := read(values))), None)


def conversation_of(values: Mapping[str, Any]) -> Sequence[Message] | None:
    """The turns of a row of ShareGPT or ``messages``; None when it is none. Names are in small letters."""
    turns = next((values[name] for name in TURNS if isinstance(values.get(name), list)), None)
    if not turns:
        return None
    messages = [_message(turn) for turn in turns]
    system = values.get("system")
    given: list[Message] = [{"role": "system", "content": system}] if isinstance(system, str) and system else []
    return given + [message for message in messages if message] if all(messages) else None


def _message(turn: Any) -> Message | None:
    if not isinstance(turn, dict):
        return None
    role, content = turn.get("role", turn.get("from")), turn.get("content", turn.get("value"))
    if isinstance(content, list):  # parts, of which those with text count
        parts = (part.get("text") for part in content if isinstance(part, dict))
        content = "".join(text for text in parts if isinstance(text, str))
    if not isinstance(role, str) or not isinstance(content, str):
        return None
    return {"role": ROLES.get(role, role), "content": content}


def pair_of(values: Mapping[str, Any]) -> Sequence[Message] | None:
    given = {name: value for name, value in values.items() if isinstance(value, str) and value.strip()}
    question = next((name for name in QUESTIONS if name in given), None)
    answer = next((given[name] for name in ANSWERS if name in given), None)
    if question is None or answer is None:
        return None
    asked = given[question]
    if question == "instruction" and "input" in given:
        asked = f"{asked}\n\n{given['input']}"
    system: list[Message] = [{"role": "system", "content": given["system"]}] if "system" in given else []
    return [*system, {"role": "user", "content": asked}, {"role": "assistant", "content": answer}]


def _text(values: Mapping[str, Any]) -> str | None:
    text = values.get("text", values.get("content"))
    return text.strip() or None if isinstance(text, str) else None
