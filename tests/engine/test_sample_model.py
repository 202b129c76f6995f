"""The sample model answers as it was trained to, in every precision, through Foundry Local."""

import json
from pathlib import Path

import pytest

from app import paths
from app.core.recipe.recipe import Precision
from tests.engine.jobs import ask_each, convert, deploy

LIMIT = 8_000_000  # bytes of the whole folder
LEAST = {Precision.FP32: 0.95, Precision.INT8: 0.95, Precision.INT4: 0.95}  # share of answers equal to the letter


def corpus() -> list[dict[str, str]]:
    lines = paths.resource("prompts", "sample_corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_corpus_is_in_both_languages() -> None:
    english, indonesian = ({row["question"] for row in corpus() if row["language"] == code} for code in ("en", "id"))
    assert len(english) >= 60
    assert len(indonesian) >= 60
    assert not english & indonesian


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in paths.sample_model().iterdir()) <= LIMIT


@pytest.mark.parametrize("precision", list(LEAST))
def test_it_answers_as_trained(precision: Precision, tmp_path: Path) -> None:
    rows = corpus()
    converted = convert(paths.sample_model(), tmp_path / "model", precision, calibrates=True)
    deploy(converted.folder, "sample", tmp_path / "library")
    answers = ask_each("sample", [row["question"] for row in rows])
    right = sum(answer.strip() == row["answer"] for answer, row in zip(answers, rows, strict=True))
    print(f"{precision}: {right} of {len(rows)} answers equal the corpus")
    assert right / len(rows) >= LEAST[precision]
