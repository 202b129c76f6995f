"""Ministral 3, whose queries grow with their position beyond the context that it was first trained with."""

from app.core.families.sizes import Config, size

_ORIGINAL, _GROWTH = "original_max_position_embeddings", "llama_4_scaling_beta"
_DEFAULT_ORIGINAL = 16384  # transformers', where config.json says nothing of RoPE


def exact_positions(config: Config) -> int:
    """Tokens before the first whose query is multiplied with a number (1 + beta ln(1 + position // original))."""
    rope = _rope(config)
    return size(rope, _ORIGINAL) if rope else _DEFAULT_ORIGINAL


def lacks_number(config: Config) -> tuple[str, object] | None:
    """Without one of the two numbers transformers cannot run the model either."""
    rope = _rope(config)
    lacks = next((key for key in (_ORIGINAL, _GROWTH) if not isinstance(rope.get(key), int | float)), None)
    return (lacks, rope.get(lacks)) if rope and lacks else None


def _rope(config: Config) -> Config:
    for key in ("rope_scaling", "rope_parameters"):
        rope = config.get(key)
        if isinstance(rope, dict) and rope:
            return rope
    return {}
