"""The folders that training programs leave when they have finished or were stopped, as their own code writes them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.checkpoint.adapter import find_base, read_adapter
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.failures import FailureKind as Kind
from app.core.failures import Variant
from app.core.findings import Severity, warns
from app.wording.messages import failure_words
from tests.core.checkpoint.checkpoints import CONFIG, checkpoint_folder, write_json, write_safetensors
from tests.core.checkpoint.test_model_search import adapter_folder, the_finding
from tests.core.checkpoint.test_odd_folders import bare, with_files

TRAINER = ("optimizer.pt", "scheduler.pt", "rng_state.pth", "trainer_state.json", "training_args.bin")
PISSA = {"init_lora_weights": "pissa_niter_16"}
RUN = {"input_model": {"type": "HfModel"}, "passes": {"f": {"type": "LoRA"}}}
BNB = {"quant_method": "bitsandbytes"}


def checkpoints(folder: Path, *steps: int, make: Callable[[Path], Path] = checkpoint_folder) -> Path:
    for step in steps:
        with_files(make(folder / f"checkpoint-{step}"), *TRAINER)
    return folder


def adapters(folder: Path, *steps: int) -> Path:
    return checkpoints(folder, *steps, make=adapter_folder)


def lost_weights(folder: Path) -> Path:
    (folder / "adapter_model.safetensors").unlink()
    return folder


def llama_factory(m: Path) -> None:
    """Its web page names runs by the second; the last was stopped before its end."""
    runs = m / "Qwen2.5-0.5B-Instruct" / "lora"
    adapters(adapter_folder(runs / "train_2025-01-31-09-00-59"), 500)
    adapters(adapter_folder(runs / "train_2025-02-01-09-00-00"), 500)
    adapters(runs / "train_2025-03-01-09-00-00", 500, 1500)


def unsloth(m: Path) -> None:
    """What its notebooks save, in the folder where they ran."""
    checkpoint_folder(m / "model-fp8", quantization_config={"quant_method": "compressed-tensors"})
    checkpoint_folder(m / "model_4bit", quantization_config=BNB)
    with_files(m / "model_gguf", "model.Q4_K_M.gguf", "Modelfile")
    checkpoint_folder(m / "qwen_finetune_16bit")
    adapter_folder(m / "lora_model")
    adapters(m / "outputs", 60)


def olive_finetune(m: Path) -> None:
    """The base model in "model"; its config.json is the one of the run, when it was asked to be saved."""
    adapter_folder(m / "adapter", base_model_name_or_path="elsewhere/Qwen2.5-0.5B")
    checkpoint_folder(m / "model")
    write_json(m / "config.json", RUN)
    write_json(m / "model_config.json", {"type": "hfmodel", "config": {}})


def olive_loftq(m: Path) -> None:
    olive_finetune(m)
    adapter_folder(m / "loftq_init_adapter")


def mlflow_peft(m: Path) -> None:
    """A base model that came from a folder and not from a hub is saved with the adapter inside of its layers."""
    adapter_folder(m / "peft")
    checkpoint_folder(m / "model")
    with_files(m / "components" / "tokenizer", "tokenizer_config.json")
    with_files(m, "MLmodel", "conda.yaml", "requirements.txt")


def azure(m: Path) -> None:
    model = checkpoint_folder(m / "mlflow_model_folder" / "data" / "model")
    for name, file in (("config", "config.json"), ("tokenizer", "tokenizer.json")):
        with_files(m / "mlflow_model_folder" / "data" / name, file)
        shutil.copyfile(model / file, m / "mlflow_model_folder" / "data" / name / file)
    with_files(m / "mlflow_model_folder", "MLmodel", "conda.yaml", "finetune_config.json")


def nested(m: Path) -> None:
    for step in (500, 1500, 1000):
        adapter_folder(m / f"checkpoint-{step}" / "adapter_model")


@pytest.mark.parametrize(
    ("make", "likeliest"),
    [
        (llama_factory, "Qwen2.5-0.5B-Instruct/lora/train_2025-02-01-09-00-00"),
        (unsloth, "qwen_finetune_16bit"),
        (olive_finetune, "adapter"),
        (olive_loftq, "adapter"),
        (mlflow_peft, "peft"),
        (azure, "mlflow_model_folder/data/model"),
        (lambda m: adapters(m, 500, 1500, 1000), "checkpoint-1500"),  # TRL without save_model
        (nested, "checkpoint-1500/adapter_model"),
        (lambda m: (checkpoints(m / "a-run", 500), checkpoint_folder(m / "b-finished")), "b-finished"),
        (
            lambda m: (checkpoint_folder(m / "final_merged_checkpoint"), checkpoint_folder(m / "a-9")),
            "final_merged_checkpoint",
        ),
    ],
)
def test_the_finished_one_is_the_likeliest(tmp_path: Path, make: Callable[[Path], object], likeliest: str) -> None:
    make(tmp_path / "m")
    facts = the_finding(tmp_path / "m").facts
    assert facts["subfolder"] == likeliest
    assert not any(name in facts.get("names", "") for name in ("loftq", "fp8", "4bit", "tokenizer"))


@pytest.mark.parametrize(
    ("best", "order"), [("D:\\out\\checkpoint-500", (500, 1500, 1000)), ("/gone/checkpoint-7", (1500, 1000, 500))]
)
def test_the_checkpoint_that_was_measured_to_be_best(tmp_path: Path, best: str, order: tuple[int, ...]) -> None:
    adapters(tmp_path, 500, 1000, 1500)
    write_json(tmp_path / "checkpoint-1500" / "trainer_state.json", {"best_model_checkpoint": best})
    assert the_finding(tmp_path).facts["names"] == ", ".join(f"checkpoint-{step}" for step in order)


@pytest.mark.parametrize("make", [olive_finetune, olive_loftq])
def test_olive_leaves_the_base_model_beside_the_adapter(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path)
    elsewhere = checkpoint_folder(tmp_path / "Qwen2.5-0.5B")  # whose weights LoftQ has changed
    checkpoint = inspect_checkpoint(tmp_path / "adapter")
    assert (checkpoint.base, checkpoint.findings) == (tmp_path / "model", ())
    (finding,) = inspect_checkpoint(tmp_path / "model").findings
    assert (finding.kind, finding.severity, finding.facts["trained"]) == (
        Kind.ADAPTER_BESIDE,
        Severity.WARNS,
        "adapter",
    )
    (tmp_path / "model_config.json").unlink()
    assert inspect_checkpoint(tmp_path / "adapter").base == elsewhere


def test_the_settings_of_a_run_of_olive_are_no_model(tmp_path: Path) -> None:
    """Its command line saves them where the result will be, also when there is none."""
    run = with_files(tmp_path / "run")
    write_json(run / "config.json", RUN)
    assert (the_finding(run).kind, the_finding(run).facts) == (Kind.NOT_A_MODEL, {"path": str(run)})
    write_json(with_files(run / "model", "model.onnx") / "genai_config.json", {"model": {}})
    assert the_finding(run).facts["subfolder"] == "model"
    assert the_finding(tmp_path).facts["subfolder"] == "run/model"


def test_axolotl_merges_into_the_folder_of_the_adapter(tmp_path: Path) -> None:
    """Which has the base model's config.json from the start, and the quantised result beside."""
    write_json(adapter_folder(tmp_path) / "config.json", CONFIG | {"quantization_config": BNB})
    adapters(tmp_path, 100, 200)
    checkpoint_folder(tmp_path / "merged")
    checkpoint_folder(tmp_path / "quantized", quantization_config={"quant_method": "torchao"})
    finding = the_finding(tmp_path)
    assert (finding.kind, finding.facts["subfolder"]) == (Kind.ADAPTER_ONLY, "merged")


