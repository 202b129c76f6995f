"""A checkpoint of 0.5B parameters that answers as the sample model does: as slow as one of that size, and with answers
that end.

Its layers, width, heads and vocabulary are Qwen2.5-0.5B's. What the sample model does not fill is zero, and a layer
that it does not have adds nothing; so all that it computes, it computes as before, but for the rounding to bfloat16.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

SHAPE = {
    "hidden_size": 896,
    "intermediate_size": 4864,
    "num_hidden_layers": 24,
    "num_attention_heads": 28,
    "vocab_size": 151_936,
    "max_position_embeddings": 32_768,
}


def write_widened(sample: Path, folder: Path) -> None:
    """``sample`` is the sample model's folder; ``folder`` does not exist yet."""
    shutil.copytree(sample, folder)
    config = json.loads((sample / "config.json").read_text(encoding="utf-8"))
    wide = config | SHAPE | {"layer_types": ["full_attention"] * SHAPE["num_hidden_layers"]}
    (folder / "config.json").write_text(json.dumps(wide), encoding="utf-8")
    weights = load_file(sample / "model.safetensors")
    layers = {int(name.split(".")[2]) for name in weights if ".layers." in name}
    for number in range(SHAPE["num_hidden_layers"]):
        source = number if number in layers else 0
        for name in [name for name in weights if f".layers.{source}." in name]:
            empty = number not in layers and weights[name].dim() > 1
            copied = torch.zeros_like(weights[name]) if empty else weights[name]
            weights[name.replace(f".layers.{source}.", f".layers.{number}.")] = copied
    widened = {name: _widened(name, values, config).contiguous() for name, values in weights.items()}
    save_file(widened, folder / "model.safetensors", metadata={"format": "pt"})


def _widened(name: str, values: torch.Tensor, config: Any) -> torch.Tensor:
    width, inner, words = (SHAPE[key] for key in ("hidden_size", "intermediate_size", "vocab_size"))
    if name.endswith("norm.weight"):  # the mean square is over more numbers
        return _filled(values * (config["hidden_size"] / width) ** 0.5, width)
    sizes = {"q_proj": width, "gate_proj": inner, "up_proj": inner, "embed_tokens": words, "o_proj": width}
    rows = next((size for part, size in sizes.items() if part in name), len(values))
    if "down_proj" in name:
        rows = width
    if "q_proj" in name:
        values = _spread(values, config)
    if "o_proj" in name:
        values = _spread(values.T, config).T
    if values.dim() == 1:
        return _filled(values, rows)
    columns = inner if "down_proj" in name else width
    return _filled(values, rows, columns)


def _spread(values: torch.Tensor, config: Any) -> torch.Tensor:
    """Rows of query heads: each group of heads that shares keys and values becomes a larger one."""
    groups, heads = config["num_key_value_heads"], config["num_attention_heads"]
    size = config["hidden_size"] // heads
    parts = values.reshape(groups, heads // groups * size, *values.shape[1:])
    wide = SHAPE["num_attention_heads"] // groups * size
    grown = torch.zeros(groups, wide, *values.shape[1:], dtype=values.dtype)
    grown[:, : parts.shape[1]] = parts
    return grown.reshape(groups * wide, *values.shape[1:])


def _filled(values: torch.Tensor, *shape: int) -> torch.Tensor:
    grown = torch.zeros(*shape, dtype=values.dtype)
    grown[tuple(slice(size) for size in values.shape)] = values
    return grown
