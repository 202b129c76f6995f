"""What Gemma 4's settings say of single layers."""

from typing import Any

import pytest

from app.core.families.gemma4 import unlike_gemma4, wide_heads

TWELVE = {"num_hidden_layers": 12, "layer_types": ["sliding_attention", "full_attention"] * 6, "head_dim": 256}
FULL = range(1, 12, 2)


def said(names: list[str], **settings: int) -> dict[str, Any]:
    return TWELVE | {"per_layer_config": dict.fromkeys(names, settings)}


@pytest.mark.parametrize("written", [str, "{:02}".format])
def test_layers_are_numbered_with_zeros_before_them_or_without(written: Any) -> None:
    """transformers writes "01" of twelve layers, and "1" of nine."""
    config = said([written(layer) for layer in FULL], head_dim=128, num_key_value_heads=2)
    wide = wide_heads(config)
    assert wide and (wide.layers, wide.head_size, wide.key_value_heads) == (frozenset(FULL), 128, 2)
    assert unlike_gemma4(config) is None


@pytest.mark.parametrize(
    "config",
    [
        said(["00", "01"], head_dim=128),
        said([f"{layer:02}" for layer in FULL], intermediate_size=128),
        said(["full_attention"], head_dim=128),
    ],
)
def test_other_layers_or_settings_are_refused(config: dict[str, Any]) -> None:
    assert unlike_gemma4(config) == ("per_layer_config", config["per_layer_config"])
