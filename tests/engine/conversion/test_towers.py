"""Models that also see: the text model is converted like any other, and adapters of the whole are merged with it."""

import json
import shutil
from pathlib import Path

import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.weights import read_header
from app.core.failures import FailureKind, Variant
from app.core.families.text_model import text_name
from app.core.findings import Severity
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert
from tests.engine.builder.test_streaming import run as run_module
from tests.engine.conversion.save_tower_adapters import NAMES
from tests.engine.conversion.test_merge import TOLERANCE
from tests.engine.conversion.test_second_source import save_in_one_child
from tests.engine.jobs import ask, convert, deploy, run
from tests.engine.tiny_towers import TOWER_KINDS

ADAPTED = ("gemma3-sees", "qwen2.5-vl", "qwen3-vl")
# One for each family that had to be told apart; the text model inside of the others is one of these
DEPLOYED = (
    "gemma3-sees",
    "qwen2.5-vl",
    "qwen3-vl",
    "qwen3.5-sees",
    "gemma4-sees",
    "ministral3-sees",
    "lfm2-vl",
    "smolvlm",
)


@pytest.fixture(scope="module", params=ADAPTED)
def adapters(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("adapters")
    (work / "tmp").mkdir()
    run_module("tests.engine.conversion.save_tower_adapters", request.param, work, work=work)
    return work


@pytest.mark.parametrize("names", NAMES)
def test_an_adapter_of_the_whole_merges_as_peft_does(adapters: Path, tmp_path: Path, names: str) -> None:
    from safetensors.torch import load_file

    from app.engine.conversion.merge import merge

    checkpoint = inspect_checkpoint(adapters / names)
    assert checkpoint.base == adapters / "base" and checkpoint.convertible
    told = {(each.variant, each.severity) for each in checkpoint.findings if each.kind is FailureKind.LEFT_OUT}
    assert told == {(Variant.PICTURES, Severity.INFORMS), (Variant.ADAPTED, Severity.INFORMS)}
    ours = tmp_path / "ours"
    merge(adapters / "base", adapters / names, ours, lambda *_: None)
    again: list[tuple[int, int, tuple[int, int]]] = []  # a run that was interrupted after the last shard
    merge(adapters / "base", adapters / names, ours, lambda *report: again.append(report))
    done, total, tensors = again[-1]
    assert done == total == (ours / "model.safetensors").stat().st_size and tensors[0] == tensors[1]
    merged = load_file(ours / "model.safetensors")
    theirs = {text_name(name): each for name, each in load_file(adapters / "merged" / "model.safetensors").items()}
    before = {text_name(name): each for name, each in load_file(adapters / "base" / "model.safetensors").items()}
    assert merged.keys() == theirs.keys() - {None}
    assert sum(not tensor.equal(before[name]) for name, tensor in merged.items()) >= 4
    for name, tensor in merged.items():
        assert tensor.float().allclose(theirs[name], rtol=TOLERANCE, atol=1e-6), name
    plain = inspect_checkpoint(ours)
    assert plain.convertible and plain.architecture == checkpoint.architecture
    assert not any(each.kind is FailureKind.LEFT_OUT for each in plain.findings), "a text model was written"


def test_an_adapter_of_the_whole_fits_the_text_model_alone(adapters: Path, tmp_path: Path) -> None:
    from app.engine.conversion.merge import merge

    merge(adapters / "base", adapters / "nested", tmp_path / "text", lambda *_: None)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(paths.sample_model() / name, tmp_path / "text" / name)
    assert inspect_checkpoint(adapters / "nested", tmp_path / "text").convertible


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each kind of model."""
    return save_in_one_child(tmp_path_factory, DEPLOYED)


@pytest.mark.parametrize("kind", DEPLOYED)
def test_it_converts_and_chats_in_foundry_local(saved: Path, tmp_path: Path, kind: str) -> None:
    folder = saved / kind
    checkpoint = inspect_checkpoint(folder)
    header = read_header(folder / "model.safetensors")
    text = [tensor for name, tensor in header.items() if text_name(name) is not None]
    assert 0 < len(text) < len(header) + (not TOWER_KINDS[kind].eyes)
    assert checkpoint.bytes == sum(end - start for start, end in (tensor.data_offsets for tensor in text))
    model = convert(folder, tmp_path / "converted", Precision.INT8)
    config = json.loads((model.folder / "config.json").read_text(encoding="utf-8"))
    assert "text_config" not in config and "vision_config" not in config
    genai = json.loads((model.folder / "genai_config.json").read_text(encoding="utf-8"))["model"]
    assert genai["context_length"] == checkpoint.context_length == (128 if kind.startswith("ministral") else 256)
    deployment = deploy(model.folder, "sees", tmp_path / "library")
    assert deployment.answer is not None and deployment.answer.tokens > 0
    assert ask("sees", "Hello").completion_tokens > 0


def test_an_adapter_of_the_whole_converts(adapters: Path, tmp_path: Path) -> None:
    for name in ("base", "nested"):
        shutil.copytree(adapters / name, tmp_path / name)
    checkpoint = inspect_checkpoint(tmp_path / "nested")
    recipe = Recipe(precision=Precision.FP32)
    model = run(Convert(checkpoint=checkpoint, recipe=recipe, output=tmp_path / "converted"))
    assert (model.folder / "model.onnx.data").stat().st_size > 0


def test_every_class_has_a_tiny_model() -> None:
    from app.core.families.tower import TOWERS

    assert {kind.architecture for kind in TOWER_KINDS.values()} == set(TOWERS)
