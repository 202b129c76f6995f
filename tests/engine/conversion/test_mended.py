"""What was mended in a copy converts, and the converted model has it: each mend, through to a conversion."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mend
from app.core.checkpoint.weights import read_header
from app.core.failures import Failure, FailureKind
from app.core.findings import Mend, from_failure
from app.core.recipe.recipe import Recipe
from app.core.requests import Convert
from app.core.template.rendering import render
from tests.core.checkpoint.checkpoints import write_index, write_json, write_safetensors
from tests.engine.jobs import convert, run_to_failure

TALK = [{"role": "user", "content": "Hello"}]
RANK, HIDDEN = 8, 256
SHARD = "ft-model-00001-of-00001.safetensors"


def change(path: Path, **values: object) -> None:
    before = json.loads(path.read_text(encoding="utf-8"))
    write_json(path, {key: value for key, value in (before | values).items() if value is not None})


def name_unknown_class_and_lose_a_stop(model: Path) -> None:
    change(model / "tokenizer_config.json", tokenizer_class="FooTokenizer", eos_token="<|endoftext|>")
    write_json(model / "generation_config.json", {"eos_token_id": 2045})
    change(model / "config.json", eos_token_id=2045)


def damage_tokenizer(model: Path) -> None:
    path = model / "tokenizer.json"
    path.write_bytes(path.read_bytes()[:9_000])
    change(model / "tokenizer_config.json", chat_template=None)


def lose_template(model: Path) -> None:
    change(model / "tokenizer_config.json", chat_template=None)


def edit_on_windows(model: Path) -> None:
    """PowerShell writes UTF-16, Notepad a mark at the start; some programs save numbers that are none."""
    lose_template(model)
    for name, encoding in (("config.json", "utf-8-sig"), ("tokenizer_config.json", "utf-16")):
        (model / name).write_bytes((model / name).read_text(encoding="utf-8").encode(encoding))
    odd = '"temperature": NaN, "top_k": "50", "do_sample": "yes"'
    (model / "generation_config.json").write_text(f'{{"eos_token_id": [2047, 2045, 2048], {odd}}}')
    config = json.loads((model / "config.json").read_text(encoding="utf-8-sig"))
    odd_config = config | {"pad_token_id": 2048, "dtype": "torch.bfloat16"}
    (model / "config.json").write_text(json.dumps(odd_config), encoding="utf-8-sig")


def become_adapter(model: Path) -> None:
    """As a trainer leaves it that saved the tokenizer with the adapter, on another computer."""
    for name in ("model.safetensors", "config.json", "generation_config.json"):
        (model / name).unlink()
    lose_template(model)
    target = "base_model.model.model.layers.1.self_attn.q_proj"
    weights = {"lora_A": ("F32", [RANK, HIDDEN]), "lora_B": ("F32", [HIDDEN, RANK])}
    tensors = {f"{target}.{name}.weight": value for name, value in weights.items()}
    write_safetensors(model / "adapter_model.safetensors", tensors)
    base = {
        "base_model_name_or_path": "C:\\models\\base",
        "peft_type": "LORA",
        "target_modules": "all-linear",
        "r": RANK,
        "lora_alpha": 16,
    }
    write_json(model / "adapter_config.json", base)


def list_too_much(model: Path) -> None:
    """torchtune lists what the original had, and has nothing of some."""
    (model / "model.safetensors").rename(model / SHARD)
    derived = ("model.layers.0.self_attn.rotary_emb.inv_freq", "lm_head.weight")
    write_index(model, dict.fromkeys((*read_header(model / SHARD), *derived), SHARD))


def lose_list_and_tokenizer(model: Path) -> None:
    """An older torchtune's file, with the tokenizer where MLflow puts it."""
    (model / "model.safetensors").rename(model / "hf_model_0001_2.safetensors")
    beside = model.parent / "tokenizer"
    beside.mkdir()
    for path in (*model.glob("tokenizer*"), *model.glob("*.jinja")):
        path.rename(beside / path.name)


@pytest.mark.parametrize(
    ("break_something", "mends"),
    [
        (list_too_much, []),
        (lose_list_and_tokenizer, [Mend.WEIGHT_LIST, Mend.TOKENIZER_BESIDE]),
        (name_unknown_class_and_lose_a_stop, [Mend.TOKENIZER_CLASS, Mend.STOP_TOKENS]),
        (damage_tokenizer, [Mend.TOKENIZER]),
        (edit_on_windows, [Mend.REWRITE, Mend.CHAT_TEMPLATE]),
        (become_adapter, [Mend.BASE, Mend.CHAT_TEMPLATE]),
    ],
)
def test_a_mended_folder_converts(tmp_path: Path, break_something: Callable[[Path], None], mends: list[Mend]) -> None:
    sample, model = paths.sample_model(), tmp_path / "model"
    shutil.copytree(sample, model)
    template = inspect_checkpoint(model).chat_template
    break_something(model)
    done = []
    while kinds := list(filter(None, (each.mend for each in inspect_checkpoint(model).findings))):
        model = mend(model, kinds[0], tmp_path / f"mended {len(done)}", sample)
        done.append(kinds[0])
    checkpoint = inspect_checkpoint(model)
    assert (done, checkpoint.findings) == (mends, ())
    assert "<|im_end|>" in checkpoint.stop_tokens
    converted = convert(model, tmp_path / "converted").folder
    genai = json.loads((converted / "genai_config.json").read_text(encoding="utf-8"))
    assert 2047 in genai["model"]["eos_token_id"]
    written = (converted / "chat_template.jinja").read_text(encoding="utf-8")
    assert template and render(written, TALK) == render(template, TALK)
    config = json.loads((converted / "tokenizer_config.json").read_text(encoding="utf-8"))
    assert config["tokenizer_class"] != "FooTokenizer"


def test_a_setting_that_only_transformers_refuses_is_named(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(paths.sample_model(), model)
    change(model / "config.json", max_window_layers="all")
    checkpoint = inspect_checkpoint(model)
    assert checkpoint.convertible
    failed = run_to_failure(Convert(checkpoint=checkpoint, recipe=Recipe(), output=tmp_path / "out"))
    assert (failed.kind, failed.facts["lacks"]) == (FailureKind.BAD_CONFIG, "max_window_layers")


def test_a_tokenizer_that_only_the_library_refuses_is_named_before_work(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(paths.sample_model(), model)
    split = {"type": "Split", "pattern": {"Regex": "(("}, "behavior": "Isolated", "invert": False}
    change(model / "tokenizer.json", pre_tokenizer=split)
    checkpoint = inspect_checkpoint(model)
    assert checkpoint.convertible
    failed = run_to_failure(Convert(checkpoint=checkpoint, recipe=Recipe(), output=tmp_path / "out"))
    assert failed.kind is FailureKind.BAD_CONFIG
    assert from_failure(Failure.of(failed)).mend is Mend.TOKENIZER
