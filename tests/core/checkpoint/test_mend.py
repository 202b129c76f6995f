import errno
import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import free_destination, mend, original_name
from app.core.checkpoint.weights import read_header
from app.core.failures import Failure
from app.core.failures import FailureKind as Kind
from app.core.findings import Mend
from app.core.template.reading import KINDS, drops_user_text, unsupported_constructs
from app.core.template.rendering import render
from tests.core.checkpoint.checkpoints import CHATML, checkpoint_folder, tensors, write_json, write_safetensors

TOKENIZER = {
    "model": {"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": []},
    "added_tokens": [
        {"id": 2, "content": "<|im_end|>"},
        {"id": 3, "content": "<|endoftext|>"},
        {"id": 4, "content": "<|im_start|>"},
    ],
}


def fingerprint(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def broken(folder: Path, kind: Mend) -> Path:
    """A model that lacks one thing."""
    template = None if kind in (Mend.CHAT_TEMPLATE, Mend.OLDER_TEMPLATE) else CHATML
    eos = 3 if kind is Mend.STOP_TOKENS else 2
    checkpoint_folder(folder, template=template, eos_token_id=eos)
    write_json(folder / "tokenizer.json", TOKENIZER)
    if kind is Mend.TOKENIZER:
        (folder / "tokenizer.json").unlink()
    if kind is Mend.TOKENIZER_BESIDE:
        (folder.parent / "tokenizer").mkdir()
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (folder / name).rename(folder.parent / "tokenizer" / name)
    if kind is Mend.WEIGHT_LIST:
        (folder / "model.safetensors").rename(folder / "weights.safetensors")
    if kind is Mend.OLDER_TEMPLATE:
        write_json(folder / "chat_template.json", {"chat_template": "{# my own #}" + CHATML})
    if kind is Mend.REWRITE:
        (folder / "config.json").write_bytes(b"\xef\xbb\xbf" + (folder / "config.json").read_bytes())
    if kind is Mend.WEIGHT_NAMES:
        named = {f"_orig_mod.{name}": tensor for name, tensor in tensors().items()}
        write_safetensors(folder / "model.safetensors", named)
    if kind is Mend.FULL_PRECISION:
        config = json.loads((folder / "config.json").read_text())
        write_json(folder / "config.json", config | {"quantization_config": {"quant_method": "bitsandbytes"}})
    if kind is Mend.TOKENIZER_CLASS:
        write_json(folder / "tokenizer_config.json", {"chat_template": CHATML, "tokenizer_class": "FooTokenizer"})
    return folder


@pytest.mark.parametrize("kind", [kind for kind in Mend if kind is not Mend.BASE])
def test_what_is_mended_is_gone_and_the_original_is_untouched(tmp_path: Path, kind: Mend) -> None:
    folder, base = broken(tmp_path / "Modèl", kind), broken(tmp_path / "base", Mend.BASE)
    before = fingerprint(folder)
    findings = inspect_checkpoint(folder).findings
    assert kind in (each.mend for each in findings)
    mended = mend(folder, kind, free_destination(folder), base if kind is Mend.TOKENIZER else None)
    assert (mended.name, inspect_checkpoint(mended).findings) == ("Modèl (mended)", ())
    assert fingerprint(folder) == before
    (weights,) = folder.glob("*.safetensors")
    assert (mended / weights.name).samefile(weights) is (kind is not Mend.WEIGHT_NAMES)
    assert not (mended / "config.json").samefile(folder / "config.json")
    assert free_destination(folder).name == "Modèl (mended 2)"
    assert [original_name(each.name) for each in (folder, mended, free_destination(mended))] == ["Modèl"] * 3


def test_weights_of_a_family_with_other_names_keep_these(tmp_path: Path) -> None:
    """transformers would not find them by the names that they have in this program."""
    layers = {"hybrid_override_pattern": "M-*", "mamba_num_heads": 4, "mamba_head_dim": 16, "n_groups": 2}
    settings: dict[str, object] = {**layers, "architectures": ["NemotronHForCausalLM"], "head_dim": 16}
    folder = checkpoint_folder(tmp_path / "model", **settings, num_hidden_layers=None)
    own = {"model.embed_tokens.": "backbone.embeddings.", "model.norm.": "backbone.norm_f.", "model.": "backbone."}
    named = {}
    for name, tensor in tensors(**settings, model_type="nemotron_h").items():
        start = next((start for start in own if name.startswith(start)), "")
        named[own.get(start, "") + name.removeprefix(start)] = tensor
    wrapped = {name.replace(".mixer.", "._checkpoint_wrapped_module.mixer."): each for name, each in named.items()}
    assert wrapped.keys() != named.keys()
    write_safetensors(folder / "model.safetensors", wrapped)
    assert Mend.WEIGHT_NAMES in (each.mend for each in inspect_checkpoint(folder).findings)
    mended = mend(folder, Mend.WEIGHT_NAMES, free_destination(folder), None)
    assert read_header(mended / "model.safetensors").keys() == named.keys()
    assert Kind.WEIGHTS_INCOMPLETE not in (each.kind for each in inspect_checkpoint(mended).findings)


def test_an_adapter_gets_its_base(tmp_path: Path) -> None:
    adapter, base = tmp_path / "a" / "adapter", broken(tmp_path / "b" / "base", Mend.BASE)
    adapter.mkdir(parents=True)
    config = {
        "peft_type": "LORA",
        "target_modules": "all-linear",
        "r": 8,
        "lora_alpha": 16,
        "base_model_name_or_path": "somewhere/else",
    }
    write_json(adapter / "adapter_config.json", config)
    module = "base_model.model.model.layers.0.self_attn.q_proj"
    changes = {f"{module}.lora_A.weight": ("F32", [8, 32]), f"{module}.lora_B.weight": ("F32", [32, 8])}
    write_safetensors(adapter / "adapter_model.safetensors", changes)
    assert not inspect_checkpoint(adapter).convertible
    checkpoint = inspect_checkpoint(mend(adapter, Mend.BASE, tmp_path / "mended", base))
    assert (checkpoint.convertible, checkpoint.base) == (True, base)


def test_the_base_models_own_template_and_class(tmp_path: Path) -> None:
    folder, base = broken(tmp_path / "m", Mend.CHAT_TEMPLATE), broken(tmp_path / "base", Mend.BASE)
    write_json(
        base / "tokenizer_config.json",
        {"chat_template": "{{ messages[0].content }}!", "tokenizer_class": "T5Tokenizer"},
    )
    mended = mend(folder, Mend.CHAT_TEMPLATE, tmp_path / "c", base)
    assert inspect_checkpoint(mended).chat_template == "{{ messages[0].content }}!"
    mended = mend(folder, Mend.TOKENIZER_CLASS, tmp_path / "d", base)
    assert json.loads((mended / "tokenizer_config.json").read_text())["tokenizer_class"] == "T5Tokenizer"


def test_the_template_of_an_older_file_is_kept(tmp_path: Path) -> None:
    folder = broken(tmp_path / "m", Mend.OLDER_TEMPLATE)
    own = json.loads((folder / "chat_template.json").read_text())["chat_template"]
    assert inspect_checkpoint(mend(folder, Mend.OLDER_TEMPLATE, tmp_path / "out")).chat_template == own
    write_json(folder / "chat_template.json", {"chat_template": "{% for %}"})
    assert inspect_checkpoint(folder).findings[0].mend is Mend.CHAT_TEMPLATE


@pytest.mark.parametrize("kind", [Mend.TOKENIZER, Mend.BASE, Mend.STOP_TOKENS, Mend.CHAT_TEMPLATE, Mend.REWRITE])
def test_what_cannot_be_mended_leaves_nothing(tmp_path: Path, kind: Mend) -> None:
    folder = checkpoint_folder(tmp_path / "m")
    with pytest.raises(Failure) as caught:
        mend(folder, kind, tmp_path / "out")
    assert caught.value.kind is Kind.MEND_IMPOSSIBLE
    assert [path.name for path in tmp_path.iterdir() if path.name != "Rumah Kü 家"] == ["m"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = broken(tmp_path / "m", Mend.STOP_TOKENS)
    with pytest.raises(Failure) as caught:
        mend(folder, Mend.STOP_TOKENS, folder)
    assert caught.value.kind is Kind.DESTINATION_EXISTS


@pytest.mark.parametrize("source", [kind.template for kind in KINDS if kind.template])
def test_every_family_template_renders_all_that_is_said(source: str) -> None:
    talk = [{"role": role, "content": f"<{role} says>"} for role in ("system", "user", "assistant", "user")]
    text = render(source, talk, bos_token="<s>", eos_token="</s>")
    assert all(message["content"] in text for message in talk)
    assert not drops_user_text(source) and not unsupported_constructs(source)


def test_stop_tokens_of_the_base_model_by_their_text(tmp_path: Path) -> None:
    """The base model's tokenizer may give them other ids."""
    folder = checkpoint_folder(tmp_path / "m", template="{{ messages[0].content }}", eos_token_id=None)
    write_json(folder / "tokenizer.json", TOKENIZER)
    base = checkpoint_folder(tmp_path / "base", eos_token_id=9)
    write_json(base / "tokenizer.json", {"model": {"vocab": {}}, "added_tokens": [{"id": 9, "content": "<|im_end|>"}]})
    with pytest.raises(Failure) as caught:
        mend(folder, Mend.STOP_TOKENS, tmp_path / "out")
    assert caught.value.kind is Kind.MEND_IMPOSSIBLE
    assert inspect_checkpoint(mend(folder, Mend.STOP_TOKENS, tmp_path / "out", base)).stop_tokens == ("<|im_end|>",)


@pytest.mark.parametrize(("code", "expected"), [(errno.ENOSPC, Failure), (errno.EACCES, OSError)])
def test_a_disk_that_is_full_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception]
) -> None:
    """Where the file system has no hard links, weights are copied."""
    folder = broken(tmp_path / "m", Mend.STOP_TOKENS)
    before = sorted(path.name for path in tmp_path.iterdir())

    def refuse(source: object, target: object) -> None:
        raise OSError(code, "refused")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copyfile", refuse)
    with pytest.raises(expected) as caught:
        mend(folder, Mend.STOP_TOKENS, tmp_path / "out")
    assert not isinstance(caught.value, Failure) or caught.value.kind is Kind.DISK_FULL
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_weights_are_copied_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(errno.EPERM, "no links on FAT")

    folder = broken(tmp_path / "m", Mend.STOP_TOKENS)
    monkeypatch.setattr(os, "link", refuse)
    mended = mend(folder, Mend.STOP_TOKENS, tmp_path / "out")
    assert not (mended / "model.safetensors").samefile(folder / "model.safetensors")
    assert inspect_checkpoint(mended).findings == ()
