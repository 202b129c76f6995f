"""The doctor finds the settings of a tokenizer that stop a conversion, and no others."""

import json
import shutil
from pathlib import Path

import pytest

from app import paths
from app.core.tokenizer_files import read_vocabulary
from tests.core.checkpoints import write_json
from tests.engine.jobs import convert
from tests.engine.test_streaming import run as run_module


def test_what_transformers_refuses_is_found_and_mended(tmp_path: Path) -> None:
    output = run_module("tests.engine.load_settings", tmp_path, work=tmp_path)
    reports = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert len(reports) > 60
    assert {report["refused"] for report in reports} == {True, False}
    for report in reports:
        assert report["blocked"] is report["refused"], report
        assert not report["refused"] or (report["mended_refused"], report["left"]) == (False, 0), report


@pytest.mark.parametrize(
    "settings",
    [
        {"added_tokens_decoder": {"2047": {"content": "<|im_end|>", "special": True}}},
        {"additional_special_tokens": ["<|not there|>"]},
    ],
)
def test_special_tokens_keep_their_numbers(tmp_path: Path, settings: dict[str, object]) -> None:
    """transformers makes a tokenizer of what is said beside ``tokenizer.json``: that shifted the numbers of the tokens
    that the model was trained with, or gave one a number without a row."""
    model = tmp_path / "model"
    shutil.copytree(paths.sample_model(), model)
    path = model / "tokenizer_config.json"
    write_json(path, json.loads(path.read_text(encoding="utf-8")) | settings)
    converted = convert(model, tmp_path / "converted").folder
    assert read_vocabulary(converted) == read_vocabulary(model)
