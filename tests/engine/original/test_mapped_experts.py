"""Experts that stay in the mapped files compute what transformers' own do, and nothing of them is lost or in memory."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM
from transformers.models.lfm2_moe import modeling_lfm2_moe

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.weights import inspect_weights
from app.core.failures import Failure, FailureKind
from app.engine.original.mapped_experts import MappedExperts
from app.engine.original.text_model import load_text_model
from tests.engine.tiny_models import save_in_child

LAYERS, EXPERTS = (1, 2, 3), 8  # of the tiny model


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_in_child("lfm2-moe", tmp_path_factory.mktemp("experts") / "model")


def test_the_same_logits(folder: Path) -> None:
    ids = torch.tensor([[(index * 677 + 31) % 2000 for index in range(60)]])
    theirs = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    ours = load_text_model(folder, dtype=torch.float32)
    with torch.no_grad():
        wanted, found = theirs(ids).logits, ours(ids).logits
    assert torch.allclose(found, wanted, rtol=1e-4, atol=1e-4 * float(wanted.std()))
    assert torch.equal(ours.model.layers[1].feed_forward.experts.gate_up_proj, _experts(theirs, 1).gate_up_proj)
    assert torch.equal(ours.model.layers[1].feed_forward.experts.down_proj, _experts(theirs, 1).down_proj)


def test_the_same_gradient(folder: Path) -> None:
    """One place in memory serves all experts, and going back needs each expert's own matrices."""
    states = torch.randn(1, 40, 128, generator=torch.Generator().manual_seed(0))
    gradients = []
    for model in (
        AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32),
        load_text_model(folder, dtype=torch.float32),
    ):
        start = states.clone().requires_grad_()
        model(inputs_embeds=start).logits.square().sum().backward()
        gradients.append(start.grad)
    wanted, found = gradients
    assert wanted is not None and found is not None
    assert torch.allclose(found, wanted, rtol=1e-3, atol=1e-3 * float(wanted.std()))


def test_transformers_class_is_put_back(folder: Path) -> None:
    load_text_model(folder)
    assert modeling_lfm2_moe.Lfm2MoeExperts is not MappedExperts


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's list of what is mapped where")
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_nothing_of_them_is_in_memory(folder: Path, dtype: torch.dtype) -> None:
    """Also of a model that computes in float32, whose files have half of it."""
    model = load_text_model(folder, dtype=dtype)
    assert model.dtype is dtype
    names = [name for name, _ in (*model.named_parameters(), *model.named_buffers())]
    assert not [name for name in names if ".experts." in name]
    matrices = [matrix for layer in LAYERS for expert in _experts(model, layer).experts for matrix in expert]
    assert len(matrices) == 3 * EXPERTS * len(LAYERS)
    places = _mapped(folder / "model.safetensors")
    assert all(any(matrix.data_ptr() in place for place in places) for matrix in matrices)


def test_what_the_files_have_more_exactly_than_the_model_is_rounded(folder: Path) -> None:
    matrix = _experts(load_text_model(folder, dtype=torch.float16), 1).experts[0].gate
    original = load_file(folder / "model.safetensors")["model.layers.1.feed_forward.experts.0.w1.weight"]
    assert original.dtype is torch.bfloat16 and torch.equal(matrix, original.to(torch.float16))


def test_the_numbers_that_choose_stay_in_float32(folder: Path) -> None:
    model = load_text_model(folder)
    bias = model.model.layers[1].feed_forward.expert_bias
    assert model.dtype is torch.bfloat16 and bias.dtype is torch.float32
    assert torch.equal(bias, load_file(folder / "model.safetensors")["model.layers.1.feed_forward.expert_bias"])


def test_experts_that_were_saved_in_one_tensor(folder: Path, tmp_path: Path) -> None:
    whole = AutoModelForCausalLM.from_pretrained(folder)
    save_file(whole.state_dict(), tmp_path / "model.safetensors", {"format": "pt"})
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(folder / name, tmp_path / name)
    checkpoint, apart = inspect_checkpoint(tmp_path), inspect_checkpoint(folder)
    assert (checkpoint.findings, checkpoint.parameters) == (apart.findings, apart.parameters)
    assert inspect_weights(tmp_path).shapes == inspect_weights(folder).shapes
    joined, plain = load_text_model(tmp_path), load_text_model(folder)
    for layer in LAYERS:
        for mine, theirs in zip(_experts(joined, layer).experts, _experts(plain, layer).experts, strict=True):
            assert all(one.equal(other) for one, other in zip(mine, theirs, strict=True))


def test_an_expert_that_is_not_there_is_noticed(folder: Path, tmp_path: Path) -> None:
    lost = "model.layers.2.feed_forward.experts.5.w2.weight"
    tensors = load_file(folder / "model.safetensors")
    del tensors[lost]
    save_file(tensors, tmp_path / "model.safetensors", {"format": "pt"})
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    with pytest.raises(Failure) as caught:
        load_text_model(tmp_path)
    assert caught.value.kind is FailureKind.WEIGHTS_INCOMPLETE and caught.value.facts["tensor"] == lost


def _mapped(file: Path) -> list[range]:
    """The addresses at which this process sees ``file``."""
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    ends = [line.split()[0].split("-") for line in lines if line.endswith(str(file))]
    return [range(int(start, 16), int(stop, 16)) for start, stop in ends]


def _experts(model: Any, layer: int) -> Any:
    return model.model.layers[layer].feed_forward.experts
