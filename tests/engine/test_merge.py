"""A LoRA adapter merges to what PEFT makes of it, and converts like any model."""

import json
from pathlib import Path

import pytest

from app.core.checkpoint import inspect_checkpoint
from app.core.failures import Failure, FailureKind
from app.core.plan import Precision, Recipe
from app.core.requests import Convert
from tests.engine.jobs import run as run_job
from tests.engine.save_adapter import OPTIONS
from tests.engine.test_streaming import run

TOLERANCE = 2**-7  # relative, of a sum that is rounded to bfloat16


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "tmp").mkdir()
    run("tests.engine.tiny_models", "qwen2", tmp_path / "base", work=tmp_path)
    return tmp_path / "base"


def save(base: Path, kind: str) -> Path:
    adapter = base.with_name("adapter")
    run("tests.engine.save_adapter", base, adapter, base.with_name("peft"), kind, work=base.parent)
    return adapter


@pytest.mark.parametrize("kind", OPTIONS)
def test_it_merges_as_peft_does(base: Path, kind: str) -> None:
    from safetensors.torch import load_file

    from app.engine.merge import merge

    adapter, merged = save(base, kind), base.with_name("merged")
    reports: list[tuple[int, int, tuple[int, int]]] = []
    merge(base, adapter, merged, lambda *report: reports.append(report))
    ours = load_file(merged / "model.safetensors")
    theirs = load_file(base.with_name("peft") / "model.safetensors")
    before = load_file(base / "model.safetensors")
    assert ours.keys() == theirs.keys()
    changed = {name for name, tensor in ours.items() if not tensor.equal(before[name])}
    assert len(changed) >= 6
    for name, tensor in ours.items():
        assert tensor.dtype == before[name].dtype
        assert tensor.float().allclose(theirs[name], rtol=TOLERANCE, atol=1e-6), name
    done, total, tensors = reports[-1]
    assert done == total == (base / "model.safetensors").stat().st_size
    assert tensors == (len(ours), len(ours))


def test_an_adapter_beside_its_base_converts(base: Path) -> None:
    adapter = save(base, "lora")
    checkpoint = inspect_checkpoint(adapter)
    assert checkpoint.convertible, checkpoint.findings
    assert (checkpoint.folder, checkpoint.base) == (adapter, base)
    output = base.with_name("converted")
    recipe = Recipe(precision=Precision.INT8)
    assert run_job(Convert(checkpoint=checkpoint, recipe=recipe, output=output)).converted
    assert json.loads((output / "model_installer.json").read_text())["source"] == "adapter"


def test_an_adapter_of_another_model(base: Path) -> None:
    from app.engine.merge import merge

    adapter = save(base, "lora")
    other = base.with_name("other")
    run("tests.engine.tiny_models", "phi3", other, work=base.parent)
    with pytest.raises(Failure) as raised:
        merge(other, adapter, base.with_name("merged"), lambda *_: None)
    assert raised.value.kind is FailureKind.ADAPTER_MISMATCH
