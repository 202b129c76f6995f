import json
import math
import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.failures import FailureKind as Kind
from app.core.findings import Mend, Severity
from tests.core.checkpoint.checkpoints import (
    CHATML,
    LFS_POINTER,
    LORA,
    checkpoint_folder,
    sharded,
    tensors,
    write_header,
    write_index,
    write_json,
    write_safetensors,
)

NOBODY = 65534  # the user without rights


def kinds(checkpoint: Checkpoint) -> list[Kind]:
    return [finding.kind for finding in checkpoint.findings]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return checkpoint_folder(tmp_path / "Modèl saya 模型")


def test_a_good_folder(model: Path) -> None:
    checkpoint = inspect_checkpoint(model)
    assert checkpoint.findings == ()
    assert checkpoint.convertible
    assert checkpoint.architecture == "Qwen2ForCausalLM"
    assert checkpoint.parameters == sum(math.prod(shape) for _, shape in tensors().values())
    assert checkpoint.dtype == "bfloat16"
    assert checkpoint.context_length == 128
    assert checkpoint.bytes == (model / "model.safetensors").stat().st_size
    assert checkpoint.chat_template == CHATML
    assert checkpoint.adapter is None
    assert checkpoint.shape is not None
    assert (checkpoint.shape.head_size, checkpoint.shape.tied_embeddings) == (16, True)


def test_shards(model: Path) -> None:
    whole = inspect_checkpoint(model).parameters
    checkpoint = inspect_checkpoint(sharded(model))
    assert checkpoint.findings == ()
    assert checkpoint.parameters == whole


def test_the_format_as_the_safetensors_library_writes_it(model: Path) -> None:
    numpy = pytest.importorskip("numpy")
    library = pytest.importorskip("safetensors.numpy")
    arrays = {name: numpy.zeros(shape, dtype="float16") for name, (_, shape) in tensors().items()}
    library.save_file(arrays, model / "model.safetensors", metadata={"format": "pt"})
    checkpoint = inspect_checkpoint(model)
    assert (checkpoint.findings, checkpoint.dtype) == ((), "float16")


