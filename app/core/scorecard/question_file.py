"""A file of questions: a table as spreadsheets save it, JSON lines, or a training file as fine-tuning programs take it.

Wrong lines are named, and the rest is used.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from app.core.failures import Failure, FailureKind
from app.core.findings import unreadable
from app.core.scorecard.answer_judging import words
from app.core.scorecard.json_schema import unusable
from app.core.scorecard.numbers import ranges
from app.core.scorecard.patterns import BadPattern, compiled
from app.core.scorecard.questions import Judge, Question, QuestionFile, Wrong, WrongLine
from app.core.template.rendering import Message
from app.core.texts.training_file import ANSWERS, QUESTIONS, TURNS, conversation_of, decode_text

LARGEST_FILE = 20_000_000  # bytes
MOST_QUESTIONS = 2_000  # questions
LONGEST_QUESTION = 200_000  # characters of one
LONGEST_ROW = 500  # lines that a row of a table may have
SHOWN = 80  # characters of a wrong value
JUDGES = ("judge", "how", "penilaian")
SYSTEMS = ("system", "system prompt", "system_prompt")
OWN_EXPECTED = ("expected", "expected answer", "expected_answer")
EXPECTED = (*OWN_EXPECTED, *ANSWERS)
LABEL = 5  # words that an answer of a training file may have to be looked for as it is
COLUMNS = ("question", "expected", "judge", "system")  # the order in a table that does not name them

TableRow = tuple[int, Mapping[str, Any] | WrongLine]


class NotAQuestion(Exception):
    def __init__(self, why: Wrong, value: str = "") -> None:
        super().__init__(why)
        self.why, self.value = why, value[:SHOWN]


def read_question_file(path: Path) -> QuestionFile:
    """Raises ``Failure(BAD_QUESTIONS)`` when there is no question in it, and what ``unreadable`` makes of an error."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE)
    except OSError as error:
        raise Failure.of(unreadable(error)) from error
    found = read_questions(decode_text(data))
    if not found.questions:
        lines = ", ".join(str(each.line) for each in found.wrong[:10])
        raise Failure(FailureKind.BAD_QUESTIONS, f"wrong lines: {lines}", file=path.name)
    return found


def read_questions(text: str) -> QuestionFile:
    """The questions of a whole file, or of what was typed or pasted: then each line is one."""
    questions: list[Question] = []
    wrong: list[WrongLine] = []
    for line, row in _rows(text):
        if len(questions) >= MOST_QUESTIONS:
            wrong.append(WrongLine(line, Wrong.TOO_MANY, str(MOST_QUESTIONS)))
            break
        try:
            if isinstance(row, WrongLine):
                wrong.append(row)
            else:
                questions.append(_question(line, row))
        except NotAQuestion as error:
            wrong.append(WrongLine(line, error.why, error.value))
    return QuestionFile(tuple(questions), tuple(wrong))


def _rows(text: str) -> Iterator[TableRow]:
    start = text.lstrip()
    whole = _whole(text) if start.startswith(("{", "[")) else None
    if whole is not None:
        yield from _array(text, whole)
    elif start.startswith(("{", "[{", "[\n", "[\r")):
        yield from _json_lines(text)
    else:
        yield from _table(text)


def _whole(text: str) -> int | None:
    """Where the list of rows begins in ``text`` that is one JSON value; None when it is not."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list):
        return text.index("[")
    lists = {key: each for key, each in value.items() if isinstance(each, list) and key.lower() not in TURNS}
    longest = max(lists, key=lambda key: len(lists[key]), default=None)
    if longest is None or not all(isinstance(each, dict) for each in lists[longest]):
        return None
    found = re.search(re.escape(json.dumps(longest)) + r"\s*:\s*\[", text)
    return found.end() - 1 if found else None


def _array(text: str, at: int) -> Iterator[TableRow]:
    decoder, line, counted = json.JSONDecoder(), 1, 0
    at += 1
    while True:
        while text[at] in " \t\r\n,":
            at += 1
        if text[at] == "]":
            return
        line += text.count("\n", counted, at)
        counted = at
        value, at = decoder.raw_decode(text, at)
        yield line, _of_json(line, value)


def _json_lines(text: str) -> Iterator[TableRow]:
    for line, each in enumerate(_lines(text), start=1):
        if not each.strip():
            continue
        try:
            yield line, _of_json(line, json.loads(each))
        except (ValueError, RecursionError):
            yield line, WrongLine(line, Wrong.BAD_JSON, each.strip()[:SHOWN])


def _of_json(line: int, value: Any) -> Mapping[str, Any] | WrongLine:
    if isinstance(value, str):
        return {"question": value}
    if not isinstance(value, dict):
        return WrongLine(line, Wrong.NO_QUESTION, json.dumps(value)[:SHOWN])
    return {str(name).strip().lower(): each for name, each in value.items()}


def _lines(text: str) -> list[str]:
    """With their ends, as csv counts them: other separators of Unicode are letters."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _table(text: str) -> Iterator[TableRow]:
    lines = _lines(text)
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return
    separator = ""
    if said := re.fullmatch(r"\s*sep=(.)\s*", lines[first]):
        separator, first = said[1], min(first + 1, len(lines) - 1)
    separator = separator or max(",;\t", key=lines[first].count)
    names = [name.strip().lower() for name in next(csv.reader([lines[first]], delimiter=separator), [])]
    if not {*QUESTIONS, *TURNS} & {*names}:
        yield from _typed(lines, first)
        return
    if any(names[number] in names[:number] for number in range(len(names)) if names[number]):
        yield first + 1, WrongLine(first + 1, Wrong.COLUMNS, ", ".join(names)[:SHOWN])
        return
    at = first + 1
    while at < len(lines):
        cells, used = _cells(lines, at, separator)
        if cells is None:
            yield at + 1, WrongLine(at + 1, Wrong.QUOTES, lines[at].strip()[:SHOWN])
        elif any(cell.strip() for cell in cells):
            yield at + 1, _named(at + 1, names, cells)
        at += used


