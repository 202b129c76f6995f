"""Builds tiny model folders: real JSON files and real safetensors files, with zeros for weights."""

import json
import struct
from collections.abc import Mapping
from pathlib import Path

from app.core.architectures import MODEL_TYPES

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
CONFIG: dict[str, object] = {
    "architectures": ["Qwen2ForCausalLM"],
    "model_type": "qwen2",
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "num_hidden_layers": 2,
    "vocab_size": 64,
    "max_position_embeddings": 128,
    "tie_word_embeddings": True,
    "eos_token_id": 2,
}
LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 988097824\n"
_BYTES = {"BF16": 2, "F16": 2, "F32": 4, "I32": 4}


def checkpoint_folder(folder: Path, template: object = CHATML, **config: object) -> Path:
    """A whole small model in ``folder``; ``config`` changes its config.json, a value of None removes the key."""
    folder.mkdir(parents=True, exist_ok=True)
    names = config.get("architectures")
    kind = MODEL_TYPES.get(str(names[0])) if isinstance(names, list) else None
    changes = ({"model_type": kind} if kind else {}) | config
    merged = {key: value for key, value in (CONFIG | changes).items() if value is not None}
    write_json(folder / "config.json", merged)
    write_json(folder / "tokenizer.json", {"version": "1.0", "model": {"type": "BPE", "vocab": {}, "merges": []}})
    write_json(folder / "tokenizer_config.json", {"chat_template": template} if template else {})
    write_safetensors(folder / "model.safetensors", tensors())
    return folder


def tensors(layers: int = 2) -> dict[str, tuple[str, list[int]]]:
    """Names, types and shapes of a few weights of each layer."""
    blocks = {f"model.layers.{layer}.mlp.down_proj.weight": ("BF16", [32, 48]) for layer in range(layers)}
    return {"model.embed_tokens.weight": ("BF16", [64, 32]), **blocks, "model.norm.weight": ("F32", [32])}


def sharded(folder: Path) -> Path:
    """Replace the only weight file of ``folder`` by two shards and their index."""
    (folder / "model.safetensors").unlink()
    names = list(tensors())
    shards = {"model-00001-of-00002.safetensors": names[:2], "model-00002-of-00002.safetensors": names[2:]}
    for shard, held in shards.items():
        write_safetensors(folder / shard, {name: tensors()[name] for name in held})
    write_index(folder, {name: shard for shard, held in shards.items() for name in held})
    return folder


def write_index(folder: Path, weight_map: Mapping[str, str]) -> None:
    write_json(folder / "model.safetensors.index.json", {"metadata": {}, "weight_map": dict(weight_map)})


def write_safetensors(path: Path, content: Mapping[str, tuple[str, list[int]]]) -> None:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, (dtype, shape) in content.items():
        start, end = end, end + _count(shape) * _BYTES[dtype]
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}
    write_header(path, json.dumps(header).encode(), end)


def write_header(path: Path, header: bytes, data: int) -> None:
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(data))


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def _count(shape: list[int]) -> int:
    count = 1
    for size in shape:
        count *= size
    return count
