"""Files of questions as spreadsheets, trainings and people write them, and how answers are judged."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from app.core.failures import Failure, FailureKind
from app.core.scorecard.answer_judging import passes
from app.core.scorecard.json_schema import fits, unusable
from app.core.scorecard.numbers import numbers_in, ranges
from app.core.scorecard.question_file import MOST_QUESTIONS, read_question_file, read_questions
from app.core.scorecard.question_results import judge_answers, own_texts
from app.core.scorecard.questions import Flip, Judge, Question, QuestionRun, Wrong, flip

ASKED = {"role": "user", "content": "Apa itu kopi?"}
ANSWERED = {"role": "assistant", "content": "Minuman."}


def question(judge: Judge, expected: str = "") -> Question:
    return Question(messages=(ASKED,), expected=expected, judge=judge)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tables(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    file = tmp_path / "Fragen für das Modell.csv"
    rows = [["Question", "expected", "judge", "system"], ["Wie heißt du?", "Ich", "contains", "Kurz."]]
    rows += [[f'"Zwei{end}Zeilen{separator} ""so"""', "", "", ""], ["Größe", "3,5", "NUMBER", ""]]
    file.write_bytes(end.join(separator.join(row) for row in rows).replace("3,5", '"3,5"').encode(encoding))
    found = read_question_file(file)
    assert found.wrong == ()
    first, second, third = found.questions
    assert first.messages == ({"role": "system", "content": "Kurz."}, {"role": "user", "content": "Wie heißt du?"})
    assert (first.expected, first.judge, first.line) == ("Ich", Judge.CONTAINS, 2)
    assert second.text == f'Zwei{end}Zeilen{separator} "so"' and second.judge is Judge.CONTAINS and not second.judged
    assert (third.expected, third.judge) == ("3,5", Judge.NUMBER)
    assert third.line == 5, "as a spreadsheet or an editor counts lines"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"instruction": "Apa itu", "input": "kopi?", "output": "Minuman."}, "Minuman."),
        ({"conversations": [{"from": "human", "value": "Apa itu\n\nkopi?"}, {"from": "gpt", "value": "X"}]}, "X"),
        ({"messages": [{"role": "user", "content": "Apa itu\n\nkopi?"}, ANSWERED]}, "Minuman."),
        ({"question": "Apa itu\n\nkopi?", "expected": "Minuman.", "judge": "equals"}, "Minuman."),
        ({"question": "Apa itu\n\nkopi?", "expected": 3.5, "judge": "number"}, "3.5"),
    ],
)
@pytest.mark.parametrize("layout", ["lines", "array", "object"])
def test_rows_of_trainings(row: dict[str, Any], expected: str, layout: str) -> None:
    whole = {"lines": f"{json.dumps(row)}\n\n{json.dumps(row)}", "array": json.dumps([row, row], indent=1)}
    whole["object"] = json.dumps({"version": 1, "questions": [row, row]})
    found = read_questions(whole[layout])
    assert found.wrong == () and len(found.questions) == 2
    for each in found.questions:
        assert (each.text, each.expected) == ("Apa itu\n\nkopi?", expected)
    if layout == "lines":
        assert [each.line for each in found.questions] == [1, 3]


def test_several_turns() -> None:
    rows = [
        {"messages": [{"role": "system", "content": "Kurz."}, ASKED, ANSWERED, ASKED, {**ANSWERED, "content": "Ya."}]},
        {"question": ["My name is Ann.", "What is my name?"], "expected": "Ann", "system": "Be kind."},
    ]
    recorded, own = read_questions("\n".join(map(json.dumps, rows))).questions
    assert [each["role"] for each in recorded.messages] == ["system", "user", "assistant", "user"]
    assert recorded.expected == "Ya."
    assert [each["role"] for each in own.messages] == ["system", "user", "user"] and own.text == "What is my name?"


@pytest.mark.parametrize(
    ("row", "judge"),
    [
        ({"instruction": "Who?", "output": "A small model, made for tests."}, Judge.WORDS),
        ({"messages": [ASKED, {**ANSWERED, "content": "A small model, made for tests."}]}, Judge.WORDS),
        ({"question": "Who?", "answer": "A small model, made for tests.", "judge": "same"}, Judge.SAME),
        ({"instruction": "Is it spam?", "output": "Not spam"}, Judge.CONTAINS),
        ({"question": "Who?", "expected": "A small model, made for tests."}, Judge.CONTAINS),
    ],
)
def test_a_trained_sentence_is_judged_by_its_words(row: dict[str, Any], judge: Judge) -> None:
    (question,) = read_questions(json.dumps(row)).questions
    assert question.judge is judge


