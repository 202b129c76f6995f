"""The families whose graphs mobius draws: converted as people do it, installed in Foundry Local, and asked there."""

from pathlib import Path

import onnx
import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.families.family import Source
from app.core.families.table import FAMILIES
from app.core.library.fidelity import Fidelity
from app.core.recipe.recipe import Precision
from tests.engine.builder.test_streaming import run as run_module
from tests.engine.conversion.save_drawn_adapter import TARGETS
from tests.engine.conversion.test_merge import TOLERANCE
from tests.engine.jobs import ask, convert, deploy
from tests.engine.tiny_models import FAMILIES as ROWS
from tests.engine.tiny_models import end_with_a_mark

KNOWN = {kind: FAMILIES[f"{prefix}ForCausalLM"] for kind, (prefix, _) in ROWS.items()}
DRAWN = [f"{kind}-tied" if family.tied else kind for kind, family in KNOWN.items() if family.source is Source.MOBIUS]


def _save(kind: str, work: Path) -> Path:
    (work / "tmp").mkdir()
    folder = work / "tuned é 模型"
    run_module("tests.engine.tiny_models", kind, folder, work=work)
    end_with_a_mark(folder)
    return folder


@pytest.mark.parametrize("kind", DRAWN)
def test_it_converts_and_chats_in_foundry_local(tmp_path: Path, kind: str) -> None:
    model = convert(_save(kind, tmp_path), tmp_path / "converted", Precision.INT4)
    deployment = deploy(model.folder, "drawn", tmp_path / "library")
    assert deployment.answer is not None and deployment.answer.tokens > 0
    assert ask("drawn", "Hello").completion_tokens > 0
    graph = onnx.load(deployment.folder / "model.onnx", load_external_data=False).graph
    made = {name for node in graph.node if node.op_type == "GroupQueryAttention" for name in node.output[1:] if name}
    assert made <= {each.name for each in graph.output}, "a layer copies the whole cache of an earlier one"


@pytest.mark.parametrize("kind", TARGETS)
def test_an_adapter_merges_as_peft_does(tmp_path: Path, kind: str) -> None:
    from safetensors.torch import load_file

    from app.engine.conversion.merge import merge

    (tmp_path / "tmp").mkdir()
    run_module("tests.engine.conversion.save_drawn_adapter", kind, tmp_path, work=tmp_path)
    assert inspect_checkpoint(tmp_path / "adapter", tmp_path / "base").convertible
    merge(tmp_path / "base", tmp_path / "adapter", tmp_path / "ours", lambda *_: None)
    ours, theirs, before = (load_file(tmp_path / name / "model.safetensors") for name in ("ours", "merged", "base"))
    assert ours.keys() == theirs.keys() == before.keys()
    changed = {name for name, tensor in ours.items() if not tensor.equal(before[name])}
    assert changed == {name for name in ours if any(f".{target}.weight" in name for target in TARGETS[kind])}
    for name, tensor in ours.items():
        assert tensor.float().allclose(theirs[name], rtol=TOLERANCE, atol=1e-6), name


@pytest.mark.parametrize("kind", ["olmo2", "gpt-neox", "gemma4-e-tied", "nemotron-h"])
def test_each_precision_is_as_close_as_it_should_be(tmp_path: Path, kind: str) -> None:
    """The random matrices are louder than trained ones, so that only the order of the precisions says something."""
    folder = _save(kind, tmp_path)
    found: list[Fidelity] = []
    for precision in (Precision.FP32, Precision.INT8, Precision.INT4):
        fidelity = convert(folder, tmp_path / precision, precision, calibrates=True).fidelity
        assert fidelity is not None
        found.append(fidelity)
    exact, eight, four = found
    assert exact.same_next == 1.0 and exact.divergence < 1e-6
    assert exact.divergence < eight.divergence < four.divergence
