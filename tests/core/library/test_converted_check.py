import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.core.failures import Failure, FailureKind
from app.core.library.converted_check import check_converted, check_runs_here

MODEL: dict[str, Any] = {
    "bos_token_id": 0,
    "eos_token_id": [2, 5],
    "pad_token_id": -1,
    "context_length": 512,
    "vocab_size": 2048,
    "decoder": {"filename": "model.onnx"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(paths.sample_model() / name, tmp_path / name)
    (tmp_path / "model.onnx").write_bytes(b"graph")
    write(tmp_path, MODEL)
    return tmp_path


def write(folder: Path, model: dict[str, Any]) -> None:
    (folder / "genai_config.json").write_text(json.dumps({"model": model}), encoding="utf-8")


def reason(folder: Path) -> tuple[FailureKind, str]:
    with pytest.raises(Failure) as caught:
        check_converted(folder)
    return caught.value.kind, f"{caught.value.facts.get('missing', '')} {caught.value.details}"


def test_a_converted_folder(folder: Path) -> None:
    assert check_converted(folder) == {"model": MODEL}


def test_the_stages_of_a_pipeline(folder: Path) -> None:
    stages = [{"embed": {"filename": "embed.onnx"}}, {"decode": {"filename": "model.onnx"}}]
    write(folder, MODEL | {"decoder": {"pipeline": stages}})
    assert reason(folder) == (FailureKind.NOT_A_CONVERTED_MODEL, "embed.onnx ")
    (folder / "embed.onnx").write_bytes(b"graph")
    check_converted(folder)


def test_a_folder_that_is_not_there_lacks_no_single_files(folder: Path) -> None:
    assert reason(folder / "gone")[0] is FailureKind.NOT_A_MODEL


@pytest.mark.parametrize("name", ["genai_config.json", "model.onnx", "tokenizer.json", "tokenizer_config.json"])
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert reason(folder) == (FailureKind.NOT_A_CONVERTED_MODEL, f"{name} ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"context_length": 0}, "context_length"),
        ({"vocab_size": "2048"}, "vocab_size"),
        ({"decoder": {"filename": "../model.onnx"}}, "'../model.onnx'"),
        ({"decoder": {"filename": "C:\\model.onnx"}}, "is no file's name"),
        ({"decoder": {"filename": ".."}}, "'..'"),
        ({"decoder": {}}, "no model file"),
        ({"eos_token_id": [2, 2048]}, "2048 is not in"),
        ({"eos_token_id": -1}, "-1 is not in"),
        ({"eos_token_id": []}, "never stop"),
        ({"pad_token_id": 9999}, "9999 is not in"),
        ({"bos_token_id": True}, "True is not in"),
        ({"vocab_size": 1000}, "tokenizer.json token"),
    ],
)
def test_what_the_runtime_would_stumble_over(folder: Path, change: dict[str, Any], said: str) -> None:
    write(folder, MODEL | change)
    kind, text = reason(folder)
    assert kind is FailureKind.NOT_A_CONVERTED_MODEL and said in text


@pytest.mark.parametrize("config", ["{oops", "[]"])
def test_damaged_json(folder: Path, config: str) -> None:
    (folder / "tokenizer_config.json").write_text(config)
    assert reason(folder)[0] is FailureKind.BAD_CONFIG


@pytest.mark.parametrize(
    ("decoder", "provider"),
    [
        ({"session_options": {"provider_options": [{"cuda": {"enable_cuda_graph": "0"}}]}}, "cuda"),
        ({"session_options": {"provider_options": [{"WebGPU": {}}, {"cpu": {}}]}}, "webgpu"),
        ({"pipeline": [{"decode": {"session_options": {"provider_options": [{"qnn": {}}, {"dml": {}}]}}}]}, "dml, qnn"),
        ({"session_options": {"provider_options": [{"cpu": {}}]}}, ""),
        ({"session_options": {"provider_options": []}}, ""),
        ({"session_options": {"provider_options": "cuda"}}, ""),
        ({}, ""),
    ],
)
def test_a_model_for_a_graphics_card(folder: Path, decoder: dict[str, Any], provider: str) -> None:
    config: dict[str, object] = {"model": {"decoder": decoder}}
    if not provider:
        check_runs_here(folder, config)
        return
    with pytest.raises(Failure) as raised:
        check_runs_here(folder, config)
    assert (raised.value.kind, raised.value.facts["names"]) == (FailureKind.OTHER_COMPUTERS, provider)
