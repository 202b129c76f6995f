"""Cancelling ends a job within two seconds at every step; no process and no file is left."""

import json
import shutil
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Failed, Finished, Log, Progress
from app.core.failures import FailureKind, Variant
from app.core.files.durable import folder_identity
from app.core.files.journal import PLACED
from app.core.findings import LeftoverKind
from app.core.library.converted_model import ConvertedModel
from app.core.recipe.recipe import Recipe
from app.core.requests import Convert, Deploy, Request
from app.core.steps import Step
from app.jobs.outcome import withdraw
from app.jobs.process import EngineProcess
from app.storage.leftovers import interrupted
from tests.engine.jobs import ready

PATIENCE = 2.0  # seconds


@pytest.fixture(scope="module")
def adapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LoRA adapter beside its base, the sample model."""
    import numpy as np
    from safetensors.numpy import save_file

    folder = tmp_path_factory.mktemp("models")
    shutil.copytree(paths.sample_model(), folder / "base")
    config = {
        "peft_type": "LORA",
        "target_modules": "all-linear",
        "base_model_name_or_path": "base",
        "r": 4,
        "lora_alpha": 8,
    }
    (folder / "adapter").mkdir()
    (folder / "adapter" / "adapter_config.json").write_text(json.dumps(config))
    module = "base_model.model.model.layers.0.self_attn.q_proj"
    weights = {"lora_A": np.full((4, 256), 0.01, np.float32), "lora_B": np.full((256, 4), 0.01, np.float32)}
    tensors = {f"{module}.{part}.weight": weight for part, weight in weights.items()}
    save_file(tensors, folder / "adapter" / "adapter_model.safetensors")
    return folder / "adapter"


def is_working(process: psutil.Process) -> bool:
    """A container's first process may leave the numbers of the dead lying about."""
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def cancel_at(step: Step, request: Request[Any]) -> None:
    before = psutil.Process().children(recursive=True)
    process = EngineProcess(request)
    family: list[psutil.Process] = []
    started = 0.0
    for event in process.events():
        if not started and isinstance(event, Progress) and event.step is step:
            child = process.process()
            assert child
            while isinstance(request, Deploy) and step is Step.VERIFYING and not child.children():
                time.sleep(0.01)  # until the fresh process that proves it has been started
            family = [child, *child.children(recursive=True)]
            started = time.monotonic()
            process.cancel()
    assert event == Failed(FailureKind.CANCELLED)
    assert time.monotonic() - started < PATIENCE
    assert family and not any(is_working(member) for member in family)
    left = [child for child in psutil.Process().children(recursive=True) if child not in before]
    assert not any(is_working(child) for child in left)
    assert not [path for path in paths.work_folder().iterdir() if path.name != "unregister"]


@pytest.mark.parametrize("step", [Step.STARTING, Step.MERGING, Step.READING, Step.WRITING, Step.VERIFYING])
def test_a_conversion(adapter: Path, tmp_path: Path, step: Step) -> None:
    checkpoint = inspect_checkpoint(adapter)
    assert checkpoint.base, checkpoint.findings
    cancel_at(step, Convert(checkpoint=checkpoint, recipe=Recipe(), output=tmp_path / "out" / "model"))
    assert not (tmp_path / "out").exists(), "an empty folder that was made for it is gone too"


@pytest.mark.parametrize("step", [Step.COPYING, Step.CONFIGURING, Step.REGISTERING, Step.VERIFYING])
def test_an_installation(model: ConvertedModel, tmp_path: Path, step: Step) -> None:
    cancel_at(step, Deploy(folder=model.folder, name="sample", library=tmp_path / "library"))
    assert not (tmp_path / "library").exists()
    assert ready() == ()
    assert model.folder.is_dir()


@pytest.mark.parametrize("ours", [True, False])
def test_a_conversion_that_had_just_got_its_place(model: ConvertedModel, tmp_path: Path, ours: bool) -> None:
    """Between the rename and the word of it; a folder that is somebody else's stays."""
    output, job = tmp_path / "output", tmp_path / "job"
    staged = tmp_path / "staged"
    shutil.copytree(model.folder, staged)
    job.mkdir()
    (job / PLACED).write_text(folder_identity(staged))
    if ours:
        staged.rename(output)
    else:
        output.mkdir()
    checkpoint = inspect_checkpoint(paths.sample_model())
    withdraw(Convert(checkpoint=checkpoint, recipe=Recipe(), output=output), job)
    assert output.exists() != ours


def test_a_conversion_that_is_kept_goes_on_where_it_was(adapter: Path, tmp_path: Path) -> None:
    checkpoint = inspect_checkpoint(adapter)
    request = Convert(checkpoint=checkpoint, recipe=Recipe(), output=tmp_path / "out" / "model")
    process = EngineProcess(request)
    for event in process.events():
        if isinstance(event, Progress) and event.step is Step.VERIFYING:
            process.cancel(keep=True)
    assert event == Failed(FailureKind.CANCELLED, facts={"path": str(tmp_path / "out")}, variant=Variant.KEPT)
    assert [left.kind for left in interrupted(tmp_path)] == [LeftoverKind.RESUMABLE]
    *news, last = EngineProcess(request).events()
    assert isinstance(last, Finished) and Log("Going on with what an interrupted conversion had written.") in news
    assert interrupted(tmp_path) == ()
