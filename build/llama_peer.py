"""The peer of ``bench_chat.py``: llama.cpp with Q4_0. Runs in a virtual environment of its own, with llama-cpp-python.

``write CHECKPOINT GGUF`` writes a Qwen 2 checkpoint as Q4_0; ``serve GGUF THREADS PROMPT ANSWER`` prints the tokens a
second of one turn, as JSON, for each line of standard input.
"""

import json
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

ALIGNMENT = 32  # bytes
F32, F16 = 0, 1  # ggml's types
U32, FLOAT, STRING = 4, 6, 8  # GGUF's types of values
PARTS = {
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
OUTSIDE = {"embed_tokens": "token_embd", "norm": "output_norm"}


def write(checkpoint: Path, gguf: Path) -> None:
    import llama_cpp

    config = json.loads((checkpoint / "config.json").read_text())
    whole = gguf.with_suffix(".f16.gguf")
    write_gguf(whole, metadata(config), list(tensors(checkpoint / "model.safetensors")))
    parameters = llama_cpp.llama_model_quantize_default_params()
    parameters.ftype = llama_cpp.LLAMA_FTYPE_MOSTLY_Q4_0
    parameters.pure = True  # the head too, as ours
    code = llama_cpp.llama_model_quantize(str(whole).encode(), str(gguf).encode(), parameters)
    whole.unlink()
    sys.exit(code)


def metadata(config: dict[str, Any]) -> list[tuple[str, int, Any]]:
    rope = config.get("rope_parameters") or {}
    return [
        ("general.architecture", STRING, "qwen2"),
        ("qwen2.context_length", U32, config["max_position_embeddings"]),
        ("qwen2.embedding_length", U32, config["hidden_size"]),
        ("qwen2.block_count", U32, config["num_hidden_layers"]),
        ("qwen2.feed_forward_length", U32, config["intermediate_size"]),
        ("qwen2.attention.head_count", U32, config["num_attention_heads"]),
        ("qwen2.attention.head_count_kv", U32, config["num_key_value_heads"]),
        ("qwen2.attention.layer_norm_rms_epsilon", FLOAT, config["rms_norm_eps"]),
        ("qwen2.rope.freq_base", FLOAT, rope.get("rope_theta", config.get("rope_theta", 10000.0))),
        ("qwen2.vocab_size", U32, config["vocab_size"]),
        ("tokenizer.ggml.model", STRING, "no_vocab"),
    ]


Tensor = tuple[str, int, np.ndarray]  # name, ggml's type, values


def tensors(weights: Path) -> Iterator[Tensor]:
    """bfloat16 weights by llama.cpp's names: matrices in float16, vectors in float32."""
    data = np.memmap(weights, np.uint8, "r")
    start = 8 + int(data[:8].view(np.uint64)[0])
    for name, entry in json.loads(data[8:start].tobytes()).items():
        if name == "__metadata__":
            continue
        first, last = entry["data_offsets"]
        values = (data[start + first : start + last].view(np.uint16).astype(np.uint32) << 16).view(np.float32)
        values = values.reshape(entry["shape"])
        matrix = values.ndim > 1
        yield peer_name(name), F16 if matrix else F32, values.astype(np.float16) if matrix else values


def peer_name(name: str) -> str:
    _, *middle, kind = name.split(".")
    if middle[0] == "layers":
        return f"blk.{middle[1]}.{PARTS['.'.join(middle[2:])]}.{kind}"
    return f"{OUTSIDE['.'.join(middle)]}.{kind}"


def write_gguf(path: Path, pairs: list[tuple[str, int, Any]], found: list[Tensor]) -> None:
    """GGUF version 3: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"""
    with path.open("wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", 3, len(found), len(pairs)))
        for key, kind, value in pairs:
            file.write(text(key) + struct.pack("<I", kind))
            file.write(text(value) if kind == STRING else struct.pack("<I" if kind == U32 else "<f", value))
        offset = 0
        for name, kind, values in found:
            file.write(text(name) + struct.pack("<I", values.ndim))
            file.write(struct.pack(f"<{values.ndim}Q", *reversed(values.shape)) + struct.pack("<IQ", kind, offset))
            offset += values.nbytes + -values.nbytes % ALIGNMENT
        pad(file)
        for _, _, values in found:
            file.write(values.tobytes())
            pad(file)


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def pad(file: BinaryIO) -> None:
    file.write(b"\0" * (-file.tell() % ALIGNMENT))


def serve(gguf: Path, threads: int, prompt: int, answer: int) -> None:
    """A turn for each line of standard input: reads a prompt, then writes an answer."""
    from llama_cpp import Llama

    length = prompt + answer + 8
    model = Llama(str(gguf), n_ctx=length, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False)
    tokens = np.random.default_rng(0).integers(10, 2000, prompt).tolist()
    for _ in sys.stdin:
        model.reset()
        started = time.perf_counter()
        model.eval(tokens)
        token = int(np.argmax(model._scores[-1]))
        read = time.perf_counter()
        for _ in range(answer):
            model.eval([token])
            token = int(np.argmax(model._scores[-1]))
        seconds = {"prefill": prompt / (read - started), "decode": answer / (time.perf_counter() - read)}
        print(json.dumps(seconds), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), Path(sys.argv[3]))
    serve(Path(sys.argv[2]), *map(int, sys.argv[3:]))
