"""Tiny random checkpoints of every architecture that is offered, with the sample model's tokenizer.

Run as a program it saves one: ``python -m tests.engine.tiny_models KIND FOLDER``, so that a test process need not
import torch.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from app import paths

VOCABULARY = 2048  # of the sample model's tokenizer
COMMON = {
    "vocab_size": VOCABULARY,
    "hidden_size": 128,
    "intermediate_size": 192,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 256,
    "bos_token_id": 0,
    "eos_token_id": 2,
    "pad_token_id": 0,
}
LLAMA3_ROPE = {
    "rope_type": "llama3",
    "rope_theta": 10000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}
# kind -> transformers' prefix, and what differs from COMMON
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "qwen2-tied": ("Qwen2", {"tie_word_embeddings": True}),
    "qwen2": ("Qwen2", {"tie_word_embeddings": False}),
    "qwen3-tied": ("Qwen3", {"tie_word_embeddings": True, "head_dim": 32}),
    "qwen3": ("Qwen3", {"tie_word_embeddings": False, "head_dim": 32}),
    "llama-tied": ("Llama", {"tie_word_embeddings": True}),
    "llama": ("Llama", {"tie_word_embeddings": False}),
    "llama3": ("Llama", {"rope_parameters": LLAMA3_ROPE}),
    "mistral": ("Mistral", {"sliding_window": None}),
    "phi3": ("Phi3", {"num_key_value_heads": 4, "original_max_position_embeddings": 256}),
    "gemma": ("Gemma", {"head_dim": 32}),
    "gemma2": ("Gemma2", {"head_dim": 32, "sliding_window": 64}),
    "ernie": ("Ernie4_5", {"tie_word_embeddings": True}),
    "hunyuan": ("HunYuanDenseV1", {"head_dim": 32}),
    "lfm2": ("Lfm2", {"layer_types": ["conv", "full_attention"], "block_auto_adjust_ff_dim": False}),
    "granite-tied": ("Granite", {"tie_word_embeddings": True}),
    "granite": ("Granite", {"tie_word_embeddings": False}),
}


def save(kind: str, folder: Path) -> None:
    """Write a checkpoint with random weights of ``kind`` and the sample model's tokenizer and template."""
    import torch
    import transformers

    prefix, changes = KINDS[kind]
    config = getattr(transformers, f"{prefix}Config")(**(COMMON | changes))
    torch.manual_seed(0)
    model = getattr(transformers, f"{prefix}ForCausalLM")(config)
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):  # zero biases would be dropped from the graph
            torch.nn.init.normal_(parameter, std=0.1)
    model.to(torch.bfloat16).save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(paths.sample_model() / name, folder / name)


if __name__ == "__main__":
    save(sys.argv[1], Path(sys.argv[2]))
