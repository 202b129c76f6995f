"""Granite 4, of which only models without experts, without Mamba layers and with RoPE can be converted."""

from app.core.families.sizes import Config, size

_ATTENTION = ("attention", "full_attention")


def shared_size(config: Config) -> int:
    """The width of the feed-forward part that all experts share; without experts there is no other."""
    return size(config, "shared_intermediate_size")


def unsupported(config: Config) -> tuple[str, object] | None:
    """Layers of another kind than attention (Mamba), and positions that are not rotated: the setting and its value."""
    layers = config.get("layer_types", config.get("layers_block_type"))
    kinds = layers if isinstance(layers, list) else ["mamba"]  # transformers' default
    other = next((kind for kind in kinds if kind not in _ATTENTION), None)
    if other is not None:
        return "layer_types", other
    positions = config.get("position_embedding_type")
    return None if positions == "rope" else ("position_embedding_type", positions)
