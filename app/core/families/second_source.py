"""Settings with which mobius's graph would be wrong, and the models that it draws for are therefore refused.

Each was found by random configurations, or by reading transformers' modelling files beside mobius's.
"""

from app.core.families.rope import rotated_size
from app.core.families.sizes import Config, size

_PAIRS = 8  # ONNX Runtime's attention rotates so many pairs of numbers at once
_XIELU = "xielu"


def unusable_head(config: Config) -> tuple[str, object] | None:
    """Heads of a size that ONNX Runtime's attention does not rotate: whole eights of pairs only."""
    head = size(config, "head_dim") or _shared_head(config)
    return ("head_dim", head) if head % (2 * _PAIRS) else None


def unlike_cohere2(config: Config) -> tuple[str, object] | None:
    """Models whose layers all attend to everything rotate nothing, which nothing here has tried."""
    if config.get("sliding_window", 0) is None:
        return "sliding_window", None
    return _other_head(config) or unusable_head(config)


def unlike_exaone4(config: Config) -> tuple[str, object] | None:
    """Without the list of its layers transformers cannot read a pattern that is a text, or none."""
    if not isinstance(config.get("layer_types"), list):
        pattern = config.get("sliding_window_pattern", 4)
        if config.get("sliding_window", 4096) is None or type(pattern) is not int or pattern < 1:
            return "sliding_window_pattern", pattern
    return unusable_head(config)


def unlike_apertus(config: Config) -> tuple[str, object] | None:
    """mobius knows one activation, the family's own."""
    if config.get("hidden_act", _XIELU) != _XIELU:
        return "hidden_act", config["hidden_act"]
    return unusable_head(config)


def unlike_glm4(config: Config) -> tuple[str, object] | None:
    """Heads of which too few or too many numbers are rotated."""
    return _rotates_oddly(config, size(config, "head_dim") or 128, 0.5)


def unlike_stablelm(config: Config) -> tuple[str, object] | None:
    """Norms of single heads, and layers whose two parts see the same input."""
    for setting in ("qk_layernorm", "use_parallel_residual"):
        if config.get(setting):
            return setting, config[setting]
    return _other_head(config) or _rotates_oddly(config, _shared_head(config), 0.25)


def unlike_neox(config: Config) -> tuple[str, object] | None:
    """Fewer heads of keys than of queries, which transformers does not read in this family and the builder does; and
    attention without biases before a feed-forward part that follows it, for which mobius makes up biases."""
    heads = config.get("num_attention_heads")
    if config.get("num_key_value_heads", heads) != heads:
        return "num_key_value_heads", config["num_key_value_heads"]
    if config.get("use_parallel_residual") is False and config.get("attention_bias") is False:
        return "attention_bias", False
    return _other_head(config) or _rotates_oddly(config, _shared_head(config), 0.25, "rotary_pct")


def _shared_head(config: Config) -> int:
    """Numbers of a head where all heads together are as wide as the model; 0 when unknown."""
    heads = size(config, "num_attention_heads")
    return size(config, "hidden_size") // heads if heads else 0


def _other_head(config: Config) -> tuple[str, object] | None:
    """A size that transformers does not read in this family."""
    said = size(config, "head_dim")
    return ("head_dim", said) if said and said != _shared_head(config) else None


def _rotates_oddly(
    config: Config, head: int, share: float, setting: str = "partial_rotary_factor"
) -> tuple[str, object] | None:
    rotated = rotated_size(config, head, share, setting)
    return (setting, rotated / head) if head and (not rotated or rotated % (2 * _PAIRS)) else None
