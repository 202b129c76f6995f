"""The random configurations are the same every time, and differ enough to try what a family can be."""

import sys
from pathlib import Path
from random import Random

import pytest

from tests.engine.tiny_models import FAMILIES
from tests.engine.tiny_settings import FULL

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "build")]

from random_configuration import Draft, draw, rewrite  # noqa: E402

ROPES = {"qwen3.5": 1, "ministral3": 1, "gemma4": 0, "gemma4-e": 0}  # kinds of RoPE that are drawn, where not every one


@pytest.mark.parametrize("family", FAMILIES)
def test_a_seed_draws_the_same_again_and_another_one_others(family: str) -> None:
    drafts = [draw(Random(f"1 {number}"), family) for number in range(100)]
    assert drafts == [draw(Random(f"1 {number}"), family) for number in range(100)]
    ropes = [draft.settings["rope_parameters"] for draft in drafts if "rope_parameters" in draft.settings]
    kinds = {rope.get(FULL, rope)["rope_type"] for rope in ropes}
    assert len(kinds) == ROPES.get(family, 6)
    assert {draft.settings["tie_word_embeddings"] for draft in drafts} == {True, False}


def test_the_older_layout() -> None:
    rope = {"rope_type": "longrope", "rope_theta": 5.0, "original_max_position_embeddings": 32, "factor": 2}
    draft = Draft("Phi3", {}, {"seq_length": 77, "hidden_size": 1}, "float16", older=True)
    assert rewrite({"model_type": "phi3", "hidden_size": 64, "rope_parameters": rope}, draft) == {
        "model_type": "phi3",
        "hidden_size": 64,
        "seq_length": 77,
        "rope_theta": 5.0,
        "original_max_position_embeddings": 32,
        "rope_scaling": {"type": "longrope", "factor": 2},
    }
