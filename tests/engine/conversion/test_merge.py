"""A LoRA adapter merges to what PEFT makes of it, and converts like any model; what cannot be merged is refused."""

import json
import shutil
from pathlib import Path

import pytest

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Finished, Progress
from app.core.failures import FailureKind
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert
from app.core.steps import Step
from app.engine.heavy_imports import MODULES
from app.jobs.process import EngineProcess
from tests.engine.builder.test_streaming import run
from tests.engine.conversion.compare_tied import KINDS
from tests.engine.conversion.save_adapter import MERGED, REFUSED

TOLERANCE = 2**-7  # relative, of a sum that is rounded to bfloat16


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base model, and adapters of every kind that PEFT itself has saved and merged."""
    folder = tmp_path_factory.mktemp("adapters")
    (folder / "tmp").mkdir()
    run("tests.engine.tiny_models", "qwen2", folder / "base", work=folder)
    run("tests.engine.conversion.save_adapter", folder / "base", folder, work=folder)
    return folder


@pytest.mark.parametrize("kind", MERGED)
def test_it_merges_as_peft_does(work: Path, tmp_path: Path, kind: str) -> None:
    from safetensors.torch import load_file

    from app.engine.conversion.merge import merge

    base, adapter, merged = work / "base", work / kind / "adapter", tmp_path / "ours"
    assert inspect_checkpoint(adapter, base).convertible
    reports: list[tuple[int, int, tuple[int, int]]] = []
    merge(base, adapter, merged, lambda *report: reports.append(report))
    ours = load_file(merged / "model.safetensors")
    theirs = load_file(work / kind / "merged" / "model.safetensors")
    before = load_file(base / "model.safetensors")
    assert ours.keys() == theirs.keys()
    changed = {name for name, tensor in ours.items() if not tensor.equal(before[name])}
    assert len(changed) >= 3
    for name, tensor in ours.items():
        assert tensor.dtype == before[name].dtype
        rows = len(theirs[name])
        assert rows == len(tensor) or (kind == "fewer-words" and tensor[rows:].equal(before[name][rows:]))
        assert tensor[:rows].float().allclose(theirs[name], rtol=TOLERANCE, atol=1e-6), name
    done, total, tensors = reports[-1]
    assert done == total == (base / "model.safetensors").stat().st_size
    assert tensors == (len(ours), len(ours))


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_merged_exactly_is_refused_before_work(work: Path, kind: str) -> None:
    (finding,) = inspect_checkpoint(work / kind / "adapter", work / "base").findings
    assert (finding.kind, finding.facts["method"]) == (FailureKind.ADAPTER_UNSUPPORTED, kind)


def test_an_adapter_beside_its_base_converts(work: Path, tmp_path: Path) -> None:
    shutil.copytree(work / "base", tmp_path / "base")
    shutil.copytree(work / "lora" / "adapter", tmp_path / "adapter")
    config = json.loads((tmp_path / "adapter" / "adapter_config.json").read_text())
    (tmp_path / "adapter" / "adapter_config.json").write_text(
        json.dumps(config | {"base_model_name_or_path": "somebody/base"})
    )
    checkpoint = inspect_checkpoint(tmp_path / "adapter")
    assert checkpoint.convertible, checkpoint.findings
    assert (checkpoint.folder, checkpoint.base) == (tmp_path / "adapter", tmp_path / "base")
    output = tmp_path / "converted"
    recipe = Recipe(precision=Precision.INT8)
    *events, last = EngineProcess(Convert(checkpoint=checkpoint, recipe=recipe, output=output)).events()
    assert isinstance(last, Finished)
    check_progress([event for event in events if isinstance(event, Progress)], checkpoint, output)
    assert json.loads((output / "model_installer.json").read_text())["source"] == "adapter"


def check_progress(events: list[Progress], checkpoint: Checkpoint, output: Path) -> None:
    """Every step has its turn, and the counts are those of what is there; nothing ever goes back."""
    steps = [Step.STARTING, Step.MERGING, Step.READING, Step.WRITING, Step.VERIFYING]
    assert list(dict.fromkeys(event.step for event in events)) == steps
    shares = [event.overall for event in events if event.overall is not None]
    assert len(shares) == len(events) and shares == sorted(shares)
    assert all(event.seconds_left is not None for event in events)
    last = {event.step: event for event in events}
    loaded = [event.done for event in events if event.unit == "modules"]
    assert len(loaded) > 10 and loaded == sorted(loaded) and loaded[-1] == last[Step.STARTING].total == MODULES
    assert 0.9 * MODULES < loaded[-2] < MODULES - 1, "a whole library more or less: count anew"
    merged, written, tried = last[Step.MERGING], last[Step.WRITING], last[Step.VERIFYING]
    assert merged.done == merged.total == checkpoint.bytes and merged.unit == written.unit == "bytes"
    assert merged.tensors[0] == merged.tensors[1] > 0
    assert written.done == written.total == (output / "model.onnx.data").stat().st_size
    assert written.tensors[0] == written.tensors[1] > 0
    assert (tried.done, tried.total, tried.unit) == (4, 4, "tokens")


@pytest.mark.parametrize("base", ["phi3", "wider"])
def test_an_adapter_of_another_model_is_refused_before_work(work: Path, tmp_path: Path, base: str) -> None:
    """Other names, and other shapes."""
    from safetensors.torch import load, save_file

    other = tmp_path / "other"
    if base == "phi3":
        (tmp_path / "tmp").mkdir()
        run("tests.engine.tiny_models", "phi3", other, work=tmp_path)
    else:
        shutil.copytree(work / "base", other)
        weights = load((other / "model.safetensors").read_bytes())  # Windows keeps a mapped file
        config = json.loads((other / "config.json").read_text())
        config["intermediate_size"] *= 2
        for name in [name for name in weights if ".mlp." in name]:
            weights[name] = weights[name].repeat((1, 2) if "down" in name else (2, 1))
        (other / "config.json").write_text(json.dumps(config))
        save_file(weights, other / "model.safetensors", metadata={"format": "pt"})
    (finding,) = inspect_checkpoint(work / "lora" / "adapter", other).findings
    assert finding.kind is FailureKind.ADAPTER_MISMATCH


def test_a_tied_table_becomes_two_where_training_made_two_of_it(tmp_path: Path) -> None:
    lines = run("tests.engine.conversion.compare_tied", tmp_path, work=tmp_path).splitlines()
    results = {row["kind"]: row for row in map(json.loads, filter(lambda line: line.startswith("{"), lines))}
    assert results.keys() == KINDS.keys()
    for kind, row in results.items():
        assert row["error"] < 0.02, row  # rounded to bfloat16
        assert not row["blocked"]
        assert row["tied"] is (kind == "neither") or kind == "both tied"
