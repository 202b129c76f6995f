import pytest

from app.core.families.rope import original_positions, rope_supported, rope_type, rotated_share, switches_at
from app.core.families.table import LLAMA, family_of

LLAMA3 = {"rope_type": "llama3", "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4}
NESTED = {"full_attention": {"rope_type": "linear", "factor": 8.0}, "sliding_attention": {"rope_type": "default"}}
LONG = {"type": "longrope", "short_factor": [1.0] * 16, "long_factor": [4.0] * 16}
PHI3 = {"hidden_size": 128, "num_attention_heads": 4}


@pytest.mark.parametrize(
    ("name", "config", "expected"),
    [
        ("Llama", {"rope_scaling": LLAMA3}, True),
        ("Llama", {"rope_parameters": LLAMA3}, True),
        ("Llama", {"rope_scaling": {**LLAMA3, "factor": None}}, False),
        ("Llama", {"rope_parameters": {"rope_type": "default"}}, True),
        ("Llama", {"rope_scaling": None}, True),
        ("Llama", {"rope_scaling": {"type": "linear", "factor": 2}}, True),
        ("Llama", {"rope_scaling": {"type": "dynamic", "factor": 2.0}}, True),
        ("Llama", {"rope_parameters": {"rope_type": "yarn"}}, False),
        ("Llama", {"rope_parameters": {"rope_type": "yarn", "factor": True}}, False),
        ("Llama", {"rope_parameters": {"rope_type": "proportional", "factor": 2}}, False),
        ("Llama", {"rope_scaling": LONG} | PHI3, False),
        ("Llama", {"rope_parameters": NESTED}, False),
        ("Llama", {"partial_rotary_factor": 0.5}, False),
        ("Nemotron", {"partial_rotary_factor": 0.25}, True),
        ("Gemma3", {"rope_parameters": NESTED}, True),
        ("Gemma3", {"rope_parameters": NESTED | {"sliding_attention": LONG}}, False),
        ("Gemma3", {"rope_scaling": {"rope_type": "linear", "factor": 8.0}}, True),
        ("Qwen2", {"rope_scaling": {"type": "yarn", "factor": 4}}, True),
        ("Phi3", {"max_position_embeddings": 131072, "original_max_position_embeddings": 4096}, True),
        ("Phi3", {"rope_scaling": LONG} | PHI3, True),
        ("Phi3", {"rope_scaling": LONG | {"type": "su"}} | PHI3, True),
        ("Phi3", {"rope_parameters": {"rope_type": "longrope", **LONG}} | PHI3, True),
        ("Phi3", {"rope_scaling": LONG}, False),
        ("Phi3", {"rope_scaling": LONG, "original_max_position_embeddings": 64} | PHI3, False),
        (
            "Phi3",
            {"rope_scaling": LONG, "original_max_position_embeddings": 64, "max_position_embeddings": 64} | PHI3,
            True,
        ),
        ("Phi3", {"rope_scaling": LONG, "partial_rotary_factor": 0.75} | PHI3, False),
        ("Phi3", {"rope_scaling": LONG | {"long_factor": [1.0] * 15 + ["2"]}} | PHI3, False),
        ("Phi3", {"rope_scaling": {"type": "linear", "factor": 2}} | PHI3, False),
    ],
)
def test_supported(name: str, config: dict[str, object], expected: bool) -> None:
    assert rope_supported(family_of(f"{name}ForCausalLM"), config) is expected


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({}, "default"),
        ({"rope_scaling": "yarn"}, "default"),
        ({"rope_parameters": {"full_attention": {}}, "rope_scaling": {"type": "su"}}, "su"),
        ({"rope_parameters": NESTED}, "linear"),
        ({"rope_scaling": None, "rope_parameters": LLAMA3}, "llama3"),
    ],
)
def test_type(config: dict[str, object], expected: str) -> None:
    assert rope_type(config) == expected


def test_share_and_original_positions() -> None:
    assert rotated_share(LLAMA, {}) == 1.0
    assert rotated_share(family_of("PhiForCausalLM"), {}) == 0.5
    assert rotated_share(family_of("Phi3ForCausalLM"), {"rope_parameters": {"partial_rotary_factor": 0.75}}) == 0.75
    assert rotated_share(family_of("NemotronForCausalLM"), {"partial_rotary_factor": 7}) == 0.5
    assert original_positions({}) == 4096
    assert original_positions({"rope_parameters": {"original_max_position_embeddings": 64}}) == 64
    assert original_positions({"original_max_position_embeddings": 32, "rope_parameters": {"x": 1}}) == 32


@pytest.mark.parametrize(
    ("name", "positions", "expected"),
    [("Phi3", 131072, 4096), ("Phi3", 4096, None), ("Llama", 131072, None), ("Phi3", None, 4096)],
)
def test_where_it_changes_over(name: str, positions: int | None, expected: int | None) -> None:
    config = {"rope_scaling": LONG, "max_position_embeddings": positions} | PHI3
    assert switches_at(family_of(f"{name}ForCausalLM"), config) == expected
