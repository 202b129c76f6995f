"""In FP32 a converted model computes what Hugging Face computes, for every architecture that is offered."""

import json
from itertools import cycle
from typing import Any

import pytest

from tests.engine.builder.test_streaming import run_shared
from tests.engine.tiny_models import KINDS, LENGTHENED_KINDS, ROPES, SETTINGS
from tests.engine.tiny_towers import TOWER_KINDS

TIED = dict(zip(ROPES, cycle((False, True))))  # each way to lengthen texts with an output head of its own, or without
LENGTHENED = [kind for kind in LENGTHENED_KINDS if TIED[kind.rpartition("-")[2]] == ("-tied-" in kind)]
ALL = [*(KINDS | SETTINGS | TOWER_KINDS), *LENGTHENED]
BAR = 0.001  # relative RMS of the logits


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    lines = run_shared("tests.engine.builder.compare_logits", tmp_path_factory.mktemp("logits"), ALL)
    return {row["kind"]: row for row in map(json.loads, lines)}


def test_what_is_said_of_texts_that_grow_long_is_true(results: dict[str, dict[str, Any]]) -> None:
    """One token, about 1 %, and then the same again; ``switches_at`` tells of it."""
    first, second = results["phi3-longrope"]["crossing"]
    assert BAR < first < 0.015 and second < BAR


@pytest.mark.parametrize("kind", ALL)
def test_the_same_logits_and_tokens(kind: str, results: dict[str, dict[str, Any]]) -> None:
    result = results[kind]
    assert result["findings"] == []
    assert not result["failed"]
    assert result["error"] < BAR, result
    assert result["same_tokens"]
