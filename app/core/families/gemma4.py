"""Gemma 4, whose layers with full attention have wider heads than the others, and in some models one matrix for keys
and values; in the small ones the last layers take keys and values of earlier ones, and each reads words of its own:
after transformers' configuration_gemma4_unified.py and configuration_gemma4.py."""

from collections.abc import Mapping

from app.core.families.family import LayerInputs, WideHeads
from app.core.families.sizes import Config, size

_LARGEST = 1_000_000  # no number below is larger in a real model
_FULL = "full_attention"
_SHARING, _DOUBLED = "num_kv_shared_layers", "use_double_wide_mlp"
_INTERVAL = 6  # every so many layers one attends to everything, and the last one does


def wide_heads(config: Config) -> WideHeads | None:
    """The layers with full attention, and their heads."""
    layers = size(config, "num_hidden_layers", _LARGEST)
    kinds = config.get("layer_types")
    if isinstance(kinds, list):
        full = {layer for layer, kind in enumerate(kinds) if kind == _FULL}
    else:
        full = {layer for layer in range(layers) if (layer + 1) % _INTERVAL == 0}
    full |= {layers - 1} if layers else set()
    own = _own(config, full)
    key_value_heads = size(config, "num_key_value_heads") or 4
    shares = config.get("attention_k_eq_v") is True
    if "per_layer_config" not in config:
        own = {"head_dim": config.get("global_head_dim", 512)}
        own |= {"num_key_value_heads": config.get("num_global_key_value_heads")} if shares else {}
    return WideHeads(
        layers=frozenset(full),
        head_size=size(own, "head_dim") or size(config, "head_dim") or 256,
        key_value_heads=size(own, "num_key_value_heads") or key_value_heads,
        shares=shares,
    )


def unsupported_layers(config: Config) -> tuple[str, object] | None:
    """Attention in both directions, layers that share keys and values, and other widths than those above."""
    for setting, usual in ((_SHARING, 0), (_DOUBLED, False)):
        if config.get(setting, usual) not in (usual, None):
            return setting, config[setting]
    return unlike_gemma4(config)


def unlike_gemma4(config: Config) -> tuple[str, object] | None:
    """Attention in both directions, other widths than those above, and layers that share what no earlier one has."""
    sharing, layers = config.get(_SHARING, 0), size(config, "num_hidden_layers", _LARGEST)
    if sharing and not (type(sharing) is int and 0 < sharing < layers):
        return _SHARING, sharing
    if config.get("use_bidirectional_attention") == "all":
        return "use_bidirectional_attention", "all"
    wide = wide_heads(config)
    if wide and not _are_alike(_each(config), wide):
        return "per_layer_config", config["per_layer_config"]
    return None


def turns_on_experts(config: Config) -> bool:
    return bool(config.get("enable_moe_block"))


def borrowing_layers(config: Config) -> frozenset[int]:
    """The last layers, which have no keys and values of their own."""
    layers = size(config, "num_hidden_layers", _LARGEST)
    return frozenset(range(max(0, layers - size(config, _SHARING)), layers))


def doubled_layers(config: Config) -> frozenset[int]:
    return borrowing_layers(config) if config.get(_DOUBLED) is True else frozenset()


def layer_inputs(config: Config) -> LayerInputs | None:
    """None where the setting says 0."""
    found = LayerInputs(
        words=_size(config, "vocab_size_per_layer_input", 262144),
        size=_size(config, "hidden_size_per_layer_input", 256),
    )
    return found if found.words and found.size else None


def _size(config: Config, key: str, default: int) -> int:
    return size(config, key) if key in config else default


def _each(config: Config) -> dict[str, object]:
    """What is said of single layers, by their numbers, which transformers writes in one length: "04" of 35 layers."""
    said = config.get("per_layer_config")
    said = said if isinstance(said, Mapping) else {}
    return {str(layer).lstrip("0") or "0": settings for layer, settings in said.items()}


def _own(config: Config, layers: set[int]) -> dict[str, object]:
    found = _each(config).get(str(max(layers, default=0)))
    return dict(found) if isinstance(found, Mapping) else {}


def _are_alike(each: Mapping[str, object], wide: WideHeads) -> bool:
    """Whether only the layers with full attention have settings of their own, all the same ones."""
    settings = list(each.values())
    known = all(isinstance(one, Mapping) and one.keys() <= {"head_dim", "num_key_value_heads"} for one in settings)
    return known and each.keys() in (set(), set(map(str, wide.layers))) and settings[1:] == settings[:-1]