@pytest.mark.parametrize(
    ("config", "kind"),
    [
        ({"architectures": ["GptOssForCausalLM"]}, Kind.UNSUPPORTED_ARCHITECTURE),
        ({"architectures": ["MixtralForCausalLM"]}, Kind.UNSUPPORTED_ARCHITECTURE),
        ({"architectures": ["BertForSequenceClassification"]}, Kind.NOT_A_CHAT_MODEL),
        ({"architectures": ["StarForCausalLM"], "auto_map": {"AutoModel": "a.B"}}, Kind.CUSTOM_CODE),
        ({"rope_scaling": {"type": "yarn"}}, Kind.ROPE_SCALING),
        ({"hidden_act": "mish"}, Kind.MODEL_SETTING),
        ({"quantization_config": {"quant_method": "gptq"}}, Kind.ALREADY_QUANTIZED),
        ({"quantization_config": "odd"}, Kind.ALREADY_QUANTIZED),
        ({"num_attention_heads": 4}, Kind.HEAD_SIZE),
        ({"head_dim": 24}, Kind.HEAD_SIZE),
        ({"architectures": ["PhiForCausalLM"]}, Kind.HEAD_SIZE),
        ({"num_hidden_layers": 3}, Kind.WEIGHTS_INCOMPLETE),
        ({"num_hidden_layers": "2"}, Kind.BAD_CONFIG),
        ({"num_hidden_layers": True}, Kind.BAD_CONFIG),
        ({"hidden_size": 10**30}, Kind.BAD_CONFIG),
        ({"intermediate_size": -5}, Kind.BAD_CONFIG),
        ({"vocab_size": None}, Kind.BAD_CONFIG),
        ({"architectures": None, "model_type": "odd"}, Kind.BAD_CONFIG),
    ],
)
def test_configs_that_block(tmp_path: Path, config: dict[str, object], kind: Kind) -> None:
    checkpoint = inspect_checkpoint(checkpoint_folder(tmp_path / "m", **config))
    assert kinds(checkpoint) == [kind]
    assert not checkpoint.convertible


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _write(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


def _weights(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / "model.safetensors").unlink()
        (folder / name).write_bytes(data)

    return change


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_remove("config.json"), Kind.NOT_A_MODEL),
        (_write("config.json", b"{"), Kind.BAD_CONFIG),
        (_write("config.json", b"[]"), Kind.BAD_CONFIG),
        (_write("config.json", b"\xff\xfe\x00"), Kind.BAD_CONFIG),
        (_write("config.json", b"[" * 100_000), Kind.BAD_CONFIG),
        (_write("config.json", LFS_POINTER), Kind.LFS_POINTER),
        (_remove("model.safetensors"), Kind.NO_WEIGHTS),
        (_write("model.safetensors", LFS_POINTER), Kind.LFS_POINTER),
        (_write("model.safetensors", b""), Kind.WEIGHTS_INCOMPLETE),
        (_write("model.safetensors", b"\0" * 200), Kind.WEIGHTS_INCOMPLETE),
        (_write("model.safetensors", struct.pack("<Q", 2**63) + b"{}"), Kind.WEIGHTS_INCOMPLETE),
        (_weights("pytorch_model.bin"), Kind.PICKLE_WEIGHTS),
        (_weights("pytorch_model-00001-of-00002.bin"), Kind.PICKLE_WEIGHTS),
        (_weights("pytorch_model.bin", LFS_POINTER), Kind.LFS_POINTER),
        (_weights("iter_500.pth"), Kind.PICKLE_WEIGHTS),  # XTuner
        (_weights("training_args.bin"), Kind.NO_WEIGHTS),
        (_weights("rng_state_0.pth"), Kind.NO_WEIGHTS),
        (_weights("model.Q4_K_M.gguf"), Kind.GGUF),
        (_weights("model-00001-of-00002.safetensors"), Kind.WEIGHTS_INCOMPLETE),
        (_write("genai_config.json", b'{"model": {}}'), Kind.ALREADY_ONNX),
        (_write("genai_config.json", b"{}"), Kind.BAD_CONFIG),
        (_write("genai_config.json", b"{"), Kind.BAD_CONFIG),
        (_write("modules.json", b"[]"), Kind.NOT_A_CHAT_MODEL),
        (_remove("tokenizer.json"), Kind.NO_TOKENIZER),
        (_write("tokenizer.json", b"{}"), Kind.BAD_CONFIG),
        (_write("tokenizer.json", LFS_POINTER), Kind.LFS_POINTER),
        (_remove("tokenizer_config.json"), Kind.NO_CHAT_TEMPLATE),
        (_write("tokenizer_config.json", b"{}"), Kind.NO_CHAT_TEMPLATE),
        (_write("tokenizer_config.json", b'{"chat_template": "  "}'), Kind.NO_CHAT_TEMPLATE),
        (_write("tokenizer_config.json", b'{"chat_template": "{% for %}"}'), Kind.BAD_TEMPLATE),
    ],
)
def test_files_that_block(model: Path, change: Callable[[Path], object], kind: Kind) -> None:
    change(model)
    checkpoint = inspect_checkpoint(model)
    assert kinds(checkpoint) == [kind]
    assert checkpoint.findings[0].severity is Severity.BLOCKS


@pytest.mark.parametrize("lost", [1, 1000])
def test_a_cut_file(model: Path, lost: int) -> None:
    path = model / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-lost])
    (finding,) = inspect_checkpoint(model).findings
    assert finding.kind is Kind.WEIGHTS_INCOMPLETE
    assert finding.facts == {"file": "model.safetensors"}


@pytest.mark.parametrize(
    "tensor",
    [
        {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [-1], "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]},
        {"dtype": "F32", "shape": [2], "data_offsets": [0]},
        {"dtype": "F32", "shape": "2", "data_offsets": [0, 8]},
        [],
    ],
)
def test_a_header_that_lies(model: Path, tensor: object) -> None:
    write_header(model / "model.safetensors", json.dumps({"model.layers.0.w": tensor}).encode(), 8)
    assert kinds(inspect_checkpoint(model)) == [Kind.WEIGHTS_INCOMPLETE]


def test_a_header_with_nan(model: Path) -> None:
    header = b'{"model.norm.weight":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}'
    write_header(model / "model.safetensors", header, 4)
    assert kinds(inspect_checkpoint(model)) == [Kind.WEIGHTS_INCOMPLETE]


def test_a_missing_shard(model: Path) -> None:
    (sharded(model) / "model-00002-of-00002.safetensors").unlink()
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts["file"]) == (Kind.WEIGHTS_INCOMPLETE, "model-00002-of-00002.safetensors")