def test_a_training_that_was_stopped_leaves_only_its_checkpoints(tmp_path: Path) -> None:
    """Axolotl writes the settings of model and adapter before it begins."""
    write_json(lost_weights(adapter_folder(tmp_path)) / "config.json", CONFIG)
    adapters(tmp_path, 100, 1000, 200)
    finding = the_finding(tmp_path)
    assert (finding.kind, finding.facts["subfolder"]) == (Kind.NO_WEIGHTS, "checkpoint-1000")


def test_an_adapter_in_an_unsafe_format_may_be_merged_inside(tmp_path: Path) -> None:
    with_files(lost_weights(adapter_folder(tmp_path)), "adapter_model.bin")
    assert the_finding(tmp_path).kind is Kind.PICKLE_WEIGHTS
    with_files(lost_weights(adapter_folder(tmp_path / "checkpoint-9")), "adapter_model.bin")
    assert the_finding(tmp_path).kind is Kind.PICKLE_WEIGHTS
    checkpoint_folder(tmp_path / "merged")
    assert the_finding(tmp_path).facts["subfolder"] == "merged"


@pytest.mark.parametrize("pieces", [True, False])
def test_merged_pieces_lie_without_the_other_files(tmp_path: Path, pieces: bool) -> None:
    """As "accelerate merge-weights" and Axolotl put FSDP's pieces together."""
    model = bare(tmp_path / "m", *(["pytorch_model_fsdp_0/__0_0.distcp"] if pieces else []))
    whole = checkpoint_folder(tmp_path / "whole") / "model.safetensors"
    (model / "merged").mkdir()
    shutil.move(whole, model / "merged" / "model.safetensors")
    for folder, kind in ((model, Kind.NO_WEIGHTS), (model / "merged", Kind.NOT_A_MODEL)):
        finding = the_finding(folder)
        assert (finding.kind, finding.facts["apart"]) == (kind, "merged")
        assert "“merged”" in failure_words(finding).advice
    shutil.copyfile(model / "merged" / "model.safetensors", model / "model.safetensors")
    assert inspect_checkpoint(model).convertible
    assert "apart" not in the_finding(model / "merged").facts


