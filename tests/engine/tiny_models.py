"""Tiny random checkpoints of every architecture that is offered, with the sample model's tokenizer.

Run as a program it saves one: ``python -m tests.engine.tiny_models KIND FOLDER [SIZES]``, so that a test process need
not import torch.
"""

import copy
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from app import paths
from app.core.families.family import Rope, Source
from app.core.families.table import FAMILIES as FAMILY_TABLE
from tests.engine.tiny_settings import (
    FULL,
    GEMMA_3,
    GEMMA_4,
    GEMMA_4_DENSE,
    GEMMA_4_E,
    GRANITE,
    GRANITE_4,
    HEAD,
    LFM2_MOE,
    MINISTRAL_3,
    NEMOTRON_H,
    PHI_3,
    PHI_3_LONG,
    QWEN_3_5,
    ROPES,
    SLIDING,
    STRAY,
    VOCABULARY,
)

END_OF_TURN = 2047  # in the sample model's tokenizer
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
EXPERT_BIAS = "expert_bias"
LOUDER = 4.0  # times the random matrices: answers then vary
# A row for each entry of the family table: kind -> the beginning of its class in transformers, and the settings that
# differ from COMMON. Every feature of the family should be on
FAMILIES: dict[str, tuple[str, dict[str, Any]]] = {
    "qwen2": ("Qwen2", {}),
    "qwen3": ("Qwen3", {"head_dim": HEAD}),
    "qwen3.5": ("Qwen3_5", QWEN_3_5),
    "llama": ("Llama", {}),
    "mistral": ("Mistral", {"sliding_window": None}),
    "ministral3": ("Ministral3", MINISTRAL_3),
    "phi3": ("Phi3", PHI_3),
    "phi2": ("Phi", {"num_key_value_heads": 4}),
    "gemma": ("Gemma", {"head_dim": HEAD}),
    "gemma2": ("Gemma2", {"head_dim": HEAD, "sliding_window": 64}),
    "gemma3": ("Gemma3", GEMMA_3),
    "gemma4": ("Gemma4Unified", GEMMA_4),
    "gemma4-e": ("Gemma4", GEMMA_4_E),
    "ernie": ("Ernie4_5", {}),
    "hunyuan": ("HunYuanDenseV1", {"head_dim": HEAD}),
    "lfm2": ("Lfm2", {"layer_types": ["conv", FULL], "block_auto_adjust_ff_dim": False}),
    "granite": ("Granite", GRANITE),
    "granite4": ("GraniteMoeHybrid", GRANITE_4),
    "smollm3": ("SmolLM3", {"no_rope_layers": [1, 0]}),
    "nemotron": ("Nemotron", {}),
    "olmo": ("Olmo", {}),
    "olmo2": ("Olmo2", {}),
    "olmo3": ("Olmo3", {"sliding_window": 32, "layer_types": [SLIDING, FULL]}),
    "cohere2": ("Cohere2", {"sliding_window": 32, "layer_types": [SLIDING, FULL], "logit_scale": 0.25}),
    "exaone4": ("Exaone4", {"head_dim": HEAD, "sliding_window": 32, "layer_types": [SLIDING, FULL]}),
    "glm4": ("Glm4", {"head_dim": HEAD}),
    "apertus": ("Apertus", {"hidden_act": "xielu"}),
    "stablelm": ("StableLm", {"partial_rotary_factor": 0.5, "use_qkv_bias": True}),
    "gpt-neox": ("GPTNeoX", {"num_key_value_heads": 4, "rotary_pct": 0.5}),
    "starcoder2": ("Starcoder2", {"sliding_window": 32, "hidden_act": "gelu_pytorch_tanh"}),
    "lfm2-moe": ("Lfm2Moe", LFM2_MOE),
    "nemotron-h": ("NemotronH", NEMOTRON_H),
}


def _tied(kind: str, tied: bool) -> tuple[str, dict[str, Any]]:
    prefix, changes = FAMILIES[kind]
    return prefix, changes | {"tie_word_embeddings": tied}


# Every family with an output head of its own, and with one that is also its embedding
KINDS = {kind: _tied(kind, False) for kind in FAMILIES} | {f"{kind}-tied": _tied(kind, True) for kind in FAMILIES}


