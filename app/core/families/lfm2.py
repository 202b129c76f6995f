"""LFM2's layers of two kinds, and its width, which is worked out from three numbers: after transformers'
configuration_lfm2.py and modeling_lfm2.py."""

from app.core.families.sizes import Config, size

_CONVOLUTION = "conv"
_LARGEST = 1_000_000  # no number below is larger in a real model


def convolution_layers(config: Config) -> frozenset[int]:
    """Numbers of the layers that convolve in the place of attention."""
    kinds = config.get("layer_types")
    if isinstance(kinds, list):
        return frozenset(layer for layer, kind in enumerate(kinds) if kind == _CONVOLUTION)
    attending = config.get("full_attn_idxs")
    if not isinstance(attending, list):
        return frozenset()
    layers = range(size(config, "num_hidden_layers", _LARGEST))
    return frozenset(layers).difference(each for each in attending if type(each) is int)


def kernel_size(config: Config) -> int:
    """Tokens that a convolution sees."""
    return size(config, "conv_L_cache") or 3


def inner_size(config: Config) -> int:
    """The width of the feed-forward part; 0 when it cannot be told."""
    inner = size(config, "block_ff_dim", _LARGEST) or size(config, "intermediate_size", _LARGEST)
    multiplier = config.get("block_ffn_dim_multiplier", 1.0)
    if not config.get("block_auto_adjust_ff_dim", True):
        return inner
    inner = int(2 * inner / 3)
    if multiplier is None:
        return inner
    step = size(config, "block_multiple_of", _LARGEST) if "block_multiple_of" in config else 256
    if not isinstance(multiplier, int | float) or not 0 < multiplier < _LARGEST or not step:
        return 0
    return size({"size": -(-int(multiplier * inner) // step) * step}, "size", _LARGEST)
