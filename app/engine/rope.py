"""The rotary position embeddings of a checkpoint, by transformers' own frequencies: every kind of RoPE that it knows.

Kinds are named as in ``transformers/modeling_rope_utils.py``: "linear", "yarn", "llama3", "longrope", "dynamic".
"""

from typing import Any

import torch
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

FULL, SLIDING = "full_attention", "sliding_attention"


def is_nested(config: Any) -> bool:
    """Whether the kinds of layers have a RoPE each, as in Gemma 3."""
    return FULL in (getattr(config, "rope_parameters", None) or {})


def is_long(config: Any) -> bool:
    """Whether there is one set of frequencies for short texts and one for long ones, as in Phi-3 and Phi-4."""
    rope = config.rope_parameters
    return bool(rope["rope_type"] == "longrope" and config.max_position_embeddings > _original_positions(rope))


def rotary_caches(config: Any, positions: int, layer_type: str | None) -> tuple[torch.Tensor, torch.Tensor] | None:
    """Cosines and sines, float32 (positions, rotated size); None for the default kind, which the builder does right.

    Of two sets of frequencies, those for short texts when ``positions`` are no more than the original ones.
    """
    rope = config.rope_parameters if layer_type is None else config.rope_parameters[layer_type]
    if rope["rope_type"] not in ROPE_INIT_FUNCTIONS or _is_hunyuan(config, rope):
        return None
    make = ROPE_INIT_FUNCTIONS[rope["rope_type"]]
    frequencies, scaling = make(config, torch.device("cpu"), seq_len=positions, layer_type=layer_type)
    angles = torch.outer(torch.arange(positions).float(), frequencies)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos() * scaling, angles.sin() * scaling


def bridge_rope(config: Any) -> None:
    """Name as the default kind what the builder would not understand: only the frequencies differ, and those come from
    ``rotary_caches``."""
    if is_nested(config):
        config.rope_local_base_freq = config.rope_parameters[SLIDING]["rope_theta"]
        config.rope_parameters = config.rope_parameters[FULL]
    rope = getattr(config, "rope_parameters", None)
    if not rope or _is_hunyuan(config, rope):
        return
    if config.architectures[0] == "Phi3ForCausalLM":
        if is_long(config):
            config.original_max_position_embeddings = _original_positions(rope)
            rope["type"] = rope["rope_type"]  # the builder makes two sets
            return
        config.original_max_position_embeddings = config.max_position_embeddings
    kept = {key: rope[key] for key in ("rope_theta", "partial_rotary_factor") if key in rope}
    config.rope_parameters = kept | {"rope_type": "default"}


def _original_positions(rope: dict[str, Any]) -> int:
    return int(rope["original_max_position_embeddings"])


def _is_hunyuan(config: Any, rope: dict[str, Any]) -> bool:
    """Hunyuan has a formula of its own, which the builder knows."""
    return bool(config.architectures[0] == "HunYuanDenseV1ForCausalLM" and rope.get("alpha"))