def _lengthened(kind: str, rope: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    prefix, changes = KINDS[kind]
    nested = {FULL: rope, SLIDING: {"rope_type": "default", "rope_theta": 10000.0}}
    by_layer = FAMILY_TABLE[f"{prefix}ForCausalLM"].rope is Rope.BY_LAYER
    return prefix, changes | {"rope_parameters": nested if by_layer else rope}


LENGTHENED_KINDS = {
    f"{kind}-{name}": _lengthened(kind, rope)
    for kind in KINDS
    if FAMILY_TABLE[f"{KINDS[kind][0]}ForCausalLM"].rope in (Rope.ONE, Rope.BY_LAYER)  # the other kinds are apart
    and not kind.startswith("ministral3")  # transformers wants its settings for scaling the queries among these
    for name, rope in ROPES.items()
}
# Settings that the builder overlooks, or reads in an older place
SETTINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "phi3-longrope": ("Phi3", PHI_3_LONG),
    "phi3-longrope-tied": ("Phi3", PHI_3_LONG | {"tie_word_embeddings": True}),
    "phi3-window": ("Phi3", PHI_3 | {"sliding_window": 32}),
    "mistral-window": ("Mistral", {"sliding_window": 32}),
    "qwen2-window": ("Qwen2", {"use_sliding_window": True, "sliding_window": 32, "max_window_layers": 1}),
    "gemma3-window": ("Gemma3", GEMMA_3 | {"sliding_window": 32}),
    "llama-biases": ("Llama", {"attention_bias": True, "mlp_bias": True}),
    "olmo-biases": ("Olmo", {"attention_bias": True}),
    "nemotron-biases": ("Nemotron", {"attention_bias": True}),
    "gemma2-capped": (
        "Gemma2",
        FAMILIES["gemma2"][1] | {"final_logit_softcapping": 0.3, "attn_logit_softcapping": 0.1},
    ),
    "gemma3-capped": ("Gemma3", GEMMA_3 | {"final_logit_softcapping": 0.3, "attn_logit_softcapping": 0.1}),
    "gemma3-no-window-used": ("Gemma3", GEMMA_3 | {"sliding_window": 32, "layer_types": [FULL, FULL]}),
    "smollm3-window-off": ("SmolLM3", {"no_rope_layers": [0, 0], "use_sliding_window": False, "sliding_window": 32}),
    "llama-of-another-family": ("Llama", STRAY | {"sliding_window": 32, "hidden_activation": "relu"}),
    "lfm2-of-another-family": ("Lfm2", FAMILIES["lfm2"][1] | STRAY | {"hidden_act": "relu"}),
    "lfm2-moe-of-another-family": (
        "Lfm2Moe",
        LFM2_MOE | {"use_expert_bias": False, "num_local_experts": 2, "swiglu_limit": 0.1, "hidden_act": "relu"},
    ),
    "nemotron-h-biases": ("NemotronH", NEMOTRON_H | {"use_bias": True, "conv_kernel": 3}),
    "nemotron-h-other-biases": ("NemotronH", NEMOTRON_H | {"mlp_bias": True, "use_conv_bias": False}),
    "nemotron-h-nothing-attends": ("NemotronH", NEMOTRON_H | {"layers_block_type": ["linear_attention", "mlp"]}),
    "nemotron-h-of-another-family": (
        "NemotronH",
        NEMOTRON_H
        | STRAY
        | {"rms_norm_eps": 0.1, "sliding_window": 32, "hidden_act": "silu", "rope_scaling": ROPES["yarn"]},
    ),
    "olmo2-biases": ("Olmo2", {"attention_bias": True}),
    "olmo3-no-window-used": ("Olmo3", {"sliding_window": 32, "layer_types": [FULL, FULL]}),
    "cohere2-biases": ("Cohere2", FAMILIES["cohere2"][1] | {"attention_bias": True}),
    "exaone4-no-window": ("Exaone4", {"head_dim": HEAD, "sliding_window": None, "layer_types": [FULL, FULL]}),
    "exaone4-no-window-used": ("Exaone4", {"head_dim": HEAD, "sliding_window": 32, "layer_types": [FULL, FULL]}),
    "glm4-no-biases": ("Glm4", {"head_dim": HEAD, "attention_bias": False}),
    "apertus-biases": ("Apertus", {"hidden_act": "xielu", "attention_bias": True}),
    "stablelm-no-biases": ("StableLm", {"partial_rotary_factor": 0.5}),
    "gpt-neox-in-turn": ("GPTNeoX", FAMILIES["gpt-neox"][1] | {"use_parallel_residual": False}),
    "gpt-neox-no-biases": ("GPTNeoX", FAMILIES["gpt-neox"][1] | {"attention_bias": False, "rotary_pct": 1.0}),
    "starcoder2-no-biases": ("Starcoder2", {"use_bias": False}),
    "gemma4-of-another-family": ("Gemma4Unified", GEMMA_4 | {"partial_rotary_factor": 0.5}),
    "gemma4-dense": ("Gemma4", GEMMA_4_DENSE),
    "gemma4-many-layers": ("Gemma4Unified", GEMMA_4 | {"num_hidden_layers": 12, "layer_types": [SLIDING, FULL] * 6}),
    "gemma4-e-many-layers": (  # whose numbers transformers writes with zeros before them
        "Gemma4",
        GEMMA_4_E | {"num_hidden_layers": 12, "layer_types": [SLIDING, SLIDING, FULL] * 4, "num_kv_shared_layers": 6},
    ),
    "gemma4-e-keys-are-values": ("Gemma4", GEMMA_4_E | {"attention_k_eq_v": True, "num_global_key_value_heads": 1}),
    "mistral-wide-heads": ("Mistral", {"sliding_window": None, "head_dim": 64}),
}