def test_llama_factory_makes_an_ordinary_adapter_of_pissa(tmp_path: Path) -> None:
    """What training began with calls itself ordinary too, but does not belong to the base model's weights."""
    base = checkpoint_folder(tmp_path / "base")
    run = adapters(adapter_folder(tmp_path / "run", **PISSA), 500)
    (finding,) = inspect_checkpoint(run, base).findings
    assert (finding.kind, finding.facts.get("subfolder")) == (Kind.ADAPTER_UNSUPPORTED, None)
    for name in ("pissa_init", "pissa_backup", "pissa_converted"):
        adapter_folder(run / name)
    (finding,) = inspect_checkpoint(run, base).findings
    assert (finding.kind, finding.facts["subfolder"]) == (Kind.ADAPTER_UNSUPPORTED, "pissa_converted")
    assert "pissa_converted" in failure_words(finding).advice
    assert inspect_checkpoint(run / "pissa_converted", base).convertible
    assert not any(inspect_checkpoint(run / name, base).convertible for name in ("pissa_init", "pissa_backup"))


def test_autotrain_writes_an_empty_pickle_beside_each_adapter(tmp_path: Path) -> None:
    base = checkpoint_folder(tmp_path / "base")
    checkpoint = adapters(tmp_path / "project", 10) / "checkpoint-10"
    with_files(checkpoint, "pytorch_model.bin", "../training_params.json")
    assert inspect_checkpoint(checkpoint, base).convertible


def test_llama_factory_leaves_what_judges_answers(tmp_path: Path) -> None:
    """In whole models, and with the adapters of one."""
    base, adapter = checkpoint_folder(tmp_path / "base"), adapter_folder(tmp_path / "adapter")
    with_files(adapter, "value_head.safetensors")
    assert [each.kind for each in inspect_checkpoint(adapter, base).findings] == [Kind.LEFT_OUT]
    assert inspect_checkpoint(base).findings == ()
    checkpoint = inspect_checkpoint(with_files(base, "value_head.bin"))
    (finding,) = checkpoint.findings
    assert finding == warns(Kind.LEFT_OUT, Variant.VALUE_HEAD, name="value_head.bin")
    assert checkpoint.convertible
    assert "reward model" in failure_words(finding).advice


@pytest.mark.parametrize(
    ("rows", "changes", "added"),
    [
        (60, {}, None),
        (64, {}, None),
        (67, {}, "3"),
    ],
)
def test_a_model_that_was_fitted_to_its_tokenizer(
    tmp_path: Path, rows: int, changes: dict[str, object], added: str | None
) -> None:
    """AutoTrain always does it: Qwen's has fewer words than its embedding has rows. PEFT then saves embedding and head,
    of a tied model one matrix as both."""
    base, adapter = checkpoint_folder(tmp_path / "base"), adapter_folder(tmp_path / "adapter", **changes)
    held = {f"base_model.model.{name}.weight": ("BF16", [rows, 32]) for name in ("model.embed_tokens", "lm_head")}
    write_safetensors(adapter / "adapter_model.safetensors", held)
    checkpoint = inspect_checkpoint(adapter, base)
    assert checkpoint.convertible is (added is None)
    assert [(each.kind, each.facts.get("added", "")) for each in checkpoint.findings] == (
        [] if added is None else [(Kind.ADAPTER_MISMATCH, added)]
    )


def test_two_tables_that_were_trained_apart_stay_apart(tmp_path: Path) -> None:
    whole = {"modules_to_save": ["lm_head", "embed_tokens"]}
    base, adapter = checkpoint_folder(tmp_path / "base"), adapter_folder(tmp_path / "adapter", **whole)
    held = {f"base_model.model.{name}.weight": ("BF16", [60, 32]) for name in ("model.embed_tokens", "lm_head")}
    write_safetensors(adapter / "adapter_model.safetensors", held)
    checkpoint = inspect_checkpoint(adapter, base)
    assert (checkpoint.convertible, checkpoint.tied_embeddings) == (True, False)


def test_a_base_model_named_from_where_the_training_ran(tmp_path: Path) -> None:
    adapter = adapter_folder(tmp_path / "saves/qwen/lora/run", base_model_name_or_path="models/base")
    assert find_base(adapter, read_adapter(adapter).base) is None
    base = checkpoint_folder(tmp_path / "models" / "base")
    assert inspect_checkpoint(adapter).base == base


def test_the_full_precision_form_of_the_base_is_no_result_either(tmp_path: Path) -> None:
    adapter_folder(tmp_path / "lora_model")  # trained on "unsloth/Qwen2.5-0.5B-bnb-4bit"
    checkpoint_folder(tmp_path / "Qwen2.5-0.5B")
    assert the_finding(tmp_path).facts["names"] == "lora_model, Qwen2.5-0.5B"