def test_a_tensor_that_its_shard_does_not_hold(model: Path) -> None:
    write_safetensors(sharded(model) / "model-00002-of-00002.safetensors", {"other": ("F32", [1])})
    assert kinds(inspect_checkpoint(model)) == [Kind.WEIGHTS_INCOMPLETE]


@pytest.mark.parametrize("name", ["../model.safetensors", "/etc/passwd", "..", "a\\b", "C:x", "sub/x", "", "a\0b"])
def test_the_index_cannot_lead_out_of_the_folder(model: Path, name: str) -> None:
    (model / "model.safetensors").rename(model.parent / "model.safetensors")
    write_index(model, {"model.norm.weight": name})
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts) == (Kind.WEIGHTS_INCOMPLETE, {"file": "model.safetensors.index.json"})


@pytest.mark.parametrize("weight_map", [None, {}, [], "x", {"a": 5}])
def test_an_index_that_is_none(model: Path, weight_map: object) -> None:
    (model / "model.safetensors").unlink()
    write_json(model / "model.safetensors.index.json", {"weight_map": weight_map})
    assert kinds(inspect_checkpoint(model)) == [Kind.WEIGHTS_INCOMPLETE]


def test_several_troubles_are_all_found(tmp_path: Path) -> None:
    folder = checkpoint_folder(tmp_path / "m", template=None, rope_scaling={"type": "linear"})
    (folder / "model.safetensors").write_bytes(b"cut")
    (folder / "tokenizer.json").unlink()
    found = kinds(inspect_checkpoint(folder))
    assert found == [Kind.ROPE_SCALING, Kind.WEIGHTS_INCOMPLETE, Kind.NO_TOKENIZER, Kind.NO_CHAT_TEMPLATE]
    (folder / "model.safetensors").unlink()  # the whole is somewhere else, and with it the tokenizer
    assert kinds(inspect_checkpoint(folder)) == [Kind.ROPE_SCALING, Kind.NO_WEIGHTS]


def test_an_adapter(tmp_path: Path) -> None:
    adapter = tmp_path / "adapter"
    adapter.mkdir()
    config = {
        "peft_type": "LORA",
        "target_modules": "all-linear",
        "r": 8,
        "lora_alpha": 16,
        "base_model_name_or_path": "Qwen/Qwen2.5-0.5B",
    }
    write_json(adapter / "adapter_config.json", config)
    assert kinds(inspect_checkpoint(adapter)) == [Kind.NO_WEIGHTS]
    (adapter / "adapter_model.bin").touch()
    assert kinds(inspect_checkpoint(adapter)) == [Kind.PICKLE_WEIGHTS]
    (adapter / "adapter_model.bin").unlink()
    write_safetensors(adapter / "adapter_model.safetensors", LORA)
    checkpoint = inspect_checkpoint(adapter)
    assert kinds(checkpoint) == [Kind.ADAPTER_ONLY]
    assert checkpoint.adapter == "Qwen/Qwen2.5-0.5B"
    base = checkpoint_folder(tmp_path / "Qwen2.5-0.5B")
    found = inspect_checkpoint(adapter)
    assert (found.convertible, found.folder, found.base) == (True, adapter, base)
    write_json(adapter / "adapter_config.json", config | {"peft_type": "IA3"})
    assert kinds(inspect_checkpoint(adapter, base)) == [Kind.ADAPTER_UNSUPPORTED]


def test_an_adapter_beside_a_whole_model_is_no_obstacle(model: Path) -> None:
    write_json(model / "adapter_config.json", {})
    assert inspect_checkpoint(model).convertible


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_template_in_its_own_file(tmp_path: Path, line_end: str) -> None:
    """On Windows transformers writes it, and reads it, in text mode."""
    folder = checkpoint_folder(tmp_path / "m", template=None)
    (folder / "chat_template.jinja").write_bytes(CHATML.replace("\n", line_end).encode())
    checkpoint = inspect_checkpoint(folder)
    assert (checkpoint.chat_template, checkpoint.findings) == (CHATML, ())


@pytest.mark.parametrize(("name", "severity"), [("default", Severity.INFORMS), ("rag", Severity.BLOCKS)])
def test_named_templates(tmp_path: Path, name: str, severity: Severity) -> None:
    folder = checkpoint_folder(tmp_path / "m", template=[{"name": name, "template": CHATML}, 7, {"name": 3}])
    checkpoint = inspect_checkpoint(folder)
    (finding,) = checkpoint.findings
    assert (finding.kind, finding.severity, finding.facts["names"]) == (Kind.TEMPLATE_LIST, severity, name)
    assert finding.mend is (None if name == "default" else Mend.CHAT_TEMPLATE)
    assert checkpoint.chat_template == (CHATML if name == "default" else None)


