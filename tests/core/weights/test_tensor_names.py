"""Every weight is accounted for, whatever training has put around its name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mend
from app.core.checkpoint.weights import inspect_weights
from app.core.failures import FailureKind as Kind
from app.core.failures import Variant
from app.core.findings import Finding, Mend
from app.core.weights.tensor_names import plain_name, unnamed
from tests.core.checkpoint.checkpoints import checkpoint_folder, tensors, write_safetensors

Q = "model.layers.0.self_attn.q_proj"
Stored = dict[str, tuple[str, list[int]]]


@pytest.mark.parametrize(
    "name",
    [
        f"_orig_mod.{Q}.weight",
        f"module._orig_mod.{Q}.weight",
        f"_fsdp_wrapped_module.{Q}.weight",
        f"base_model.model.{Q}.base_layer.weight",
        f"base_model.model.{Q}.modules_to_save.default.weight",
        "model.layers.0._checkpoint_wrapped_module.self_attn.q_proj.weight",
    ],
)
def test_a_name_without_its_wrapping(name: str) -> None:
    assert plain_name(name) == f"{Q}.weight"


@pytest.mark.parametrize("adapter", ["default", "my-style"])
@pytest.mark.parametrize("end", ["lora_A{}.weight", "lora_B{}.bias", "lora_embedding_A{}", "modules_to_save{}.weight"])
def test_an_adapters_own_name_is_left_out(end: str, adapter: str) -> None:
    assert unnamed(f"{Q}.{end.format('.' + adapter)}") == unnamed(f"{Q}.{end.format('')}") == f"{Q}.{end.format('')}"


def joined(stored: Stored) -> Stored:
    made = dict(stored)
    for layer in range(2):
        for whole, parts in (("self_attn.qkv_proj", "qkv"), ("mlp.gate_up_proj", ("gate", "up"))):
            for end in ("weight", "bias"):
                before = f"model.layers.{layer}.{whole.partition('.')[0]}"
                found = [made.pop(name) for part in parts if (name := f"{before}.{part}_proj.{end}") in made]
                if found:
                    made[f"model.layers.{layer}.{whole}.{end}"] = (
                        "F32",
                        [sum(s[0] for _, s in found), *found[0][1][1:]],
                    )
    return made


def named(make: Callable[[str], str]) -> Callable[[Stored], Stored]:
    return lambda stored: {make(name): tensor for name, tensor in stored.items()}


def based(stored: Stored) -> Stored:
    return {name.replace("_proj.", "_proj.base_layer."): tensor for name, tensor in stored.items()}


@pytest.mark.parametrize(
    ("change", "variant"),
    [
        (named(lambda name: f"_orig_mod.{name}"), Variant.WRAPPED),
        (named(lambda name: f"module.{name}"), Variant.WRAPPED),
        (named(lambda name: f"base_model.model.{name}"), Variant.WRAPPED),
        (named(lambda name: f"policy.{name}"), Variant.WRAPPED),
        (based, Variant.WRAPPED),
        (joined, Variant.JOINED),
    ],
)
def test_other_names_are_told_and_mended(tmp_path: Path, change: Callable[[Stored], Stored], variant: Variant) -> None:
    folder = checkpoint_folder(tmp_path / "model")
    write_safetensors(folder / "model.safetensors", change(tensors()))
    (finding,) = inspect_checkpoint(folder).findings
    assert (finding.kind, finding.variant, finding.mend) == (Kind.WEIGHTS_INCOMPLETE, variant, Mend.WEIGHT_NAMES)
    mended = mend(folder, Mend.WEIGHT_NAMES, tmp_path / "mended")
    assert inspect_checkpoint(mended).findings == ()
    expected = {name: tuple(shape) for name, (_, shape) in tensors().items()}
    assert inspect_weights(mended).shapes == expected


def test_what_the_family_has_in_one_is_joined(tmp_path: Path) -> None:
    phi = {"architectures": ["Phi3ForCausalLM"], "model_type": "phi3", "head_dim": 16}
    folder = checkpoint_folder(tmp_path / "model", **phi)
    apart = {"qkv": ([32, 32], [16, 32], [16, 32]), "gate_up": ([48, 32], [48, 32])}
    stored = {}
    for name, tensor in tensors(**phi).items():
        match = next((part for part in apart if f"{part}_proj" in name), "")
        parts = {"qkv": "qkv", "gate_up": ("gate", "up")}.get(match, ())
        stored |= {
            name.replace(match, part): ("F32", size) for part, size in zip(parts, apart.get(match, ()), strict=True)
        }
        if not match:
            stored[name] = tensor
    write_safetensors(folder / "model.safetensors", stored)
    (finding,) = inspect_checkpoint(folder).findings
    assert (finding.variant, finding.mend) == (Variant.DIVIDED, Mend.WEIGHT_NAMES)
    mended = mend(folder, Mend.WEIGHT_NAMES, tmp_path / "mended")
    assert inspect_checkpoint(mended).findings == ()


def of(folder: Path, stored: Stored) -> Finding:
    write_safetensors(checkpoint_folder(folder) / "model.safetensors", stored)
    (finding,) = inspect_checkpoint(folder).findings
    return finding


@pytest.mark.parametrize(
    "lost", [f"{Q}.weight", f"{Q}.bias", "model.layers.1.input_layernorm.weight", "model.norm.weight"]
)
def test_a_weight_that_no_layer_has_is_missed(tmp_path: Path, lost: str) -> None:
    part = lost.removeprefix("model.layers.0.")
    finding = of(tmp_path / "model", {n: t for n, t in tensors().items() if n != lost and not n.endswith(f".{part}")})
    assert (finding.kind, finding.variant) == (Kind.WEIGHTS_INCOMPLETE, Variant.TENSOR)


def test_a_weight_that_is_left_out_is_told(tmp_path: Path) -> None:
    finding = of(tmp_path / "model", tensors() | {"model.layers.0.self_attn.o_proj.bias": ("F32", [32])})
    assert (finding.kind, finding.variant, finding.facts["count"]) == (Kind.LEFT_OUT, Variant.TENSOR, "1")


def test_names_of_another_program(tmp_path: Path) -> None:
    other = {f"transformer.h.{n}": tensor for n, tensor in enumerate(tensors().values())}
    assert of(tmp_path / "model", other).variant is Variant.NAMES


@pytest.mark.parametrize("names", [None, [], ["FSDPQwen2ForCausalLM"], ["PeftModelForCausalLM"]])
def test_the_model_type_settles_the_class(tmp_path: Path, names: object) -> None:
    folder = checkpoint_folder(tmp_path / "model", architectures=names, model_type="qwen2")
    checkpoint = inspect_checkpoint(folder)
    assert (checkpoint.architecture, checkpoint.findings) == ("Qwen2ForCausalLM", ())


def test_a_head_of_its_own_is_kept(tmp_path: Path) -> None:
    folder = checkpoint_folder(tmp_path / "model")
    path = folder / "model.safetensors"
    write_safetensors(path, tensors() | {"lm_head.weight": ("BF16", [64, 32])})
    assert inspect_checkpoint(folder).tied_embeddings is True
    path.write_bytes(path.read_bytes()[:-2] + b"\1\1")  # the last number of the head
    checkpoint = inspect_checkpoint(folder)
    assert (checkpoint.tied_embeddings, [each.kind for each in checkpoint.findings]) == (False, [Kind.OWN_HEAD])