def test_what_is_typed_or_pasted() -> None:
    found = read_questions("Hello, who are you?\n\n2 + 2 = ?\t4\tnumber\n")
    assert [(each.text, each.expected, each.judge) for each in found.questions] == [
        ("Hello, who are you?", "", Judge.CONTAINS),
        ("2 + 2 = ?", "4", Judge.NUMBER),
    ]


def test_wrong_lines_are_named_and_the_rest_is_used() -> None:
    lines = [
        "question;expected;judge",
        "good;a;contains",
        ";b;",
        "unknown;b;similar",
        "open;(;regex",
        "no number;many;number",
        "lacks;;equals",
        "schema;{;schema",
        'schema;"{""type"": ""object"", ""$ref"": ""x""}";schema',
        'quotes;"a"b;',
        "columns;a;contains;more",
        ";;",
        "also good;b;EQUALS",
        '"never ends;a',
        "the last;a;",
    ]
    found = read_questions("\r\n".join(lines))
    assert [(each.text, each.line) for each in found.questions] == [("good", 2), ("also good", 13), ("the last", 15)]
    assert [(each.line, each.why) for each in found.wrong] == [
        (3, Wrong.NO_QUESTION),
        (4, Wrong.UNKNOWN_JUDGE),
        (5, Wrong.BAD_REGEX),
        (6, Wrong.BAD_NUMBER),
        (7, Wrong.NO_EXPECTED),
        (8, Wrong.BAD_SCHEMA),
        (9, Wrong.BAD_SCHEMA),
        (10, Wrong.QUOTES),
        (11, Wrong.COLUMNS),
        (14, Wrong.QUOTES),
    ]
    assert found.wrong[1].value == "similar"
    odd = read_questions('{"question": "a"}\n{"question": \n7\n{"messages": [{"role": "tool", "content": "x"}]}\n')
    assert [each.text for each in odd.questions] == ["a"]
    assert [(each.line, each.why) for each in odd.wrong] == [
        (2, Wrong.BAD_JSON),
        (3, Wrong.NO_QUESTION),
        (4, Wrong.NO_QUESTION),
    ]


def test_a_file_without_a_question(tmp_path: Path) -> None:
    for number, text in enumerate(("", "\n \n", "question,expected\n", "[]", "[" * 100_000, '{"a": 1}')):
        file = tmp_path / f"{number}.csv"
        file.write_text(text, encoding="utf-8")
        if text.startswith("[["):
            assert read_question_file(file).questions[0].text == text, "a line of text, however odd"
            continue
        with pytest.raises(Failure) as raised:
            read_question_file(file)
        assert raised.value.kind is FailureKind.BAD_QUESTIONS
    with pytest.raises(Failure) as raised:
        read_question_file(tmp_path / "nowhere.csv")
    assert raised.value.kind is not FailureKind.BAD_QUESTIONS


def test_a_huge_file_is_cut_and_says_so() -> None:
    found = read_questions("question\n" + "a\n" * (MOST_QUESTIONS + 5))
    assert len(found.questions) == MOST_QUESTIONS and [each.why for each in found.wrong] == [Wrong.TOO_MANY]
    started = time.monotonic()
    assert len(read_questions("question\n" + '"a\n' * 3_000).wrong) > 1_000
    assert time.monotonic() - started < 30, "each open quote is looked for over a few lines only"


@pytest.mark.parametrize(
    ("judge", "expected", "right", "wrong"),
    [
        (Judge.CONTAINS, "new  York", "It is NEW\nYORK.", "It is York."),
        (
            Judge.WORDS,
            "I am a small model, made in Jakarta.",
            "A small MODEL made for Jakarta",
            "Rome has many large birds, of course.",
        ),
        (Judge.WORDS, "It is so.", f"It  is so. {'And more. ' * 20}", f"So it is. {'And more. ' * 20}"),
        (Judge.WORDS, "我是一个小模型", "我是小模型。", "天气很好"),
        (Judge.EQUALS, " Jakarta", "jakarta\n", "Jakarta."),
        (Judge.EQUALS, "cafe\u0301", "Café", "cafe"),
        (Judge.REGEX, r"^\d{3}-\d{4}$", "555-1234", "call 555-1234"),
        (Judge.JSON, "", 'Here:\n```json\n{"a": [1]}\n```', '{"a": NaN}'),
        (Judge.JSON, "", "[1, 2]", "[1, 2"),
        (Judge.SCHEMA, '{"type": "object", "required": ["age"]}', '{"age": 3}', '{"name": "x"}'),
        (Judge.NUMBER, "1234.5", "Rp 1.234,50", "Rp 1.234"),
        (Judge.NUMBER, "3.1 ± 0.1", "about 3.14159", "about 3.25"),
        (Judge.NUMBER, "200 +/- 5 %", "195", "189"),
        (Judge.NUMBER, "-5..-3", "It is -4 °C.", "It is 4 °C."),
    ],
)
def test_judging(judge: Judge, expected: str, right: str, wrong: str) -> None:
    asked = question(judge, expected)
    assert passes(asked, right) is True
    assert passes(asked, wrong) is False
    assert passes(asked, "") is False


