"""What is wrong, old or left over in ``config.json``."""

from random import Random
from typing import Any

from inputs.draft import Draft, Kind, Mutation

LEFT_OVER: tuple[dict[str, Any], ...] = (
    {"quant_method": "bitsandbytes", "load_in_4bit": True, "bnb_4bit_quant_type": "nf4"},
    {"quant_method": "gptq", "bits": 4, "group_size": 128, "desc_act": False},
    {"quant_method": "awq", "bits": 4, "group_size": 128, "zero_point": True, "version": "gemm"},
    {"quant_method": "fp8", "activation_scheme": "dynamic", "weight_block_size": [128, 128]},
)
WRAPPED = ("FSDP{}", "Peft{}", "{}WithValueHead", "Unsloth{}", "OptimizedModule")
OTHER_CLASSES = ("MistralForCausalLM", "Qwen2ForCausalLM", "GemmaForCausalLM", "LlamaModel", "BertForMaskedLM")


def _quantization_left(draft: Draft, random: Random) -> None:
    draft.config["quantization_config"] = random.choice(LEFT_OVER)


def _mlx_quantization_left(draft: Draft, random: Random) -> None:
    draft.config["quantization"] = {"group_size": 64, "bits": random.choice((4, 8))}


def _wrapped_class(draft: Draft, random: Random) -> None:
    draft.config["architectures"] = [random.choice(WRAPPED).format(draft.config["architectures"][0])]


def _no_class(draft: Draft, random: Random) -> None:
    draft.config["architectures"] = random.choice((None, []))
    if random.random() < 0.5:
        del draft.config["architectures"]


def _other_class(draft: Draft, random: Random) -> None:
    draft.config["architectures"] = [random.choice(OTHER_CLASSES)]


def _other_type(draft: Draft, random: Random) -> None:
    draft.config["model_type"] = random.choice(("llama", "mistral", "qwen2", "", "my_model"))
    if random.random() < 0.3:
        del draft.config["model_type"]


def _tie_turned(draft: Draft, random: Random) -> None:
    draft.config["tie_word_embeddings"] = not draft.config.get("tie_word_embeddings", False)


def _tie_unsaid(draft: Draft, random: Random) -> None:
    draft.config.pop("tie_word_embeddings", None)


def _layers_changed(draft: Draft, random: Random) -> None:
    draft.config["num_hidden_layers"] += random.choice((-1, 1))
    if "layer_types" in draft.config and random.random() < 0.5:
        draft.config["layer_types"] = ["full_attention"] * draft.config["num_hidden_layers"]


def _heads_changed(draft: Draft, random: Random) -> None:
    name = random.choice(("num_attention_heads", "num_key_value_heads", "head_dim"))
    draft.config[name] = random.choice((1, 2, 4, 8, 32, 64))


def _width_changed(draft: Draft, random: Random) -> None:
    draft.config[random.choice(("hidden_size", "intermediate_size", "vocab_size"))] += random.choice((-64, 64, 1))


def _rope_older(draft: Draft, random: Random) -> None:
    """As transformers 4 wrote it."""
    rope = draft.config.pop("rope_parameters", None) or {}
    if "full_attention" in rope:
        draft.config["rope_local_base_freq"] = rope["sliding_attention"]["rope_theta"]
        rope = rope["full_attention"]
    draft.config["rope_theta"] = rope.get("rope_theta", 10000.0)
    if random.random() < 0.5:
        draft.config["rope_scaling"] = {"type": "default"}


def _rope_both(draft: Draft, random: Random) -> None:
    draft.config["rope_theta"] = random.choice((1e4, 5e5))


def _rope_changed(draft: Draft, random: Random) -> None:
    kinds: tuple[dict[str, Any], ...] = (
        {"rope_type": "default", "rope_theta": 12345.0},
        {"rope_type": "linear", "rope_theta": 1e4, "factor": 2.0},
        {"rope_type": "dynamic", "rope_theta": 1e4, "factor": 4.0},
        {"rope_type": "su", "rope_theta": 1e4, "factor": 4.0},
        {"type": "linear", "rope_theta": 1e4, "factor": 2.0},
    )
    draft.config["rope_parameters"] = random.choice(kinds)


def _epsilon_changed(draft: Draft, random: Random) -> None:
    draft.config["rms_norm_eps"] = random.choice((1e-2, 1e-6, "1e-5", 0))


def _activation_changed(draft: Draft, random: Random) -> None:
    draft.config["hidden_act"] = random.choice(("gelu", "relu", "gelu_pytorch_tanh", "silu", "swish", "mish"))


def _biases_said(draft: Draft, random: Random) -> None:
    draft.config[random.choice(("attention_bias", "mlp_bias", "use_bias", "bias"))] = True


def _window_said(draft: Draft, random: Random) -> None:
    draft.config |= {"sliding_window": random.choice((8, 64)), "use_sliding_window": random.random() < 0.5}


def _context_changed(draft: Draft, random: Random) -> None:
    draft.config["max_position_embeddings"] = random.choice((64, 100, 4096, 10**9))


def _dtype_changed(draft: Draft, random: Random) -> None:
    draft.config["dtype"] = random.choice(("float32", "float16", "torch.bfloat16", "auto", None))
    if random.random() < 0.5:
        draft.config["torch_dtype"] = draft.config.pop("dtype")


def _ends_changed(draft: Draft, random: Random) -> None:
    name = random.choice(("eos_token_id", "bos_token_id", "pad_token_id"))
    draft.config[name] = random.choice((None, [2, 0], 5000, -1, 1))


def _wrong_type_of_value(draft: Draft, random: Random) -> None:
    name = random.choice(sorted(draft.config))
    draft.config[name] = random.choice(("2", 1.5, [], {}, None, True))


def _stray_setting(draft: Draft, random: Random) -> None:
    strays: dict[str, Any] = {
        "use_cache": False,
        "auto_map": {"AutoModelForCausalLM": "modeling_x.X"},
        "attn_implementation": "flash_attention_2",
        "_attn_implementation_autoset": True,
        "pretraining_tp": 2,
        "final_logit_softcapping": 30.0,
        "partial_rotary_factor": 0.5,
        "logits_scaling": 8.0,
        "unsloth_version": "2026.1",
        "num_experts": 4,
        "is_decoder": True,
        "head_dtype": "float32",
    }
    name = random.choice(sorted(strays))
    draft.config[name] = strays[name]


def _setting_lost(draft: Draft, random: Random) -> None:
    del draft.config[random.choice(sorted(draft.config))]


MUTATIONS = (
    *(Mutation(Kind.SETTINGS, change, same=True) for change in (_quantization_left, _mlx_quantization_left)),
    *(Mutation(Kind.SETTINGS, change, same=True) for change in (_wrapped_class, _no_class, _rope_older)),
    *(Mutation(Kind.SETTINGS, change) for change in (_other_class, _other_type, _tie_turned, _tie_unsaid)),
    *(Mutation(Kind.SETTINGS, change) for change in (_layers_changed, _heads_changed, _width_changed, _rope_both)),
    *(Mutation(Kind.SETTINGS, change) for change in (_rope_changed, _epsilon_changed, _activation_changed)),
    *(Mutation(Kind.SETTINGS, change) for change in (_biases_said, _window_said, _context_changed, _dtype_changed)),
    *(Mutation(Kind.SETTINGS, change) for change in (_ends_changed, _wrong_type_of_value, _stray_setting)),
    Mutation(Kind.SETTINGS, _setting_lost),
)
