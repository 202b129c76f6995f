"""LFM2's layers of two kinds, its width, which is worked out from three numbers, and the experts of LFM2-MoE: after
transformers' configuration_lfm2.py, modeling_lfm2.py and those of lfm2_moe."""

from app.core.families.family import Mixture
from app.core.families.sizes import Config, size

_CONVOLUTION = "conv"
_LARGEST = 1_000_000  # no number below is larger in a real model
_MOST = 10_000  # experts of all layers together; nor is a number about them larger


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


def mixture(config: Config) -> Mixture:
    """The experts, which the first layers do not have."""
    layers = range(size(config, "num_hidden_layers", _LARGEST))
    dense = config.get("num_dense_layers", 2)
    return Mixture(
        layers=frozenset(layers[dense:] if type(dense) is int and dense >= 0 else ()),
        experts=_given(config, "num_experts", 32),
        chosen=_given(config, "num_experts_per_tok", 4),
        width=_given(config, "moe_intermediate_size", 1792),
        biased=bool(config.get("use_expert_bias", True)),
    )


def unlike_experts(config: Config) -> tuple[str, object] | None:
    """The runtime always shares a token out so that the shares of its experts are 1 in sum, and two weights of 4 bits
    are a byte."""
    experts, kinds = mixture(config), config.get("layer_types")
    if not isinstance(kinds, list) or not kinds or len(kinds) != size(config, "num_hidden_layers", _LARGEST):
        return "layer_types", kinds
    if not config.get("norm_topk_prob", True):
        return "norm_topk_prob", config["norm_topk_prob"]
    if not max(experts.chosen, 1) <= experts.experts <= _MOST // len(kinds):
        return "num_experts", config.get("num_experts")
    if not experts.chosen:
        return "num_experts_per_tok", config.get("num_experts_per_tok")
    if not experts.width or experts.width % 2:
        return "moe_intermediate_size", config.get("moe_intermediate_size")
    return None


def _given(config: Config, key: str, default: int) -> int:
    return size(config, key, _MOST) if key in config else default
