"""What is particular about LFM2's ``config.json``: layers of two kinds, and a width that is worked out from three.

After transformers' configuration_lfm2.py and modeling_lfm2.py.
"""

from collections.abc import Mapping

LFM2 = "Lfm2ForCausalLM"
CONVOLUTION = "conv"
_LARGEST = 1_000_000  # no number below is larger in a real model


def convolution_layers(config: Mapping[str, object]) -> frozenset[int]:
    """Numbers of the layers that convolve in the place of attention."""
    kinds = config.get("layer_types")
    if isinstance(kinds, list):
        return frozenset(layer for layer, kind in enumerate(kinds) if kind == CONVOLUTION)
    attending = config.get("full_attn_idxs")
    if not isinstance(attending, list):
        return frozenset()
    return frozenset(range(_whole(config, "num_hidden_layers"))).difference(
        each for each in attending if type(each) is int
    )


def inner_size(config: Mapping[str, object]) -> int:
    """The width of the feed-forward part; 0 when it cannot be told."""
    inner = _whole(config, "block_ff_dim") or _whole(config, "intermediate_size")
    multiplier = config.get("block_ffn_dim_multiplier", 1.0)
    if not config.get("block_auto_adjust_ff_dim", True):
        return inner
    inner = int(2 * inner / 3)
    if multiplier is None:
        return inner
    step = _whole(config, "block_multiple_of") if "block_multiple_of" in config else 256
    if not isinstance(multiplier, int | float) or not 0 < multiplier < _LARGEST or not step:
        return 0
    return _whole({"size": -(-int(multiplier * inner) // step) * step}, "size")


def _whole(config: Mapping[str, object], key: str) -> int:
    value = config.get(key)
    return value if type(value) is int and 0 < value <= _LARGEST else 0
