"""What training programs leave, with the folder chosen that is not quite the model's."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.model_search import MOST_NAMED
from app.core.failures import FailureKind as Kind
from app.core.failures import Variant
from app.core.findings import Finding, Severity
from app.wording.messages import failure_words
from tests.core.checkpoint.checkpoints import LFS_POINTER, LORA, checkpoint_folder, write_json, write_safetensors

ADAPTER = {
    "peft_type": "LORA",
    "target_modules": "all-linear",
    "r": 8,
    "lora_alpha": 16,
    "base_model_name_or_path": "unsloth/Qwen2.5-0.5B-bnb-4bit",
}


def adapter_folder(folder: Path, **config: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "adapter_config.json", ADAPTER | config)
    write_safetensors(folder / "adapter_model.safetensors", LORA)
    return folder


def the_finding(folder: Path) -> Finding:
    (finding,) = inspect_checkpoint(folder).findings
    return finding


@pytest.mark.parametrize(
    ("models", "likeliest"),
    [
        (["merged"], "merged"),
        (["checkpoint-500", "checkpoint-1500", "checkpoint-1000"], "checkpoint-1500"),  # TRL, LLaMA-Factory
        (["checkpoint-500", "final"], "final"),
        (["data/model"], "data/model"),  # MLflow, as Azure AI Foundry saves
        (["snapshots/0a1b"], "snapshots/0a1b"),  # Hugging Face's cache
        (["a/b/c/d/e"], "a/b/c/d/e"),
    ],
)
def test_models_deeper_inside(tmp_path: Path, models: list[str], likeliest: str) -> None:
    for name in models:
        checkpoint_folder(tmp_path / name)
    (tmp_path / "runs").mkdir(exist_ok=True)
    finding = the_finding(tmp_path)
    assert (finding.kind, finding.facts["subfolder"]) == (Kind.NOT_A_MODEL, likeliest)
    assert [name for name in models[1:] if name not in finding.facts["names"]] == []
    assert inspect_checkpoint(tmp_path / likeliest).convertible


def test_a_whole_model_is_likelier_than_an_adapter_or_one_without_weights(tmp_path: Path) -> None:
    adapter_folder(tmp_path / "a-adapter")
    (checkpoint_folder(tmp_path / "b-config") / "model.safetensors").unlink()
    checkpoint_folder(tmp_path / "c-whole")
    assert the_finding(tmp_path).facts["names"] == "c-whole, a-adapter"


@pytest.mark.parametrize("base", ["unsloth/b-base", "..\\\\b-base\\\\"])
def test_an_adapter_is_likelier_than_the_base_model_that_it_was_trained_on(tmp_path: Path, base: str) -> None:
    adapter_folder(tmp_path / "lora_model", base_model_name_or_path=base)
    checkpoint_folder(tmp_path / "b-base")
    assert the_finding(tmp_path).facts["names"] == "lora_model, b-base"
    checkpoint_folder(tmp_path / "merged")
    assert the_finding(tmp_path).facts["names"] == "merged, lora_model, b-base"


def test_many_models_are_not_all_named(tmp_path: Path) -> None:
    for number in range(MOST_NAMED + 2):
        checkpoint_folder(tmp_path / f"checkpoint-{number}")
    names = the_finding(tmp_path).facts["names"].split(", ")
    assert (len(names), names[0], names[-1]) == (MOST_NAMED + 1, f"checkpoint-{MOST_NAMED + 1}", "…")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    checkpoint_folder(tmp_path / "elsewhere")
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    (chosen / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (chosen / "loop").symlink_to(chosen, target_is_directory=True)
    assert the_finding(chosen).facts == {"path": str(chosen)}


def _write(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(b"x")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("my model.zip", {"archive": "my model.zip"}),
        ("model.tar.gz", {"archive": "model.tar.gz"}),
        ("config.json.txt", {"renamed": "config.json.txt", "needed": "config.json"}),
        ("config (1).json", {"renamed": "config (1).json", "needed": "config.json"}),
        ("adapter_config(2).json", {"renamed": "adapter_config(2).json", "needed": "adapter_config.json"}),
        ("model.safetensors", {"weights": "model.safetensors", "needed": "config.json"}),
        ("adapter_model.safetensors", {"weights": "adapter_model.safetensors", "needed": "adapter_config.json"}),
        ("photo.jpg", {}),
    ],
)
def test_files_that_tell_what_is_wrong(tmp_path: Path, name: str, facts: dict[str, str]) -> None:
    (tmp_path / name).write_bytes(b"x")
    finding = the_finding(tmp_path)
    assert (finding.kind, finding.facts) == (Kind.NOT_A_MODEL, {"path": str(tmp_path), **facts})


@pytest.mark.parametrize(("name", "fact"), [("m.zip", "archive"), ("model.safetensors", "a_file"), ("nothing", "gone")])
def test_no_folder_at_all(tmp_path: Path, name: str, fact: str) -> None:
    if name != "nothing":
        (tmp_path / name).write_bytes(b"x")
    assert the_finding(tmp_path / name).facts == {"path": str(tmp_path / name), fact: name}


@pytest.mark.parametrize("name", ["model_index.json", "modules.json"])
def test_pictures_and_embeddings_are_not_taken_for_a_parent(tmp_path: Path, name: str) -> None:
    write_json(tmp_path / name, {})
    write_json(checkpoint_folder(tmp_path / "unet") / "config.json", {})
    assert the_finding(tmp_path).kind is Kind.NOT_A_CHAT_MODEL


@pytest.mark.parametrize(
    ("change", "kind", "facts"),
    [
        (lambda m: checkpoint_folder(m / "checkpoint-9"), Kind.NO_WEIGHTS, {"subfolder": "checkpoint-9"}),
        (_write("consolidated.safetensors"), Kind.NO_WEIGHTS, {"mistral": "consolidated.safetensors"}),
        (lambda m: (m / "global_step500").mkdir(), Kind.NO_WEIGHTS, {"parts": "global_step500"}),
        (lambda m: (m / "pytorch_model_fsdp_0").mkdir(), Kind.NO_WEIGHTS, {"parts": "pytorch_model_fsdp_0"}),
        (
            _write("model.safetensors.crdownload"),
            Kind.WEIGHTS_INCOMPLETE,
            {"unfinished": "model.safetensors.crdownload"},
        ),
        (lambda m: (m / "onnx").mkdir(), Kind.NO_WEIGHTS, {}),
    ],
)
def test_a_model_whose_weights_are_elsewhere(
    tmp_path: Path, change: Callable[[Path], object], kind: Kind, facts: dict[str, str]
) -> None:
    model = checkpoint_folder(tmp_path / "m")
    (model / "model.safetensors").unlink()
    change(model)
    finding = the_finding(model)
    assert finding.kind is kind
    assert {key: finding.facts.get(key) for key in facts} == facts


def test_the_whole_model_inside_an_adapters_folder(tmp_path: Path) -> None:
    adapter = adapter_folder(tmp_path / "outputs")
    adapter_folder(adapter / "checkpoint-500")
    checkpoint_folder(adapter / "merged")
    finding = the_finding(adapter)
    assert (finding.kind, finding.variant, finding.opens) == (
        Kind.ADAPTER_ONLY,
        Variant.SUBFOLDER,
        (adapter / "merged",),
    )


def test_a_quantised_base_is_none_to_merge_into(tmp_path: Path) -> None:
    """Unsloth trains on “…-bnb-4bit”, which stays in Hugging Face's cache."""
    adapter = adapter_folder(tmp_path / "lora")
    assert the_finding(adapter).facts["full"] == "unsloth/Qwen2.5-0.5B"
    checkpoint_folder(tmp_path / "Qwen2.5-0.5B-bnb-4bit", quantization_config={"quant_method": "bitsandbytes"})
    finding = the_finding(adapter)
    assert (finding.kind, finding.facts["quantized"]) == (Kind.ADAPTER_ONLY, "Qwen2.5-0.5B-bnb-4bit")
    full = checkpoint_folder(tmp_path / "Qwen2.5-0.5B")
    assert inspect_checkpoint(adapter).base == full


