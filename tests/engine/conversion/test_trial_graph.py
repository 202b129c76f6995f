"""The graph that a large model is tried with gives the model's own numbers."""

import json
from pathlib import Path

import pytest

from tests.engine.builder.test_streaming import run


@pytest.mark.parametrize("kind", ["qwen2-tied"])
def test_the_same_logits_from_pieces(kind: str, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    run("tests.engine.tiny_models", kind, tmp_path / "model", work=tmp_path)
    output = run("tests.engine.conversion.compare_trial", tmp_path / "model", tmp_path, work=tmp_path)
    results = [json.loads(line) for line in output.splitlines()]
    assert len(results) == 5
    for result in results:
        assert not result["failed"]
        assert result["error"] < 1e-3, result
        whole, cut = result["matrices"]
        assert cut > 3 * whole