def _cells(lines: list[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """The row that begins there, None when its quotes are wrong; and how many lines it takes."""
    reader = csv.reader(islice(lines, at, at + LONGEST_ROW), delimiter=separator, strict=True)
    try:
        return next(reader, []), max(reader.line_num, 1)
    except csv.Error:
        return None, 1


def _named(line: int, names: list[str], cells: list[str]) -> Mapping[str, Any] | WrongLine:
    if any(cell.strip() for cell in cells[len(names) :]):
        return WrongLine(line, Wrong.COLUMNS, cells[len(names)][:SHOWN])
    return dict(zip(names, cells, strict=False))


def _typed(lines: list[str], first: int) -> Iterator[TableRow]:
    """Without a line that names the columns: each line is a question, or has them in order, parted by tabs."""
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.strip():
            yield number, _named(number, [*COLUMNS], line.strip("\r\n").split("\t"))


def _question(line: int, values: Mapping[str, Any]) -> Question:
    messages = _messages(values)
    expected = _text_of(values, EXPECTED)
    if messages[-1]["role"] == "assistant":
        expected = expected or messages[-1]["content"].strip()
        messages = messages[:-1]
    if not messages or messages[-1]["role"] != "user" or not messages[-1]["content"].strip():
        raise NotAQuestion(Wrong.NO_QUESTION)
    if not {message["role"] for message in messages} <= {"system", "user", "assistant"}:
        raise NotAQuestion(Wrong.ROLES, ", ".join(message["role"] for message in messages))
    if sum(len(message["content"]) for message in messages) > LONGEST_QUESTION:
        raise NotAQuestion(Wrong.TOO_LONG, messages[-1]["content"])
    judge = _judge(_text_of(values, JUDGES) or _usual_judge(values, expected))
    _require_usable(judge, expected)
    return Question(messages=tuple(messages), expected=expected, judge=judge, line=line)


def _messages(values: Mapping[str, Any]) -> list[Message]:
    system = _text_of(values, SYSTEMS)
    given: list[Message] = [{"role": "system", "content": system}] if system else []
    without = {name: value for name, value in values.items() if name != "system"}
    if turns := conversation_of(without):
        return [*given, *turns] if turns[0]["role"] != "system" else list(turns)
    name = next((each for each in QUESTIONS if _is_said(values.get(each))), None)
    if name is None:
        raise NotAQuestion(Wrong.NO_QUESTION)
    asked = values[name]
    if isinstance(asked, list):
        return [*given, *({"role": "user", "content": str(each)} for each in asked)]
    if name == "instruction" and _is_said(values.get("input")):
        asked = f"{asked}\n\n{values['input']}"
    return [*given, {"role": "user", "content": asked.strip()}]


def _is_said(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, str) and each.strip() for each in value)
    return isinstance(value, str) and bool(value.strip())


def _text_of(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = values.get(name)
        if value is None or value == "":
            continue
        return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return ""


def _usual_judge(values: Mapping[str, Any], expected: str) -> Judge:
    """An answer of a training file is one of many good ones, unless it is as short as a name or a number."""
    trained = not _text_of(values, OWN_EXPECTED)
    return Judge.WORDS if trained and len(words(expected)) > LABEL else Judge.CONTAINS


def _judge(said: str) -> Judge:
    try:
        return Judge(said.lower())
    except ValueError:
        raise NotAQuestion(Wrong.UNKNOWN_JUDGE, said) from None


def _require_usable(judge: Judge, expected: str) -> None:
    if not expected and judge in (Judge.WORDS, Judge.EQUALS, Judge.REGEX, Judge.SCHEMA, Judge.NUMBER):
        raise NotAQuestion(Wrong.NO_EXPECTED, judge)
    if judge is Judge.NUMBER and not ranges(expected):
        raise NotAQuestion(Wrong.BAD_NUMBER, expected)
    if judge is Judge.REGEX:
        try:
            compiled(expected)
        except BadPattern as error:
            raise NotAQuestion(Wrong.BAD_REGEX, f"{expected[: SHOWN // 2]}: {error}") from error
    if judge is Judge.SCHEMA:
        try:
            schema = json.loads(expected)
        except (ValueError, RecursionError) as error:
            raise NotAQuestion(Wrong.BAD_SCHEMA, expected) from error
        if found := unusable(schema):
            raise NotAQuestion(Wrong.BAD_SCHEMA, found)
