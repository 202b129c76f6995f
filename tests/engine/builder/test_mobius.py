"""What keeps a graph of mobius from being written with a weight too few, or under another name than recipes know."""

import pytest
import torch

from app.engine.builder.mobius.names import cache_name, matrix_name
from app.engine.builder.mobius.weights import Weights


class _Layers:
    """As mobius's modules rename weights."""

    def preprocess_weights(self, held: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        return {f"model.{name}": tensor for name, tensor in held.items()}


class _Original(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embed_tokens = torch.nn.Embedding(4, 2)
        self.q_proj = torch.nn.Linear(2, 2, bias=False)
        self.gate = torch.nn.Linear(2, 2, bias=False)


def test_a_weight_that_the_graph_has_no_place_for_is_noticed() -> None:
    weights = Weights(_Layers(), _Original())
    weights.take("model.q_proj.weight")
    with pytest.raises(ValueError, match=r"no place for model\.gate\.weight"):
        weights.check_all_used()
    weights.take("model.gate.weight")
    weights.check_all_used()


def test_a_weight_that_the_checkpoint_does_not_have_is_noticed() -> None:
    with pytest.raises(ValueError, match=r"wants model\.o_proj\.weight"):
        Weights(_Layers(), _Original()).take("model.o_proj.weight")


def test_nothing_is_copied() -> None:
    original = _Original()
    assert Weights(_Layers(), original).take("model.gate.weight").data_ptr() == original.gate.weight.data_ptr()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["model.layers.3.self_attn.o_proj.weight"], "/model/layers.3/attn/o_proj/MatMul"),
        (["model.layers.0.mlp.down_proj.weight"], "/model/layers.0/mlp/down_proj/MatMul"),
        (["model.layers.2.mamba.in_proj.weight"], "/model/layers.2/mamba/in_proj/MatMul"),
        ([f"model.layers.1.self_attn.{part}_proj.weight" for part in "qkv"], "/model/layers.1/attn/qkv_proj/MatMul"),
    ],
)
def test_matrices_are_called_as_the_builder_calls_them(names: list[str], expected: str) -> None:
    assert matrix_name(names) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("past_key_values.3.conv_state", "past.3.conv"),
        ("present.3.ssm_state", "present.3.recurrent"),
        ("past_key_values.4.key", "past_key_values.4.key"),
        ("model.layers.3.conv_state", "model.layers.3.conv_state"),
    ],
)
def test_states_are_called_as_the_runtime_calls_them(name: str, expected: str) -> None:
    assert cache_name(name) == expected


def test_a_weight_of_no_layer_has_no_such_name() -> None:
    with pytest.raises(ValueError, match="of no layer"):
        matrix_name(["model.norm.weight"])