def test_what_cannot_be_judged() -> None:
    assert passes(question(Judge.CONTAINS), "anything") is None
    same = question(Judge.SAME)
    assert passes(same, "a") is None
    assert passes(same, "A  b\n", "a b") is True and passes(same, "a", "b") is False
    assert (flip(True, False), flip(False, True), flip(True, True), flip(None, True)) == (
        Flip.LOST,
        Flip.GAINED,
        None,
        None,
    )


def test_a_regular_expression_that_would_take_for_ever() -> None:
    started = time.monotonic()
    assert passes(question(Judge.REGEX, r"^(a|aa)+$"), "a" * 100 + "b") is False
    assert time.monotonic() - started < 20


def test_numbers() -> None:
    assert numbers_in("GPT4 has 10-15 of \u22122.5, x2 and 1,234.5 on 1.2.2020") == [10, 15, -2.5, 1234.5]
    assert numbers_in("1.234") == [1.234, 1234]
    assert [ranges(text) for text in ("many", "", "1.2.3", "5 to")] == [()] * 4
    (found,) = ranges("40 to 45")
    assert found.holds(40) and found.holds(45) and not found.holds(45.001)


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": ["string", "null"]}, [None, "a"], [1, [], {}]),
        ({"type": "integer", "minimum": 2, "multipleOf": 2}, [2, 4.0], [3, True, 0, 2.5]),
        ({"enum": [1, "a"]}, [1, "a"], [True, 2]),
        ({"const": {"a": [False]}}, [{"a": [False]}], [{"a": [0]}]),
        ({"type": "array", "items": {"type": "number"}, "minItems": 1, "uniqueItems": True}, [[1, 2]], [[], [1, 1]]),
        (
            {"properties": {"a": {"minLength": 2}}, "additionalProperties": False},
            [{"a": "xy"}, {}],
            [{"a": "x"}, {"b": 1}],
        ),
        ({"pattern": "^a+$"}, ["aa", 5], ["b"]),
        ({"anyOf": [{"type": "string"}, {"exclusiveMinimum": 3}], "not": {"const": "x"}}, ["a", 4], ["x", 3]),
        ({"oneOf": [{"minimum": 2}, {"maximum": 5}]}, [1, 6], [3]),
        (True, [1, None], []),
    ],
)
def test_schemas(schema: Any, good: list[Any], bad: list[Any]) -> None:
    assert unusable(schema) == ""
    assert [value for value in good if not fits(value, schema)] == []
    assert [value for value in bad if fits(value, schema)] == []


def test_schemas_that_cannot_be_checked_are_refused() -> None:
    deep: Any = True
    for _ in range(60):
        deep = {"items": deep}
    wrong = [{"$ref": "#"}, {"type": "text"}, {"pattern": "("}, {"items": {"if": {}}}, 5, {"minimum": "1"}, deep]
    assert all(unusable(schema) for schema in wrong)


def test_own_texts_are_conversations_with_what_is_known_to_be_an_answer() -> None:
    asked = read_questions("2 + 2?\t4\tnumber\nWho are you?\ta model\nHi").questions
    assert [[turn["content"] for turn in each] for each in own_texts(asked, None)] == [
        ["2 + 2?"],
        ["Who are you?", "a model"],
        ["Hi"],
    ]
    answered = judge_answers(asked[0], "5", "It is 4.", None, None)
    run = QuestionRun(model="m", questions=(answered,), passed=0, asked=1)
    assert [[turn["content"] for turn in each] for each in own_texts((), run)] == [["2 + 2?", "It is 4."]]
    assert own_texts((), None) == ()
