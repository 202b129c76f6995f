"""Qwen 3.5, most of whose layers keep a state of fixed size (gated delta nets) in the place of keys and values: after
transformers' configuration_qwen3_5.py."""

from app.core.families.family import LinearAttention
from app.core.families.sizes import Config, size

_LARGEST = 1_000_000  # no number below is larger in a real model
_ACTIVATION = "silu"
_INTERVAL = 4  # every so many layers one attends to everything


def linear_layers(config: Config) -> frozenset[int]:
    """Numbers of the layers with a state."""
    kinds = config.get("layer_types")
    if isinstance(kinds, list):
        return frozenset(layer for layer, kind in enumerate(kinds) if kind == "linear_attention")
    interval = size(config, "full_attention_interval", _LARGEST) or _INTERVAL
    layers = range(size(config, "num_hidden_layers", _LARGEST))
    return frozenset(layer for layer in layers if (layer + 1) % interval)


def linear_attention(config: Config) -> LinearAttention:
    """The sizes of those layers."""
    return LinearAttention(
        key_heads=_size(config, "linear_num_key_heads", 16),
        value_heads=_size(config, "linear_num_value_heads", 32),
        key_size=_size(config, "linear_key_head_dim", 128),
        value_size=_size(config, "linear_value_head_dim", 128),
        kernel_size=_size(config, "linear_conv_kernel_dim", 4),
    )


def other_activation(config: Config) -> tuple[str, object] | None:
    """The convolutions have it too, and there the builder knows one only."""
    found = config.get("hidden_act", _ACTIVATION)
    return None if found == _ACTIVATION else ("hidden_act", found)


def _size(config: Config, key: str, default: int) -> int:
    return size(config, key, _LARGEST) if key in config else default