def save(kind: str, folder: Path, **sizes: int) -> None:
    """Write a checkpoint with random weights of ``kind`` and the sample model's tokenizer and template; ``sizes`` are
    settings of ``config.json`` that go before the kind's own."""
    prefix, changes = (KINDS | LENGTHENED_KINDS | SETTINGS)[kind]
    save_checkpoint(prefix, COMMON | changes | sizes, folder)


def save_checkpoint(prefix: str, settings: dict[str, Any], folder: Path, dtype: str = "bfloat16") -> None:
    """The same of the architecture whose classes in transformers begin with ``prefix``."""
    import torch
    import transformers

    family = FAMILY_TABLE[f"{prefix}ForCausalLM"]
    kind = family.model_type
    config = transformers.CONFIG_MAPPING[kind](**copy.deepcopy(settings))
    torch.manual_seed(0)
    model = getattr(transformers, f"{prefix}ForCausalLM")(config)
    louder = LOUDER if family.source is Source.MOBIUS or family.mixture(settings) else 1.0
    for name, parameter in model.named_parameters():
        # Biases of 0 would be dropped from the graph, and factors of 1 not be seen
        if name.endswith(("bias", ".D")) or "norm" in name:
            parameter.data += torch.randn_like(parameter) * 0.1
        elif parameter.dim() > 1 and "embed" not in name and "head" not in name:
            parameter.data *= louder
    for name, buffer in model.named_buffers():
        if name.endswith(("layer_scalar", EXPERT_BIAS)):
            buffer += torch.randn_like(buffer) * 0.2
    kept = {name: buffer.clone() for name, buffer in model.named_buffers() if name.endswith(EXPERT_BIAS)}
    model.to(getattr(torch, dtype))
    for name, buffer in kept.items():  # in float32, whatever the rest is
        model.get_submodule(name.rpartition(".")[0]).expert_bias = buffer
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(paths.sample_model() / name, folder / name)


def save_in_child(kind: str, folder: Path, **sizes: int) -> Path:
    """The same in a process of its own; returns ``folder``."""
    command = [sys.executable, "-m", "tests.engine.tiny_models", kind, str(folder), json.dumps(sizes)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def end_with_a_mark(folder: Path) -> None:
    """The tiny models end with token 2, which the sample's tokenizer writes as a letter."""
    for name in ("config.json", "generation_config.json"):
        settings = json.loads((folder / name).read_text(encoding="utf-8"))
        for part in (settings, settings.get("text_config", {})):
            if "eos_token_id" in part:
                part["eos_token_id"] = END_OF_TURN
        (folder / name).write_text(json.dumps(settings), encoding="utf-8")


if __name__ == "__main__":
    save(sys.argv[1], Path(sys.argv[2]), **json.loads(sys.argv[3] if len(sys.argv) > 3 else "{}"))
