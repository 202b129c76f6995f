"""Builds tiny model folders: real JSON files and real safetensors files, with zeros for weights."""

import json
import struct
from collections.abc import Mapping
from pathlib import Path

from app.core.checkpoint.shape import read_shape
from app.core.families.support import architecture
from app.core.families.table import FAMILIES
from app.core.weights.needed import HEAD, needed_tensors
from tests.sparse import set_size

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
CONFIG_HEAD = 16
LORA = {  # the weights of a small adapter for it
    "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight": ("F32", [8, 32]),
    "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight": ("F32", [32, 8]),
}
LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 988097824\n"
_BYTES = {"BF16": 2, "F16": 2, "F32": 4, "I32": 4}


def checkpoint_folder(folder: Path, template: object = CHATML, **config: object) -> Path:
    """A whole small model in ``folder``; ``config`` changes its config.json, a value of None removes the key."""
    folder.mkdir(parents=True, exist_ok=True)
    names = config.get("architectures")
    family = FAMILIES.get(str(names[0])) if isinstance(names, list) and names else None
    changes = ({"model_type": family.model_type} if family else {}) | config
    merged = {key: value for key, value in (CONFIG | changes).items() if value is not None}
    write_json(folder / "config.json", merged)
    write_json(folder / "tokenizer.json", {"version": "1.0", "model": {"type": "BPE", "vocab": {}, "merges": []}})
    write_json(folder / "tokenizer_config.json", {"chat_template": template} if template else {})
    kind = {"architectures": [family.architecture], "model_type": family.model_type} if family else {}
    inner = {"shared_intermediate_size": CONFIG["intermediate_size"]}  # as Granite 4 calls it
    head = {"head_dim": CONFIG_HEAD, "tie_word_embeddings": True} | inner
    scale = {"model.layers.0.mlp.up_proj.weight.absmax": ("F32", [4])}
    quantized = scale if config.get("quantization_config") or config.get("quantization") else {}
    write_safetensors(folder / "model.safetensors", tensors(**head, **kind) | quantized)
    return folder


def tensors(layers: int = 2, **config: object) -> dict[str, tuple[str, list[int]]]:
    """Names, types and shapes of the weights that a model of ``CONFIG`` and the changes ``config`` has."""
    whole = CONFIG | {"num_hidden_layers": layers} | config
    shape = read_shape(whole)
    assert shape
    needed = needed_tensors(architecture(whole), whole, shape)
    if shape.tied_embeddings:
        needed.pop(HEAD)
    return {name: ("F32" if len(sizes) == 1 else "BF16", list(sizes)) for name, sizes in needed.items()}


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


def seven_billion(folder: Path) -> Path:
    """15 GB of holes in the shape of a 7B model with a vocabulary of 152,000 words."""
    sizes = {"hidden_size": 3584, "intermediate_size": 18944, "num_attention_heads": 28, "num_key_value_heads": 4}
    others = {"num_hidden_layers": 28, "vocab_size": 152064, "tie_word_embeddings": False}
    checkpoint_folder(folder, **sizes, **others)
    (folder / "model.safetensors").unlink()
    shapes = {"self_attn.q_proj": [3584, 3584], "self_attn.k_proj": [512, 3584], "self_attn.v_proj": [512, 3584]}
    shapes |= {"self_attn.o_proj": [3584, 3584], "mlp.gate_proj": [18944, 3584], "mlp.up_proj": [18944, 3584]}
    shapes |= {"mlp.down_proj": [3584, 18944], "input_layernorm": [3584], "post_attention_layernorm": [3584]}
    names = {f"model.layers.{layer}.{part}.weight": shape for layer in range(28) for part, shape in shapes.items()}
    biases = {f"self_attn.{part}_proj": shapes[f"self_attn.{part}_proj"][:1] for part in "qkv"}
    names |= {f"model.layers.{layer}.{part}.bias": shape for layer in range(28) for part, shape in biases.items()}
    names |= {"model.embed_tokens.weight": [152064, 3584], "lm_head.weight": [152064, 3584]}
    names |= {"model.norm.weight": [3584]}
    index: dict[str, str] = {}
    for number in range(4):
        file = f"model-{number + 1:05}-of-00004.safetensors"
        held = dict(list(names.items())[number::4])
        index |= dict.fromkeys(held, file)
        _sparse(folder / file, held)
    write_json(folder / "model.safetensors.index.json", {"weight_map": index})
    vocab = {f"Ġtoken{number}": number for number in range(151_640)}
    merges = [f"Ġt oken{number}" for number in range(151_640)]
    write_json(folder / "tokenizer.json", {"model": {"type": "BPE", "vocab": vocab, "merges": merges}})
    return folder


def _sparse(path: Path, shapes: dict[str, list[int]]) -> None:
    header, end = {}, 0
    for name, shape in shapes.items():
        start, end = end, end + 2 * shape[0] * (shape[1] if len(shape) > 1 else 1)
        header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [start, end]}
    data = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(data)) + data)
    set_size(path, 8 + len(data) + end)