def test_a_quantised_base_with_an_ordinary_name_is_named_too(tmp_path: Path) -> None:
    adapter = adapter_folder(tmp_path / "lora", base_model_name_or_path="me/Small")
    checkpoint_folder(tmp_path / "Small", quantization_config={"quant_method": "bitsandbytes"})
    finding = the_finding(adapter)
    assert (finding.variant, finding.facts["full"]) == (Variant.QUANTIZED, "me/Small")
    assert "(unknown)" not in "".join(failure_words(finding))


def test_checkpoints_of_a_trainer_beside_a_whole_model_are_no_obstacle(tmp_path: Path) -> None:
    model = checkpoint_folder(tmp_path / "m")
    checkpoint_folder(model / "checkpoint-500")
    adapter_folder(model)
    for name in ("optimizer.pt", "rng_state.pth", "scheduler.pt", "training_args.bin", "m.Q4_K_M.gguf"):
        (model / name).write_bytes(b"PK")
    (model / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "gone.safetensors"}}))
    (model / "pytorch_model.bin").write_bytes(LFS_POINTER)
    assert [each.kind for each in inspect_checkpoint(model).findings] == [Kind.ADAPTER_BESIDE]


def test_an_adapter_beside_the_whole_model_is_told(tmp_path: Path) -> None:
    """Torchtune leaves it there after merging; who copied it into the base model's folder would lose the training."""
    checkpoint = inspect_checkpoint(adapter_folder(checkpoint_folder(tmp_path)))
    assert [(each.kind, each.severity) for each in checkpoint.findings] == [(Kind.ADAPTER_BESIDE, Severity.WARNS)]
    assert (checkpoint.convertible, checkpoint.adapter) == (True, None)


def test_a_tokenizer_with_the_settings_of_the_model_is_no_model(tmp_path: Path) -> None:
    """As MLflow and Azure lay a model out."""
    model = checkpoint_folder(tmp_path / "data" / "model")
    (tmp_path / "data" / "tokenizer").mkdir()
    (tmp_path / "data" / "tokenizer" / "config.json").write_bytes((model / "config.json").read_bytes())
    finding = the_finding(tmp_path)
    assert (finding.facts["subfolder"], "names" in finding.facts) == ("data/model", False)


def test_an_adapter_of_mlx_is_called_that(tmp_path: Path) -> None:
    write_json(tmp_path / "adapter_config.json", {"fine_tune_type": "lora", "lora_parameters": {"rank": 8}})
    finding = the_finding(tmp_path)
    assert (finding.kind, finding.facts["method"]) == (Kind.ADAPTER_UNSUPPORTED, "MLX")


@pytest.mark.skipif(Path(__file__.upper()).exists(), reason="this disk takes both names for the same")
def test_a_name_in_capitals(tmp_path: Path) -> None:
    model = checkpoint_folder(tmp_path)
    (model / "config.json").rename(model / "Config.json")
    assert the_finding(model).facts["renamed"] == "Config.json"
