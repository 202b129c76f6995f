"""Configurations that nobody thought of: each setting that a family's ``config.json`` can have, drawn by chance."""

import copy
from collections.abc import Mapping
from random import Random
from typing import Any

from msgspec import Struct

from app.core.families.family import Rope, Windows
from app.core.families.table import FAMILIES as FAMILY_TABLE
from app.core.families.text_model import text_architecture
from tests.engine.tiny_models import COMMON, FAMILIES
from tests.engine.tiny_settings import FULL, SLIDING
from tests.engine.tiny_towers import TOWER_KINDS

Choices = Mapping[str, tuple[Any, ...]]

ACTIVATIONS = ("silu", "gelu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "relu", "relu2")
EPSILONS = (1e-2, 1e-3, 1e-5, 1e-6)
WINDOWS = (None, 16, 64, 4096)
ALWAYS: Choices = {
    "num_hidden_layers": (1, 2, 3),
    "num_attention_heads": (1, 2, 4, 8),
    "intermediate_size": (96, 160, 192),
    "max_position_embeddings": (128, 200, 256, 512),
    "tie_word_embeddings": (True, False),
}
SOMETIMES: Choices = {
    "hidden_act": ACTIVATIONS,
    "rms_norm_eps": EPSILONS,
    "layer_norm_eps": EPSILONS,
    "norm_eps": EPSILONS,
    "attention_bias": (True,),
    "mlp_bias": (True,),
    "use_bias": (True,),
    "partial_rotary_factor": (0.25, 0.5, 0.75),
}
_WINDOW: Choices = {"use_sliding_window": (True, False), "sliding_window": WINDOWS, "max_window_layers": (0, 1, 2, 28)}
_GEMMA_4: Choices = {
    "sliding_window": (16, 64, 4096),
    "hidden_activation": ("gelu_pytorch_tanh", *ACTIVATIONS),
    "final_logit_softcapping": (None, 0.3, 30.0),
    "attention_k_eq_v": (True, False),
    "global_head_dim": (32, 64),
    "num_global_key_value_heads": (1, None),
}
_GEMMA: Choices = {
    "sliding_window": WINDOWS[1:],
    "hidden_activation": ("gelu_pytorch_tanh", *ACTIVATIONS),
    "query_pre_attn_scalar": (24, 32, 256),
    "final_logit_softcapping": (None, 0.3, 30.0),
    "attn_logit_softcapping": (None, 0.1, 50.0),
}
_GRANITE: Choices = {
    "embedding_multiplier": (1.0, 12, 12.5),
    "logits_scaling": (1.0, 8, 3.3),
    "residual_multiplier": (1.0, 0.22, 2),
    "attention_multiplier": (1.0, 0.0078125, 0.2),
}
OF_FAMILY: Mapping[str, Choices] = {
    "mistral": {"sliding_window": WINDOWS},
    "ministral3": {"sliding_window": WINDOWS},
    "qwen3.5": {
        "linear_num_key_heads": (1, 2, 4),
        "linear_num_value_heads": (4, 8),
        "linear_key_head_dim": (16, 32),
        "linear_value_head_dim": (16, 32, 64),
        "linear_conv_kernel_dim": (2, 3, 4),
        "mtp_num_hidden_layers": (0, 1),
    },
    "phi3": {"sliding_window": WINDOWS, "original_max_position_embeddings": (64, 256, 4096)},
    "phi2": {"qk_layernorm": (False, False, False, True)},
    "qwen2": _WINDOW,
    "qwen3": _WINDOW,
    "smollm3": _WINDOW | {"no_rope_layer_interval": (2, 4)},
    "gemma2": _GEMMA,
    "gemma3": _GEMMA,
    "gemma4": _GEMMA_4,
    "gemma4-e": _GEMMA_4
    | {
        "num_hidden_layers": (2, 4, 5),
        "num_kv_shared_layers": (0, 1, 2, 3),
        "use_double_wide_mlp": (True, False),
        "hidden_size_per_layer_input": (0, 16, 48),
        "vocab_size_per_layer_input": (2048, 2048, 2050),
    },
    "granite": _GRANITE,
    "granite4": _GRANITE,
    "olmo": {"clip_qkv": (None, None, None, 8.0)},
    "olmo3": {"sliding_window": WINDOWS[1:]},
    "cohere2": {"sliding_window": WINDOWS, "logit_scale": (0.0625, 0.25, 1.0)},
    "exaone4": {"sliding_window": WINDOWS},
    "glm4": {"attention_bias": (True, False), "head_dim": (32, 64)},
    "apertus": {"hidden_act": ("xielu", "xielu", "silu")},
    "stablelm": {"use_qkv_bias": (True, False), "qk_layernorm": (False, False, True)}
    | {"use_parallel_residual": (False, False, True), "partial_rotary_factor": (0.25, 0.5, 1.0)},
    "gpt-neox": {"use_parallel_residual": (True, False), "attention_bias": (True, False)}
    | {"rotary_pct": (0.25, 0.5, 1.0)},
    "nemotron-h": {"mamba_num_heads": (4, 8), "mamba_head_dim": (8, 16, 32), "ssm_state_size": (8, 16, 48, 128)}
    | {"n_groups": (1, 2, 4), "conv_kernel": (2, 3, 4), "use_conv_bias": (True, True, False), "use_bias": (False, True)}
    | {"mlp_hidden_act": (*("relu2",) * 7, "silu"), "mamba_hidden_act": (*("silu",) * 7, "gelu")}
    | {"time_step_min": (0.0001, 0.001, 0.05), "layer_norm_epsilon": EPSILONS, "chunk_size": (8, 16, 128)}
    | {"num_nextn_predict_layers": (0, 1), "residual_in_fp32": (True, False), "num_hidden_layers": (3, 4, 6)},
    "starcoder2": {"sliding_window": WINDOWS, "use_bias": (True, False), "norm_epsilon": EPSILONS},
    "lfm2": {"conv_L_cache": (2, 3, 4), "conv_bias": (False, False, False, True)}
    | {"block_auto_adjust_ff_dim": (True, False), "block_multiple_of": (16,)},
    "lfm2-moe": {"conv_L_cache": (2, 3, 4), "conv_bias": (False, False, False, True), "num_experts": (4, 9, 32)}
    | {"num_experts_per_tok": (1, 2, 4), "num_dense_layers": (0, 1, 2), "moe_intermediate_size": (16, 50, 96, 128)}
    | {"use_expert_bias": (True, False), "routed_scaling_factor": (1.0, 0.7, 2.5), "swiglu_limit": (None, None, 7.0)}
    | {"norm_topk_prob": (True, True, True, False), "num_local_experts": (None, None, 2)},
}
KNOWN = {kind: FAMILY_TABLE[f"{prefix}ForCausalLM"] for kind, (prefix, _) in FAMILIES.items()}
LAYERS: Mapping[str, tuple[str, ...]] = {
    "lfm2": (FULL, "conv"),
    "lfm2-moe": (FULL, "conv"),
    "granite4": (FULL,),
    "qwen3.5": (FULL, "linear_attention"),
    "nemotron-h": (FULL, "linear_attention", "mlp"),
} | {kind: (FULL, SLIDING) for kind, known in KNOWN.items() if known.windows is Windows.SOME}
HEADS_APART = (
    "qwen3",
    "llama",
    "mistral",
    "gemma",
    "gemma2",
    "gemma3",
    "ernie",
    "hunyuan",
    "nemotron",
    "ministral3",
    "exaone4",
    "nemotron-h",
)
# Of other families; some fine-tuned models have carried such along
STRAYS: dict[str, Any] = {
    "attn_logit_softcapping": 0.01,
    "attention_multiplier": 0.9,
    "clip_qkv": 0.01,
    "embedding_multiplier": 3.0,
    "final_logit_softcapping": 0.3,
    "hidden_activation": "relu",
    "logits_scaling": 4.0,
    "multi_query_group_num": 1,
    "no_rope_layers": [0, 0, 0],
    "num_experts": 4,
    "original_max_position_embeddings": 64,
    "qk_layernorm": True,
    "residual_multiplier": 0.5,
    "rope_ratio": 2.0,
    "rope_theta": 77.0,
    "rotary_dim": 16,
    "seq_length": 77,
    "sliding_window": 16,
}


class Draft(Struct):
    prefix: str  # of transformers' classes
    settings: dict[str, Any]
    strays: dict[str, Any]  # settings that the family does not know
    dtype: str
    older: bool  # RoPE is written as transformers 4 did


def draw(random: Random, family: str) -> Draft:
    prefix, own = FAMILIES[family]
    settings = COMMON | copy.deepcopy(own)
    settings |= {name: random.choice(values) for name, values in (ALWAYS | OF_FAMILY.get(family, {})).items()}
    settings |= {name: random.choice(values) for name, values in SOMETIMES.items() if random.random() < 0.2}
    heads, size = settings["num_attention_heads"], random.choice((16, 32, 32, 48, 64))
    settings["num_key_value_heads"] = random.choice([count for count in (1, 2, 4, 8) if heads % count == 0])
    settings["hidden_size"] = heads * size
    if family == "gpt-neox":
        settings["num_key_value_heads"] = heads
    if family in HEADS_APART:
        settings |= {"head_dim": size, "hidden_size": random.choice((heads * size, 128))}
    if family in LAYERS:
        settings["layer_types"] = random.choices(LAYERS[family], k=settings["num_hidden_layers"])
    if family == "gemma4-e":
        settings |= draw_sharing(random, settings)
    if family == "smollm3":
        settings["no_rope_layers"] = random.choices((0, 1), k=settings["num_hidden_layers"])
    if family == "granite4":
        settings |= {"shared_intermediate_size": settings["intermediate_size"], "mamba_n_heads": 1}
        settings["mamba_d_head"] = 2 * settings["hidden_size"]
    if family == "qwen3.5":
        settings["rope_parameters"] = draw_parts(random, settings)
    elif family == "ministral3":
        settings["rope_parameters"] |= draw_yarn(random)
    elif not family.startswith("gemma4") and random.random() < 0.5:
        share = 1 if KNOWN[family].rotated_share is None else settings.get("partial_rotary_factor", 1)
        rope = draw_rope(random, int(size * share))
        sliding = {"rope_type": "default", "rope_theta": 1e4}
        settings["rope_parameters"] = {FULL: rope, SLIDING: sliding} if KNOWN[family].rope is Rope.BY_LAYER else rope
    strays = dict(random.sample(sorted(STRAYS.items()), random.choice((0, 0, 1, 2))))
    older = random.random() < 0.4 and not family.startswith("gemma4")  # which transformers 4 did not know
    return Draft(prefix, settings, strays, random.choice(("bfloat16", "float16", "float32")), older)


def draw_tower(random: Random, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Settings of the text model in a class that also sees, and outer ones, which may contradict them."""
    row = TOWER_KINDS[kind]
    architecture = FAMILY_TABLE[text_architecture(row.text_type)].architecture
    family = next(family for family, (prefix, _) in FAMILIES.items() if f"{prefix}ForCausalLM" == architecture)
    settings = draw(random, family).settings
    text = {name: value for name, value in settings.items() if name not in COMMON or value != COMMON[name]}
    if "mrope_section" in row.text.get("rope_parameters", {}) and family != "qwen3.5":
        pairs = settings.get("head_dim", settings["hidden_size"] // settings["num_attention_heads"]) // 2
        parts = [pairs - 2 * (pairs // 3), pairs // 3, pairs // 3]
        rope = {"rope_theta": random.choice((1e4, 5e5)), "mrope_section": parts}
        text["rope_parameters"] = row.text["rope_parameters"] | rope
    if KNOWN[family].window_switch and SLIDING in text.get("layer_types", row.text.get("layer_types", ())):
        text |= {"use_sliding_window": True, "sliding_window": text.get("sliding_window") or 64}
    outer = {"tie_word_embeddings": random.choice((True, False))}
    outer |= {"max_position_embeddings": 77, "eos_token_id": 9} if random.random() < 0.3 else {}
    return text, outer


def draw_parts(random: Random, settings: dict[str, Any]) -> dict[str, Any]:
    """Qwen 3.5's RoPE: a position in three parts."""
    size, share = random.choice(((64, 0.25), (64, 0.5), (32, 0.5), (32, 1.0)))
    pairs = int(size * share) // 2
    settings["head_dim"] = size
    settings.pop("partial_rotary_factor", None)
    rope = {"rope_type": "default", "rope_theta": random.choice((1e4, 1e7)), "partial_rotary_factor": share}
    return rope | {"mrope_section": [pairs - 2 * (pairs // 3), pairs // 3, pairs // 3], "mrope_interleaved": True}


def draw_sharing(random: Random, settings: dict[str, Any]) -> dict[str, Any]:
    """Gemma 4's layers, of which the last attends to everything, and how many share what earlier ones of both kinds
    keep: transformers cannot run others."""
    kinds = [SLIDING, FULL, *random.choices((FULL, SLIDING), k=settings["num_hidden_layers"] - 2)]
    kinds[-1] = FULL
    sharing = settings["num_kv_shared_layers"]
    runs = settings["hidden_size_per_layer_input"] and set(kinds[: len(kinds) - sharing]) == set(kinds)
    return {"layer_types": kinds, "num_kv_shared_layers": sharing if runs else 0}


def draw_yarn(random: Random) -> dict[str, Any]:
    """Ministral 3's: it grows beyond the original context only, where the converted model's context ends."""
    return {
        "factor": random.choice((2.0, 4.0, 16.0)),
        "original_max_position_embeddings": random.choice((128, 256)),
        "mscale": random.choice((1.0, 0.7)),
        "mscale_all_dim": random.choice((1.0, 0.8)),
        "llama_4_scaling_beta": random.choice((0.1, 0.5)),
    }


def draw_rope(random: Random, rotated: int) -> dict[str, Any]:
    kind = random.choice(("default", "linear", "dynamic", "yarn", "llama3", "longrope"))
    rope: dict[str, Any] = {"rope_type": kind, "rope_theta": random.choice((1e4, 5e5, 123.0))}
    if kind in ("linear", "dynamic", "yarn", "llama3"):
        rope["factor"] = random.choice((1.0, 1.5, 2.0, 4, 8.0))
    if kind in ("yarn", "llama3", "longrope"):
        rope["original_max_position_embeddings"] = random.choice((32, 64))
    if kind == "llama3":
        rope |= {"low_freq_factor": 1.0, "high_freq_factor": random.choice((2.0, 4.0))}
    if kind == "longrope":
        rope["short_factor"] = [1 + 0.05 * index for index in range(rotated // 2)]
        rope["long_factor"] = [1 + 0.5 * index for index in range(rotated // 2)]
    fine: Choices = {"beta_fast": (16, 32), "beta_slow": (1, 2), "mscale": (1.0, 0.7), "mscale_all_dim": (1.0, 0.8)}
    if kind == "yarn":
        fine = {**fine, "truncate": (True, False)}
    if kind in ("yarn", "longrope"):
        fine = {**fine, "attention_factor": (0.9, 1.2)}
        rope |= {name: random.choice(values) for name, values in fine.items() if random.random() < 0.3}
    return rope


def rewrite(config: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """``config.json`` with the settings of other families, in transformers 4's layout where the draft says so."""
    config = {name: value for name, value in draft.strays.items() if name not in config} | config
    rope = config.get("rope_parameters")
    if not draft.older or not rope:
        return config
    del config["rope_parameters"]
    if FULL in rope:
        config["rope_local_base_freq"] = rope[SLIDING]["rope_theta"]
        rope = rope[FULL]
    moved = ("rope_theta", "partial_rotary_factor")
    named = {"rope_theta": "rotary_emb_base", "partial_rotary_factor": "rotary_pct"}
    own = named if config["model_type"] == "gpt_neox" else {}
    config |= {own.get(name, name): rope[name] for name in moved if name in rope}
    kept = {name: value for name, value in rope.items() if name not in (*moved, "rope_type")}
    if config["model_type"] == "phi3" and "original_max_position_embeddings" in kept:
        config["original_max_position_embeddings"] = kept.pop("original_max_position_embeddings")
    kind = rope.get("rope_type", "default")
    return config | {"rope_scaling": None if kind == "default" else kept | {"type": kind}}
