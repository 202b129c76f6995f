"""Nemotron-H, each of whose layers is one thing alone: a state of fixed size (Mamba 2), attention, or a feed-forward
part: after transformers' configuration_nemotron_h.py and modeling_nemotron_h.py."""

from app.core.families.family import LinearAttention
from app.core.families.sizes import Config, size

_LARGEST = 1_000_000  # no number below is larger in a real model
_STATE, _ATTENTION, _FEED_FORWARD, _EXPERTS = "linear_attention", "full_attention", "mlp", "moe"
_LETTERS = {"M": _STATE, "*": _ATTENTION, "-": _FEED_FORWARD, "E": _EXPERTS}  # of ``hybrid_override_pattern``
_OLDER = {"mamba": _STATE, "attention": _ATTENTION}
_USUAL = (_STATE, _EXPERTS, _ATTENTION, _FEED_FORWARD)  # what transformers takes when config.json leaves it out
_LISTS = ("layer_types", "layers_block_type")  # the first that is there goes before the pattern
_ONLY = {"mlp_hidden_act": ("relu2",), "mamba_hidden_act": ("silu", "swish")}  # activations that mobius knows here


def listed_layers(config: Config) -> int:
    """How many layers there are; ``num_hidden_layers`` is not looked at."""
    return len(_kinds(config))


def state_layers(config: Config) -> frozenset[int]:
    """Numbers of the layers with a state."""
    return _layers(config, _STATE)


def feed_forward_layers(config: Config) -> frozenset[int]:
    return _layers(config, _FEED_FORWARD)


def lists_experts(config: Config) -> bool:
    """Whether some layers consist of experts, whose activation (relu2) the runtime's operator of experts lacks."""
    return _EXPERTS in _kinds(config)


def state(config: Config) -> LinearAttention:
    """The sizes of a layer with a state: what Mamba calls C and B are queries and keys, which groups of heads share."""
    return LinearAttention(
        key_heads=_size(config, "n_groups", 8, "mamba_n_groups"),
        value_heads=_size(config, "mamba_num_heads", 128),
        key_size=_size(config, "ssm_state_size", 128),
        value_size=_size(config, "mamba_head_dim", 64),
        kernel_size=_size(config, "conv_kernel", 4, "mamba_d_conv"),
    )


def unlike_nemotron_h(config: Config) -> tuple[str, object] | None:
    """Other activations, and layers of a kind that is not known."""
    for setting, known in _ONLY.items():
        if config.get(setting, known[0]) not in known:
            return setting, config[setting]
    if config.get("mamba_conv_bias") is False:  # an older name, under which the biases would be looked for
        return "mamba_conv_bias", False
    other = next((kind for kind in _kinds(config) if kind not in _USUAL), None)
    return None if other is None else ("layers_block_type", other)


def _layers(config: Config, kind: str) -> frozenset[int]:
    return frozenset(layer for layer, each in enumerate(_kinds(config)) if each == kind)


def _kinds(config: Config) -> list[str]:
    """The kind of each layer, by its name in transformers 5."""
    said = next((config[key] for key in _LISTS if isinstance(config.get(key), list)), None)
    pattern = config.get("hybrid_override_pattern")
    if isinstance(said, list):
        return [_OLDER.get(str(kind), str(kind)) for kind in said]
    return [_LETTERS.get(letter, letter) for letter in pattern] if isinstance(pattern, str) else [*_USUAL]


def _size(config: Config, key: str, default: int, older: str = "") -> int:
    name = older if older in config else key
    return size(config, name, _LARGEST) if name in config else default
