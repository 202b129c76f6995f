import pytest

from app.core.checkpoint.shape import context_length, head_size, read_shape
from tests.core.checkpoint.checkpoints import CONFIG


def _config(name: str, **more: object) -> dict[str, object]:
    merged = CONFIG | {"architectures": [name]} | more
    return {key: value for key, value in merged.items() if value is not None}


@pytest.mark.parametrize(
    ("config", "heads", "size", "tied"),
    [
        (_config("LlamaForCausalLM", num_key_value_heads=None, tie_word_embeddings=None), 2, 16, False),
        (_config("Qwen3ForCausalLM", tie_word_embeddings=None), 1, 128, False),
        (_config("GemmaForCausalLM", tie_word_embeddings=None), 1, 256, True),
        (_config("Gemma2ForCausalLM", num_key_value_heads=None), 4, 256, True),
        (_config("MistralForCausalLM", num_key_value_heads=None, head_dim=64), 8, 64, True),
        (_config("GemmaForCausalLM", tie_word_embeddings=False, head_dim=32), 1, 32, False),
    ],
)
def test_what_a_config_leaves_out(config: dict[str, object], heads: int, size: int, tied: bool) -> None:
    shape = read_shape(config)
    assert shape is not None
    assert (shape.key_value_heads, shape.head_size, shape.tied_embeddings) == (heads, size, tied)


@pytest.mark.parametrize(
    "config",
    [
        {},
        _config("MixtralForCausalLM"),
        _config("Lfm2ForCausalLM", block_multiple_of="256"),
        _config("Lfm2ForCausalLM", block_ffn_dim_multiplier=float("nan")),
        _config("LlamaForCausalLM", num_attention_heads=0),
        _config("LlamaForCausalLM", num_attention_heads=None),
        _config("LlamaForCausalLM", hidden_size=1.5),
        _config("LlamaForCausalLM", vocab_size=[64]),
    ],
)
def test_no_shape(config: dict[str, object]) -> None:
    assert read_shape(config) is None


@pytest.mark.parametrize(
    ("changes", "inner", "convolutions"),
    [
        ({}, 256, set()),
        ({"block_auto_adjust_ff_dim": False, "layer_types": ["conv", "full_attention"]}, 48, {0}),
        ({"block_ff_dim": 6144, "full_attn_idxs": [1, "0"]}, 4096, {0}),
        ({"block_ffn_dim_multiplier": None}, 32, set()),
        ({"block_multiple_of": 10, "block_ffn_dim_multiplier": 1.5}, 50, set()),
    ],
)
def test_lfm2(changes: dict[str, object], inner: int, convolutions: set[int]) -> None:
    """As transformers' modeling_lfm2.py works it out."""
    config = _config("Lfm2ForCausalLM", tie_embedding=False) | changes
    shape = read_shape(config)
    assert shape and head_size(config) == 16
    assert (shape.intermediate_size, shape.convolutions, shape.tied_embeddings) == (inner, convolutions, False)


@pytest.mark.parametrize(
    ("config", "tokens"),
    [
        (_config("MistralForCausalLM", max_position_embeddings=32768, sliding_window=512), 32768),
        (_config("Gemma2ForCausalLM", max_position_embeddings=8192, sliding_window=4096), 8192),
        (_config("Qwen2ForCausalLM", max_position_embeddings=None), 0),
    ],
)
def test_context_length(config: dict[str, object], tokens: int) -> None:
    assert context_length(config) == tokens


LONG = {"type": "longrope", "short_factor": [1.0] * 8, "long_factor": [2.0] * 8}


@pytest.mark.parametrize(
    ("config", "rotated", "positions"),
    [
        (_config("LlamaForCausalLM"), 16, 128),
        (_config("PhiForCausalLM"), 8, 128),
        (_config("NemotronForCausalLM", rope_parameters={"partial_rotary_factor": 1.0}), 16, 128),
        (_config("Gemma3ForCausalLM", head_dim=32), 32, 256),
        (_config("Phi3ForCausalLM", rope_scaling=LONG), 16, 128),
        (_config("Phi3ForCausalLM", rope_scaling=LONG, original_max_position_embeddings=32), 16, 160),
    ],
)
def test_tables_of_positions(config: dict[str, object], rotated: int, positions: int) -> None:
    shape = read_shape(config)
    assert shape is not None
    assert (shape.rotated_size, shape.rotary_positions) == (rotated, positions)


def test_granite_4_has_its_own_name_for_a_size() -> None:
    shape = read_shape(_config("GraniteMoeHybridForCausalLM", shared_intermediate_size=80))
    assert shape is not None
    assert shape.intermediate_size == 80
