"""Which tensors a model needs, where layers take keys and values of earlier ones."""

import pytest

from app.core.checkpoint.shape import read_shape
from app.core.weights.needed import TABLE_OF_LAYERS, is_borrowed, needed_tensors

CONFIG: dict[str, object] = {
    "architectures": ["Gemma4ForCausalLM"],
    "model_type": "gemma4_text",
    "vocab_size": 64,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 4,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 16,
    "global_head_dim": 32,
    "layer_types": ["sliding_attention", "full_attention"] * 2,
    "max_position_embeddings": 64,
    "num_kv_shared_layers": 2,
    "use_double_wide_mlp": True,
    "hidden_size_per_layer_input": 8,
    "vocab_size_per_layer_input": 60,
}


def test_layers_that_borrow_have_no_keys_and_values_and_are_twice_as_wide() -> None:
    shape = read_shape(CONFIG)
    assert shape is not None and shape.named_layers == 2
    needed = needed_tensors("Gemma4ForCausalLM", CONFIG, shape)
    assert needed["model.layers.1.self_attn.k_proj.weight"] == (32, 32)
    assert needed["model.layers.1.mlp.up_proj.weight"] == (48, 32)
    assert needed["model.layers.2.mlp.up_proj.weight"] == (96, 32)
    assert not any("k_proj" in name or "k_norm" in name for name in needed if "layers.2." in name)
    assert needed[TABLE_OF_LAYERS] == (60, 4 * 8)
    assert needed["model.layers.3.per_layer_input_gate.weight"] == (8, 32)


def test_without_words_for_each_layer_there_is_no_table() -> None:
    config = CONFIG | {"hidden_size_per_layer_input": 0}
    shape = read_shape(config)
    assert shape is not None and shape.layer_inputs is None
    assert not any("per_layer" in name for name in needed_tensors("Gemma4ForCausalLM", config, shape))


@pytest.mark.parametrize(
    ("name", "borrowed"),
    [
        ("model.layers.2.self_attn.k_proj.weight", True),
        ("model.layers.3.self_attn.k_norm.weight", True),
        ("model.layers.1.self_attn.k_proj.weight", False),
        ("model.layers.2.self_attn.q_proj.weight", False),
        ("model.layers.2.mlp.up_proj.weight", False),
        ("model.norm.weight", False),
    ],
)
def test_what_some_files_hold_and_nothing_reads(name: str, borrowed: bool) -> None:
    assert is_borrowed(name, frozenset({2, 3})) is borrowed
