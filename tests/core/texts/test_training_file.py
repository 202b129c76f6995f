"""Training files as fine-tuning programs take them, and as spreadsheets save them."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.core.failures import Failure, FailureKind
from app.core.texts.training_file import read_training_file

ASKED = {"role": "user", "content": "Apa itu kopi?"}
ANSWERED = {"role": "assistant", "content": "Minuman dari biji yang disangrai."}
SHAREGPT = [{"from": "human", "value": ASKED["content"]}, {"from": "gpt", "value": ANSWERED["content"]}]
PARTS = [{"role": "user", "content": [{"type": "text", "text": ASKED["content"]}]}, ANSWERED]


@pytest.mark.parametrize(
    "row",
    [
        {"instruction": ASKED["content"], "input": "", "output": ANSWERED["content"]},
        {"conversations": SHAREGPT},
        {"messages": [ASKED, ANSWERED]},
        {"messages": PARTS},
        {"prompt": ASKED["content"], "completion": ANSWERED["content"]},
        {"Pertanyaan": ASKED["content"], "Jawaban": ANSWERED["content"]},
    ],
)
@pytest.mark.parametrize("lines", [True, False])
def test_layouts_of_rows(tmp_path: Path, row: dict[str, Any], lines: bool) -> None:
    file = tmp_path / "données latihan.json"
    text = "\n".join(json.dumps(row, ensure_ascii=False) for _ in range(2)) if lines else json.dumps([row, row])
    file.write_text(text, encoding="utf-8")
    assert read_training_file(file) == [[ASKED, ANSWERED]] * 2


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables(tmp_path: Path, separator: str, encoding: str) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(f"question{separator}answer\r\n“Où?”{separator}Là-bas\r\n".encode(encoding))
    (found,) = read_training_file(file)
    assert found == [{"role": "user", "content": "“Où?”"}, {"role": "assistant", "content": "Là-bas"}]


def test_what_an_instruction_is_about_belongs_to_the_question(tmp_path: Path) -> None:
    file = tmp_path / "alpaca.json"
    row = {"instruction": "Translate", "input": "pagi", "output": "morning", "system": "Be brief."}
    file.write_text(json.dumps([row]))
    (found,) = read_training_file(file)
    assert [message["content"] for message in found] == ["Be brief.", "Translate\n\npagi", "morning"]


def test_plain_texts(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"text": "One. "}\nnot JSON\n{"text": ""}\n{"text": "Two."}\n')
    assert read_training_file(file) == ["One.", "Two."]


@pytest.mark.parametrize("content", ["", "[]", "{}", "[1, 2]", "hello\nworld\n", '{"a": 1}\n', "[" * 5000])
def test_no_training_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "notes.json"
    file.write_text(content)
    with pytest.raises(Failure) as raised:
        read_training_file(file)
    assert raised.value.kind is FailureKind.BAD_TRAINING_FILE


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Failure) as raised:
        read_training_file(tmp_path / "missing.json")
    assert raised.value.kind is FailureKind.UNREADABLE
