"""Whatever a stranger's folder holds, the inspection answers: no exception, no hang, bounded memory."""

import json
import os
import shutil
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.wording.messages import failure_words
from tests.core.checkpoint.checkpoints import CONFIG, LFS_POINTER, checkpoint_folder, tensors, write_json
from tests.memory import peak_memory

FOLDERS = 600  # of each part; parts, so that two workers share them
FILES = (
    *("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "generation_config.json"),
    *("model.safetensors.index.json", "adapter_config.json", "adapter_model.safetensors", "chat_template.jinja"),
    *("special_tokens_map.json", "added_tokens.json", "chat_template.json"),
    *("README.md", "modules.json", "pytorch_model.bin", "model-00001-of-00002.safetensors", "model.gguf"),
)
KEYS = (
    *CONFIG,
    *(
        "eos_token_id",
        "rope_scaling",
        "rope_parameters",
        "quantization_config",
        "head_dim",
        "auto_map",
        "sliding_window",
    ),
    *("text_config", "chat_template", "tokenizer_class", "eos_token", "model", "added_tokens", "weight_map", "vocab"),
    *("added_tokens_decoder", "additional_special_tokens", "extra_special_tokens", "init_inputs", "content"),
    *("peft_type", "r", "lora_alpha", "base_model_name_or_path", "rank_pattern"),
)
scalars = (
    st.none() | st.booleans() | st.integers() | st.integers(-(10**40), 10**40) | st.floats() | st.text(max_size=20)
)
known = st.sampled_from(
    [
        "Qwen2ForCausalLM",
        "Lfm2ForCausalLM",
        "Phi3ForCausalLM",
        "LORA",
        ".",
        "..",
        "a\0b",
        "{% for %}",
        "{{ x }}",
        "default",
    ]
)
values = st.recursive(
    scalars | known,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
objects = st.dictionaries(st.sampled_from(KEYS), values, max_size=6)


def _header(draw: Any) -> bytes:
    """A weight file whose header lies about lengths, types, shapes or places."""
    entry = st.fixed_dictionaries(
        {
            "dtype": st.sampled_from(["F32", "BF16", "F8_E4M3", "?"]) | values,
            "shape": st.lists(st.integers(-2, 2**70), max_size=4) | values,
            "data_offsets": st.lists(st.integers(-(2**40), 2**70), min_size=2, max_size=2) | values,
        }
    )
    names = st.sampled_from([*tensors(), "__metadata__", "model.layers." + "9" * 5000 + ".a"]) | st.text(max_size=12)
    header = draw(st.binary(max_size=40) | st.dictionaries(names, entry | values, max_size=3).map(_dumped))
    length = draw(st.just(len(header)) | st.sampled_from([0, 1, 2**31, 2**63, 2**64 - 1]))
    return struct.pack("<Q", length) + header + bytes(draw(st.integers(0, 64)))


def _dumped(value: object) -> bytes:
    return json.dumps(value).encode()


def _changed(draw: Any, path: Path) -> None:
    before: dict[str, object] = {}
    if path.suffix == ".json" and path.is_file() and not path.is_symlink():
        try:
            before = json.loads(path.read_text())
        except (ValueError, RecursionError):
            before = {}
    if isinstance(before, dict):
        _replaced(path, _dumped(before | draw(objects)))


def _replaced(path: Path, data: bytes) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    if not path.exists():
        path.write_bytes(data)


def _other(draw: Any, path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    if path.exists():
        return
    match draw(st.sampled_from(["gone", "folder", "pipe", "device", "outside", "loop", "dangling"])):
        case "folder":
            path.mkdir()
        case "pipe" if hasattr(os, "mkfifo"):
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "outside":
            path.symlink_to("/etc/passwd")
        case "loop":
            path.symlink_to(path.name)
        case "dangling":
            path.symlink_to("../../nothing")


def _deepen(draw: Any, folder: Path) -> None:
    """The same files some folders deeper, in a folder that may lead back to itself."""
    names = draw(st.lists(st.sampled_from(["checkpoint-" + "9" * 40, "final", ".git", "a b", "模型"]), min_size=1))
    inside = folder.joinpath(*names[:12])
    inside.mkdir(parents=True, exist_ok=True)
    for name in draw(st.lists(st.sampled_from(FILES), max_size=3)):
        if (folder / name).exists() and not (inside / name).exists():
            (folder / name).rename(inside / name)
    if not os.path.lexists(inside / "loop"):
        (inside / "loop").symlink_to(folder, target_is_directory=True)


def _mutate(draw: Any, folder: Path) -> None:
    path = folder / draw(st.sampled_from(FILES))
    match draw(st.sampled_from(["change", "change", "header", "bytes", "deep", "text", "other", "deeper"])):
        case "change":
            _changed(draw, path)
        case "header":
            _replaced(folder / "model.safetensors", _header(draw))
        case "bytes":
            _replaced(path, draw(st.binary(max_size=60) | st.just(LFS_POINTER)))
        case "deep":
            start = draw(st.sampled_from([b"[", b'{"model":', b'{"vocab":', b"{{ (", b"{% if 1 %}"]))
            _replaced(path, start * draw(st.sampled_from([50, 2_000])))
        case "text":
            _replaced(path, draw(st.text(max_size=60)).encode())
        case "other":
            _other(draw, path)
        case "deeper":
            _deepen(draw, folder)


def check(checkpoint: Checkpoint) -> None:
    """An answer that people can be shown."""
    assert checkpoint.findings or checkpoint.convertible
    for finding in checkpoint.findings:
        assert all(failure_words(finding))


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkpoint_folder(tmp_path_factory.mktemp("pristine") / "m")


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize("part", range(5))
def test_mutated_folders(pristine: Path, part: int) -> None:
    count = 0
    shared = Path("/dev/shm") if Path("/dev/shm").is_dir() else None

    @settings(max_examples=FOLDERS, deadline=60_000, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def mutated(data: st.DataObject) -> None:
        nonlocal count
        count += 1
        with tempfile.TemporaryDirectory(dir=shared) as parent:
            folder = Path(parent) / "m"
            shutil.copytree(pristine, folder)
            for _ in range(data.draw(st.integers(1, 3))):
                _mutate(data.draw, folder)
            check(inspect_checkpoint(folder))

    mutated()
    assert count >= FOLDERS


ENORMOUS: dict[str, Callable[[], bytes]] = {
    "flat lists": lambda: b"[" + b"[]," * 1_300_000 + b"[]]",
    "many keys": lambda: b"{" + b",".join(b'"%d":0' % number for number in range(300_000)) + b"}",
    "one text": lambda: b'{"architectures":["' + b"x" * 3_900_000 + b'"]}',
    "too large": lambda: b" " * 80_000_000,
    "long number": lambda: b'{"hidden_size":' + b"9" * 3_000_000 + b"}",
}


@pytest.mark.parametrize(
    "name", ["config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors.index.json"]
)
@pytest.mark.parametrize("content", ENORMOUS)
def test_enormous_files_need_bounded_memory(pristine: Path, tmp_path: Path, name: str, content: str) -> None:
    folder = tmp_path / "m"
    shutil.copytree(pristine, folder)
    if "index" in name:
        (folder / "model.safetensors").unlink()
    (folder / name).write_bytes(ENORMOUS[content]())
    with peak_memory() as peak:
        check(inspect_checkpoint(folder))
    assert peak() < 300e6


def test_an_enormous_header(pristine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(pristine, folder)
    entries = b",".join(b'"%d":{"dtype":"F32","shape":[],"data_offsets":[0,4]}' % number for number in range(140_000))
    data = b"{" + entries + b"}"
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(data)) + data + bytes(4))
    with peak_memory() as peak:
        check(inspect_checkpoint(folder))
    assert peak() < 300e6


def test_a_long_chain_of_assignments_in_a_template(tmp_path: Path) -> None:
    chain = "".join(f"{{% set a{number} = a{number + 1} %}}" for number in range(3_000))
    check(inspect_checkpoint(checkpoint_folder(tmp_path / "m", template=chain + "{{ a0 }}")))
    write_json(tmp_path / "m" / "tokenizer_config.json", {"chat_template": "{{ a }}" * 14_000})
    check(inspect_checkpoint(tmp_path / "m"))
