"""The families whose graphs mobius draws: converted as people do it, installed in Foundry Local, and asked there."""

from collections.abc import Collection
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


JUDGED = ("olmo2", "gpt-neox", "gemma4-e-tied", "nemotron-h")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each kind of model."""
    return save_in_one_child(tmp_path_factory, {*DRAWN, *JUDGED})


def save_in_one_child(factory: pytest.TempPathFactory, kinds: Collection[str]) -> Path:
    """Its imports take longer than a model."""
    work = factory.mktemp("tuned é 模型")
    (work / "tmp").mkdir()
    run_module("tests.engine.tiny_towers", work, *kinds, work=work)
    for kind in kinds:
        end_with_a_mark(work / kind)
    return work


@pytest.mark.parametrize("kind", DRAWN)
def test_it_converts_and_chats_in_foundry_local(saved: Path, tmp_path: Path, kind: str) -> None:
    model = convert(saved / kind, tmp_path / "converted", Precision.INT4)
    deployment = deploy(model.folder, "drawn", tmp_path / "library")
    assert deployment.answer is not None and deployment.answer.tokens > 0
    assert ask("drawn", "Hello").completion_tokens > 0
    graph = onnx.load(deployment.folder / "model.onnx", load_external_data=False).graph
    made = {name for node in graph.node if node.op_type == "GroupQueryAttention" for name in node.output[1:] if name}
    assert made <= {each.name for each in graph.output}, "a layer copies the whole cache of an earlier one"


@pytest.fixture(scope="module")
def adapted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each kind of model, with the model, its adapter, and both as PEFT merges them."""
    work = tmp_path_factory.mktemp("adapted")
    (work / "tmp").mkdir()
    run_module("tests.engine.conversion.save_drawn_adapter", work, work=work)
    return work


@pytest.mark.parametrize("kind", TARGETS)
def test_an_adapter_merges_as_peft_does(adapted: Path, tmp_path: Path, kind: str) -> None:
    from safetensors.torch import load_file

    from app.engine.conversion.merge import merge

    base, adapter, ours = adapted / kind / "base", adapted / kind / "adapter", tmp_path / "ours"
    assert inspect_checkpoint(adapter, base).convertible
    merge(base, adapter, ours, lambda *_: None)
    merged, theirs, before = (load_file(each / "model.safetensors") for each in (ours, base.with_name("merged"), base))
    assert merged.keys() == theirs.keys() == before.keys()
    changed = {name for name, tensor in merged.items() if not tensor.equal(before[name])}
    assert changed == {name for name in merged if any(f".{target}.weight" in name for target in TARGETS[kind])}
    for name, tensor in merged.items():
        assert tensor.float().allclose(theirs[name], rtol=TOLERANCE, atol=1e-6), name


@pytest.mark.parametrize("kind", JUDGED)
def test_each_precision_is_as_close_as_it_should_be(saved: Path, tmp_path: Path, kind: str) -> None:
    """The random matrices are louder than trained ones, so that only the order of the precisions says something."""
    found: list[Fidelity] = []
    for precision in (Precision.FP32, Precision.INT8, Precision.INT4):
        fidelity = convert(saved / kind, tmp_path / precision, precision, calibrates=True).fidelity
        assert fidelity is not None
        found.append(fidelity)
    exact, eight, four = found
    assert exact.same_next == 1.0 and exact.divergence < 1e-6
    assert exact.divergence < eight.divergence < four.divergence
