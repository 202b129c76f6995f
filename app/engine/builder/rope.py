"""The rotary position embeddings of a checkpoint, by transformers' own frequencies: every kind of RoPE that it knows.

Kinds are named as in ``transformers/modeling_rope_utils.py``: "linear", "yarn", "llama3", "longrope", "dynamic".
"""

from typing import Any

import torch
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

from app.core.families.family import Rope
from app.core.families.rope import FULL, SLIDING
from app.core.families.table import family_of


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
    if rope["rope_type"] not in ROPE_INIT_FUNCTIONS or _has_own_formula(config, rope):
        return None
    make = ROPE_INIT_FUNCTIONS[rope["rope_type"]]
    frequencies, scaling = make(config, torch.device("cpu"), seq_len=positions, layer_type=layer_type)
    angles = torch.outer(torch.arange(positions).float(), frequencies)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos() * scaling, angles.sin() * scaling


def bridge_rope(config: Any) -> None:
    """Name as the default kind what the builder would not understand: only the frequencies differ, and those come from
    ``rotary_caches``."""
    if family_of(config.architectures[0]).rope is Rope.PROPORTIONAL:
        vars(config).pop("partial_rotary_factor", None)  # another family's: transformers looks at it nowhere
        return  # the builder reads its own where they are
    if family_of(config.architectures[0]).rope is Rope.NONE:
        vars(config).pop("rope_scaling", None)
        config.rope_parameters = {"rope_type": "default"}  # which it wants to see
        return
    if is_nested(config):
        config.rope_local_base_freq = config.rope_parameters[SLIDING]["rope_theta"]
        config.rope_parameters = config.rope_parameters[FULL]
    rope = getattr(config, "rope_parameters", None)
    if not rope or _has_own_formula(config, rope):
        return
    if family_of(config.architectures[0]).rope is Rope.LONG:
        if is_long(config):
            config.original_max_position_embeddings = _original_positions(rope)
            rope["type"] = rope["rope_type"]  # the builder makes two sets
            return
        config.original_max_position_embeddings = config.max_position_embeddings
    kept = {key: rope[key] for key in ("rope_theta", "partial_rotary_factor") if key in rope}
    if family_of(config.architectures[0]).rope is Rope.PARTS:
        kept["mrope_section"] = _parts(int(config.head_dim * rope.get("partial_rotary_factor", 1.0)) // 2)
    config.rope_parameters = kept | {"rope_type": "default"}


def _parts(pairs: int) -> list[int]:
    """Pairs of rotated numbers for each part of a position. The builder wants all of them shared out; for text it does
    not matter how, since the parts are equal."""
    return [pairs - 2 * (pairs // 3), pairs // 3, pairs // 3]


def _original_positions(rope: dict[str, Any]) -> int:
    return int(rope["original_max_position_embeddings"])


def _has_own_formula(config: Any, rope: dict[str, Any]) -> bool:
    """Whether the frequencies follow a formula of the family's own, which the builder knows."""
    formula = family_of(config.architectures[0]).rope_formula
    return bool(formula and rope.get(formula))
