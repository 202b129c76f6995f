"""Every recipe that is offered converts to something that loads and answers, of exactly the size that was estimated."""

import json
from pathlib import Path

import pytest

from tests.engine.test_streaming import run


@pytest.mark.parametrize("kind", ["qwen2-tied", "qwen3", "llama", "gemma2"])
def test_what_is_offered_works(kind: str, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    run("tests.engine.tiny_models", kind, tmp_path / "model", work=tmp_path)
    output = run("tests.engine.load_recipes", tmp_path / "model", tmp_path, work=tmp_path)
    offered = [row for row in map(json.loads, output.splitlines()) if row["obstacle"] is None]
    assert len(offered) >= 50
    for row in offered:
        assert not row["failed"], row
        assert row["size"] == row["estimate"], row
