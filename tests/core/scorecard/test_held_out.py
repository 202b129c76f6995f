"""Examples of a training file that are asked are not what a conversion was calibrated with."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.core.scorecard.held_out import held_out, training_parts
from app.core.scorecard.question_file import read_question_file

ROWS = [
    {"instruction": f"What is {number} and {number}?", "input": "", "output": f"{2 * number}"} for number in range(480)
]


def turns(row: dict[str, Any]) -> dict[str, Any]:
    """The same as a conversation."""
    asked, answer = {"role": "user", "content": row["instruction"]}, {"role": "assistant", "content": row["output"]}
    return {"messages": [asked, {**answer, "content": "Say it again."}, asked, answer]}


@pytest.mark.parametrize("layout", ["alpaca", "messages", "table", "array"])
def test_what_is_asked_is_not_calibrated_with(tmp_path: Path, layout: str) -> None:
    rows = [turns(row) for row in ROWS] if layout == "messages" else ROWS
    text = "\n".join(map(json.dumps, rows)) if layout != "array" else json.dumps(rows)
    if layout == "table":
        text = "\n".join(["question;answer", *(f"{row['instruction']};{row['output']}" for row in ROWS)])
    file = tmp_path / "train"
    file.write_text(text, encoding="utf-8")
    asked = held_out(read_question_file(file).questions)
    used, kept = training_parts(file)
    assert len({each.text for each in asked}) == len(asked) == len(kept) == 20 and len(used) == 460
    assert {each.text for each in asked}.isdisjoint(turn["content"] for example in used for turn in example)
    assert [each.line for each in asked] == sorted(each.line for each in asked), "as they stand in the file"


def test_they_are_the_same_in_another_order_and_nearly_when_the_file_grows(tmp_path: Path) -> None:
    def asked(rows: list[dict[str, str]]) -> set[str]:
        file = tmp_path / "train.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return {each.text for each in held_out(read_question_file(file).questions)}

    assert asked(ROWS) == asked(ROWS[::-1]) and len(asked(ROWS) & asked(ROWS[:440])) >= 16


def test_of_few_examples_all_are_used_and_of_one_that_is_always_the_same_too(tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    for rows in (ROWS[:40], [ROWS[0]] * 100):
        file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        assert [len(part) for part in training_parts(file)] == [len(rows), 0]
    file.write_text(json.dumps({"text": "Only a text."}), encoding="utf-8")
    assert training_parts(file) == (["Only a text."], [])
