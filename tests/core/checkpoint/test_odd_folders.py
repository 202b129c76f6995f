"""What training programs, downloads and other programs really leave in a folder, and the one thing that is said."""

import math
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mend
from app.core.checkpoint.weight_names import WEIGHT_INDEX
from app.core.failures import FailureKind as Kind
from app.core.failures import Variant as V
from app.core.findings import Mend
from app.wording.messages import failure_words
from tests.core.checkpoint.checkpoints import (
    CONFIG,
    checkpoint_folder,
    sharded,
    tensors,
    write_index,
    write_json,
    write_safetensors,
)
from tests.core.checkpoint.test_model_search import adapter_folder

Make = Callable[[Path], object]
FT = "ft-model-00001-of-00001.safetensors"


def without(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).unlink()
    return folder


def with_files(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def bare(folder: Path, *names: str) -> Path:
    """A model without its weights, with other files in their place."""
    return with_files(without(checkpoint_folder(folder), "model.safetensors"), *names)


def torchtune(folder: Path, *, listed: bool = True) -> Path:
    """What torchtune 0.5 saves of an epoch: its list also names what the original had and nobody needs."""
    write_safetensors(bare(folder) / FT, tensors())
    if listed:
        derived = ("model.layers.0.self_attn.rotary_emb.inv_freq", "lm_head.weight")
        write_index(folder, dict.fromkeys((*tensors(), *derived), FT))
    return folder


def torchtune_lora(folder: Path) -> Path:
    """The merged model, and the adapter in two formats beside it."""
    return with_files(adapter_folder(torchtune(folder)), "adapter_model.pt")


def older_torchtune(folder: Path) -> Path:
    bare(folder)
    names = list(tensors())
    for epoch in (0, 10, 9):
        for number, held in enumerate((names[:2], names[2:]), 1):
            write_safetensors(
                folder / f"hf_model_{number:04}_{epoch}.safetensors", {name: tensors()[name] for name in held}
            )
    return folder


def apart(folder: Path, tokenizer: str) -> Path:
    """The tokenizer where MLflow puts it."""
    model, other = checkpoint_folder(folder), folder / tokenizer
    other.mkdir(parents=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.move(model / name, other / name)
    return model


def snapshot(folder: Path) -> Path:
    """The links of Hugging Face's cache, copied without what they point to."""
    folder.mkdir()
    for name in ("config.json", "model.safetensors"):
        (folder / name).symlink_to(Path("../../blobs") / name)
    return folder


def lost_weights(folder: Path) -> Path:
    bare(folder)
    (folder / "model.safetensors").symlink_to("../../blobs/0a1b")
    return folder


def empty_weights(folder: Path) -> Path:
    model = with_files(checkpoint_folder(folder), "global_step500/mp_rank_00_model_states.pt", "zero_to_fp32.py")
    write_safetensors(model / "model.safetensors", {name: (kind, [0]) for name, (kind, _) in tensors().items()})
    return model


def renamed(make: Make, before: str, after: str) -> Make:
    def change(folder: Path) -> None:
        make(folder)
        (folder / before).rename(folder / after)

    return change


def shards(folder: Path) -> Path:
    return sharded(checkpoint_folder(folder))


def granite_with_mamba(folder: Path) -> None:
    """Two of its layers are of one kind and one of the other: no part of it is missing."""
    settings = {"num_local_experts": 0, "position_embedding_type": "rope", "shared_intermediate_size": 48}
    kinds = {"layer_types": ["mamba", "attention"]}
    architecture: dict[str, object] = {"architectures": ["GraniteMoeHybridForCausalLM"]}
    checkpoint_folder(folder, **architecture, **settings, **kinds)
    state = {"model.layers.0.mamba.A_log": ("F32", [2]), "model.layers.1.self_attn.q_proj.weight": ("BF16", [32, 32])}
    write_safetensors(folder / "model.safetensors", tensors() | state)


def of_kind(name: str, kind: str, **config: object) -> Make:
    return lambda folder: checkpoint_folder(folder, architectures=[name], model_type=kind, **config)


PAGE = b"\r\n<!DOCTYPE html><html><body>Sign in</body></html>"
SHARD_2 = "model-00002-of-00002.safetensors"
UNKNOWN = Kind.UNSUPPORTED_ARCHITECTURE
QUANTIZED = {"quant_method": "torchao"}


@pytest.mark.parametrize(
    ("make", "kind", "variant"),
    [
        # pieces of a training
        (
            lambda m: with_files(m, "global_step5/states.pt", "zero_to_fp32.py", "latest"),
            Kind.NOT_A_MODEL,
            V.PARTS,
        ),
        (lambda m: bare(m, "global_step5/states.pt", "zero_to_fp32.py"), Kind.NO_WEIGHTS, V.PARTS),
        (lambda m: bare(m, "__0_0.distcp", ".metadata"), Kind.NO_WEIGHTS, V.PARTS),
        (lambda m: bare(m, "pytorch_model_fsdp.bin"), Kind.PICKLE_WEIGHTS, None),
        (empty_weights, Kind.NO_WEIGHTS, V.EMPTY),
        # packed, half copied, or the page about a file
        (lambda m: bare(m, "my model.zip"), Kind.NO_WEIGHTS, V.ARCHIVE),
        (lambda m: with_files(m, "model.zip.001", "model.zip.002"), Kind.NOT_A_MODEL, V.ARCHIVE),
        (
            lambda m: (checkpoint_folder(m) / "model.safetensors").write_bytes(PAGE),
            Kind.WEIGHTS_INCOMPLETE,
            V.PAGE,
        ),
        (lambda m: (checkpoint_folder(m) / "config.json").write_bytes(PAGE), Kind.BAD_CONFIG, V.PAGE),
        (renamed(shards, SHARD_2, "model-00002-of-00002 (1).safetensors"), Kind.WEIGHTS_INCOMPLETE, V.RENAMED),
        (renamed(shards, SHARD_2, SHARD_2 + ".txt"), Kind.WEIGHTS_INCOMPLETE, V.RENAMED),
        (lambda m: without(shards(m), WEIGHT_INDEX, SHARD_2), Kind.WEIGHTS_INCOMPLETE, None),
        # other programs' formats
        (lambda m: with_files(m, "consolidated.00.pth", "params.json"), Kind.NOT_A_MODEL, V.FOREIGN),
        (lambda m: with_files(m, "model.nemo"), Kind.NOT_A_MODEL, V.FOREIGN),
        (lambda m: with_files(m, "gemma.task"), Kind.NOT_A_MODEL, V.FOREIGN),
        (lambda m: with_files(m, "manifests/x", "blobs/sha256-0a"), Kind.NOT_A_MODEL, V.FOREIGN),
        (lambda m: bare(m, "tf_model.h5", "flax_model.msgpack"), Kind.NO_WEIGHTS, V.FOREIGN),
        (lambda m: bare(m, "openvino_model.xml", "openvino_model.bin"), Kind.NO_WEIGHTS, V.FOREIGN),
        (
            lambda m: write_json(with_files(m, "model.weights.h5") / "config.json", {"class_name": "GemmaBackbone"}),
            Kind.NO_WEIGHTS,
            V.FOREIGN,
        ),
        (lambda m: write_json(with_files(m, "model.onnx") / "config.json", CONFIG), Kind.NO_WEIGHTS, V.ONNX),
        (lambda m: bare(m, "unsloth.Q4_K_M.gguf", "Modelfile"), Kind.GGUF, None),
        (lambda m: bare(m, "consolidated.safetensors", "params.json"), Kind.NO_WEIGHTS, V.MISTRAL),
        # quantised, and by whom
        (
            lambda m: checkpoint_folder(m, quantization={"bits": 4}, quantization_config={"bits": 4}),
            Kind.ALREADY_QUANTIZED,
            None,
        ),
        (
            lambda m: with_files(
                without(checkpoint_folder(m, quantization_config=QUANTIZED), "model.safetensors"), "pytorch_model.bin"
            ),
            Kind.ALREADY_QUANTIZED,
            None,
        ),
        # another kind of model
        (of_kind("GptOssForCausalLM", "gpt_oss", quantization_config=QUANTIZED), UNKNOWN, V.EXPERTS_PACKED),
        (of_kind("Qwen3MoeForCausalLM", "qwen3_moe", num_experts=8), UNKNOWN, V.EXPERTS),
        (of_kind("MixtralForCausalLM", "mixtral", num_local_experts=8), UNKNOWN, V.EXPERTS),
        (of_kind("DeepseekV3ForCausalLM", "deepseek_v3", n_routed_experts=8), UNKNOWN, V.EXPERTS),
        (of_kind("NewVLMoeForConditionalGeneration", "new", text_config={"num_experts": 8}), UNKNOWN, V.EXPERTS),
        (of_kind("GraniteMoeHybridForCausalLM", "granitemoehybrid", num_local_experts=8), UNKNOWN, V.EXPERTS_LEFT_OUT),
        (of_kind("Gemma4ForCausalLM", "gemma4_text", enable_moe_block=True), UNKNOWN, V.EXPERTS_UNKNOWN),
        (of_kind("NemotronHForCausalLM", "nemotron_h"), UNKNOWN, V.EXPERTS_UNKNOWN),  # as transformers has it
        (of_kind("MambaForCausalLM", "mamba"), UNKNOWN, V.STATE),
        (of_kind("FalconH1ForCausalLM", "falcon_h1"), UNKNOWN, V.STATE),
        (of_kind("Gemma3nForConditionalGeneration", "gemma3n", text_config={}), UNKNOWN, V.UNLIKE_LAYERS),
        (of_kind("Llama4ForConditionalGeneration", "llama4", text_config={}), UNKNOWN, V.EXPERTS),
        (of_kind("MiniCPM3ForCausalLM", "minicpm3", auto_map={"AutoModelForCausalLM": "m.M"}), Kind.CUSTOM_CODE, None),
        (of_kind("NewVLForConditionalGeneration", "new", vision_config={}), UNKNOWN, V.SENSES),
        (of_kind("Qwen3_5MoeForCausalLM", "qwen3_5_moe_text", num_experts=8), UNKNOWN, V.EXPERTS_IN_MEMORY),
        (granite_with_mamba, Kind.MODEL_SETTING, None),
        (of_kind("Qwen2ForSequenceClassification", "qwen2"), Kind.NOT_A_CHAT_MODEL, None),
        (
            lambda m: with_files(checkpoint_folder(m, architectures=["BertModel"], model_type="bert"), "modules.json"),
            Kind.NOT_A_CHAT_MODEL,
            None,
        ),
    ],
)
def test_one_clear_cause(tmp_path: Path, make: Make, kind: Kind, variant: V | None) -> None:
    make(tmp_path / "m")
    (finding,) = inspect_checkpoint(tmp_path / "m").findings
    assert (finding.kind, finding.variant) == (kind, variant)
    assert "(unknown)" not in "".join(failure_words(finding))


@pytest.mark.parametrize(
    ("settings", "method"),
    [
        ({"quantization": {"bits": 4}, "quantization_config": {"bits": 4}}, "MLX"),
        ({"quantization_config": QUANTIZED}, "torchao"),
    ],
)
def test_what_quantised_a_model_is_named(tmp_path: Path, settings: dict[str, object], method: str) -> None:
    (finding,) = inspect_checkpoint(checkpoint_folder(tmp_path / "m", **settings)).findings
    assert finding.facts == {"method": method}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize(("make", "kind"), [(snapshot, Kind.NOT_A_MODEL), (lost_weights, Kind.NO_WEIGHTS)])
def test_links_that_lead_nowhere(tmp_path: Path, make: Make, kind: Kind) -> None:
    make(tmp_path / "m")
    (finding,) = inspect_checkpoint(tmp_path / "m").findings
    assert finding.kind is kind and "link" in finding.facts


@pytest.mark.parametrize("make", [torchtune, torchtune_lora])
def test_what_torchtune_saves(tmp_path: Path, make: Make) -> None:
    for epoch in (0, 1):
        make(tmp_path / "output" / f"epoch_{epoch}")
    with_files(tmp_path / "output", "recipe_state/recipe_state.pt")
    assert inspect_checkpoint(tmp_path / "output").findings[0].facts["subfolder"] == "epoch_1"
    checkpoint = inspect_checkpoint(tmp_path / "output" / "epoch_1")
    assert (checkpoint.convertible, checkpoint.adapter) == (True, None)
    assert {each.kind for each in checkpoint.findings} <= {Kind.ADAPTER_BESIDE}


@pytest.mark.parametrize(
    ("make", "mended"),
    [
        (lambda m: torchtune(m, listed=False), Mend.WEIGHT_LIST),
        (older_torchtune, Mend.WEIGHT_LIST),
        (renamed(shards, WEIGHT_INDEX, "model.safetensors.index (1).json"), Mend.WEIGHT_LIST),
        (renamed(checkpoint_folder, "model.safetensors", "my model.safetensors"), Mend.WEIGHT_LIST),
        (lambda m: apart(m, "../tokenizer"), Mend.TOKENIZER_BESIDE),  # Azure AI Foundry
        (lambda m: apart(m, "../components/tokenizer"), Mend.TOKENIZER_BESIDE),  # MLflow
    ],
)
def test_what_a_copy_puts_right(tmp_path: Path, make: Make, mended: Mend) -> None:
    folder = tmp_path / "data" / "model"
    make(folder)
    (finding,) = inspect_checkpoint(folder).findings
    assert finding.mend is mended
    checkpoint = inspect_checkpoint(mend(folder, mended, tmp_path / "mended"))
    assert (checkpoint.findings, checkpoint.parameters) == (
        (),
        sum(math.prod(shape) for _, shape in tensors().values()),
    )


def test_of_several_epochs_the_last_is_listed(tmp_path: Path) -> None:
    mended = mend(older_torchtune(tmp_path / "m"), Mend.WEIGHT_LIST, tmp_path / "mended")
    assert (
        "_0.safetensors" not in (mended / WEIGHT_INDEX).read_text()
        and "_10.safetensors" in (mended / WEIGHT_INDEX).read_text()
    )


def test_a_quantised_file_of_another_name_is_found_out_in_the_copy(tmp_path: Path) -> None:
    """ExLlama's "output.safetensors"."""
    folder = bare(tmp_path / "m")
    write_safetensors(folder / "output.safetensors", {"model.layers.0.mlp.down_proj.q_weight": ("I32", [4, 4])})
    (finding,) = inspect_checkpoint(mend(folder, Mend.WEIGHT_LIST, tmp_path / "mended")).findings
    assert finding.kind is Kind.ALREADY_QUANTIZED