@pytest.mark.parametrize(("name", "kind"), [("m.gguf", Kind.GGUF), ("m.txt", Kind.NOT_A_MODEL)])
def test_a_file_instead_of_a_folder(tmp_path: Path, name: str, kind: Kind) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert kinds(inspect_checkpoint(tmp_path / name)) == [kind]


def test_no_such_folder(tmp_path: Path) -> None:
    assert kinds(inspect_checkpoint(tmp_path / "nothing")) == [Kind.NOT_A_MODEL]
    assert not inspect_checkpoint(Path("a\0b")).convertible


@pytest.mark.skipif(os.name == "nt", reason="a mode keeps nobody from reading there")
def test_a_folder_that_may_not_be_read() -> None:
    with tempfile.TemporaryDirectory() as place:  # which everybody may enter, unlike the tests' own folder
        Path(place).chmod(0o755)
        model = checkpoint_folder(Path(place) / "m")
        model.chmod(0)
        with _as_an_ordinary_user():
            found = kinds(inspect_checkpoint(model))
        model.chmod(0o700)
    assert found == [Kind.UNREADABLE]


@contextmanager
def _as_an_ordinary_user() -> Iterator[None]:
    """Root may read everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"])
def test_a_folder_in_a_files_place_is_a_finding(model: Path, name: str) -> None:
    (model / name).unlink()
    (model / name).mkdir()
    assert not inspect_checkpoint(model).convertible


def test_norms_without_weights_are_not_missed(tmp_path: Path) -> None:
    folder = checkpoint_folder(tmp_path / "m", architectures=["OlmoForCausalLM"])
    held = {name: tensor for name, tensor in tensors().items() if "norm" not in name}
    write_safetensors(folder / "model.safetensors", held)
    assert inspect_checkpoint(folder).convertible


@pytest.mark.parametrize(
    "lost", ["model.embed_tokens.weight", "model.norm.weight", "model.layers.1.mlp.down_proj.weight"]
)
def test_a_missing_tensor(model: Path, lost: str) -> None:
    more = {f"model.layers.{layer}.mlp.up_proj.weight": ("BF16", [48, 32]) for layer in range(2)}
    whole = tensors() | more
    write_safetensors(model / "model.safetensors", whole)
    assert inspect_checkpoint(model).convertible
    write_safetensors(model / "model.safetensors", {name: value for name, value in whole.items() if name != lost})
    assert kinds(inspect_checkpoint(model)) == [Kind.WEIGHTS_INCOMPLETE]


def test_a_missing_head(model: Path) -> None:
    config = json.loads((model / "config.json").read_text()) | {"tie_word_embeddings": False}
    write_json(model / "config.json", config)
    assert kinds(inspect_checkpoint(model)) == [Kind.WEIGHTS_INCOMPLETE]
    write_safetensors(model / "model.safetensors", tensors() | {"lm_head.weight": ("BF16", [64, 32])})
    assert inspect_checkpoint(model).convertible


def test_another_base_model_may_be_chosen_when_one_does_not_do(tmp_path: Path) -> None:
    adapter = tmp_path / "adapter"
    adapter.mkdir()
    write_json(
        adapter / "adapter_config.json",
        {"peft_type": "LORA", "target_modules": "all-linear", "lora_alpha": 16, "base_model_name_or_path": "x/y"},
    )
    write_safetensors(adapter / "adapter_model.safetensors", LORA)
    downloads = tmp_path / "downloads"
    checkpoint_folder(downloads / "base")
    for base, kind in ((downloads, Kind.NOT_A_MODEL), (adapter, Kind.ADAPTER_ONLY), (tmp_path / "x", Kind.NOT_A_MODEL)):
        found = inspect_checkpoint(adapter, base)
        assert (kinds(found), found.adapter, found.base) == ([kind], "x/y", base)
    pair = {f"base_model.model.model.layers.0.self_attn.q_proj.lora_{end}.weight": ("BF16", [3, 3]) for end in "AB"}
    write_safetensors(adapter / "adapter_model.safetensors", pair)
    found = inspect_checkpoint(adapter, downloads / "base")
    assert (kinds(found), found.adapter) == ([Kind.ADAPTER_MISMATCH], "x/y")
