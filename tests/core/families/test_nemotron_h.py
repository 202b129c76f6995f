"""The layers of Nemotron-H as each of its writers names them, and the sizes of a published one."""

import math

import pytest

from app.core.checkpoint.shape import read_shape
from app.core.families.family import Refusal
from app.core.families.support import Support, refusal, support, unsupported_setting
from app.core.weights.needed import needed_tensors

# What the publisher's own program says of a model of 9 billion parameters
PUBLISHED: dict[str, object] = {
    "architectures": ["NemotronHForCausalLM"],
    "auto_map": {"AutoConfig": "configuration_nemotron_h.NemotronHConfig"},
    "model_type": "nemotron_h",
    "hidden_size": 4480,
    "hybrid_override_pattern": "M-M-M-MM-M-M-M*-M-M-M*-M-M-M-M*-M-M-M-M*-M-MM-M-M-M-M-M-",
    "num_hidden_layers": 56,
    "num_attention_heads": 40,
    "head_dim": 128,
    "num_key_value_heads": 8,
    "intermediate_size": 15680,
    "mamba_num_heads": 128,
    "mamba_head_dim": 80,
    "n_groups": 8,
    "ssm_state_size": 128,
    "conv_kernel": 4,
    "time_step_limit": [0.0, math.inf],
    "vocab_size": 131072,
    "max_position_embeddings": 131072,
    "tie_word_embeddings": False,
}
THREE = {"M": {0, 3}, "*": {1}, "-": {2}}
NEW, OLD = ("linear_attention", "full_attention", "mlp"), ("mamba", "attention", "mlp")


def _config(**more: object) -> dict[str, object]:
    return {key: value for key, value in (PUBLISHED | more).items() if value is not None}


def test_a_published_model() -> None:
    shape = read_shape(PUBLISHED)
    assert support(PUBLISHED) is Support.SUPPORTED and shape
    assert (len(shape.linear_layers), len(shape.feed_forward), shape.attending_layers) == (27, 25, 4)
    assert (shape.layers, shape.rotated_size, shape.tied_embeddings) == (56, 0, False)
    numbers = sum(math.prod(sizes) for sizes in needed_tensors("NemotronHForCausalLM", PUBLISHED, shape).values())
    assert numbers == 8_888_227_328


@pytest.mark.parametrize(
    "changes",
    [
        {"hybrid_override_pattern": "M*-M"},
        {"hybrid_override_pattern": "EEEE", "layers_block_type": [NEW[0], NEW[1], NEW[2], NEW[0]]},
        {"hybrid_override_pattern": None, "layers_block_type": [OLD[0], OLD[1], OLD[2], OLD[0]]},
        {"layers_block_type": ["moe"], "layer_types": [OLD[0], NEW[1], NEW[2], NEW[0]]},
    ],
)
def test_layers_by_each_of_their_names(changes: dict[str, object]) -> None:
    shape = read_shape(_config(**changes))
    assert shape and shape.layers == 4
    assert (set(shape.linear_layers), shape.attending_layers, set(shape.feed_forward)) == (THREE["M"], 1, THREE["-"])


@pytest.mark.parametrize("changes", [{"hybrid_override_pattern": "M*-E"}, {"hybrid_override_pattern": None}])
def test_experts_are_refused_for_their_activation(changes: dict[str, object]) -> None:
    """Also where nothing is said of layers: transformers' own have experts."""
    config = _config(**changes)
    assert support(config) is Support.REFUSED and refusal(config) is Refusal.EXPERTS_UNKNOWN


@pytest.mark.parametrize(
    ("changes", "setting"),
    [
        ({"mlp_hidden_act": "silu"}, ("mlp_hidden_act", "silu")),
        ({"mamba_hidden_act": "gelu"}, ("mamba_hidden_act", "gelu")),
        ({"mamba_hidden_act": "swish", "mlp_hidden_act": "relu2"}, None),
        ({"hybrid_override_pattern": "M*-X"}, ("layers_block_type", "X")),
        ({"hybrid_override_pattern": "M-M-"}, None),
        ({"mamba_conv_bias": True}, None),
        ({"mamba_conv_bias": False}, ("mamba_conv_bias", False)),
        ({"rope_scaling": {"type": "yarn"}, "hidden_act": "silu"}, None),
    ],
)
def test_settings(changes: dict[str, object], setting: tuple[str, object] | None) -> None:
    assert unsupported_setting(_config(**changes)) == setting


def test_two_tables_whatever_is_said() -> None:
    """transformers never ties them in this family."""
    shape = read_shape(_config(tie_word_embeddings=True))
    assert shape and not shape.tied_embeddings
