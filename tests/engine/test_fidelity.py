"""In FP32 a converted model computes what Hugging Face computes, for every architecture that is offered."""

import json
from pathlib import Path

import pytest

from app.core.checkpoint import inspect_checkpoint
from tests.engine.test_streaming import run
from tests.engine.tiny_models import KINDS

BAR = 0.001  # relative RMS of the logits


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_logits_and_tokens(kind: str, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    run("tests.engine.tiny_models", kind, tmp_path / "model", work=tmp_path)
    assert inspect_checkpoint(tmp_path / "model").convertible
    result = json.loads(run("tests.engine.compare_logits", tmp_path / "model", tmp_path, work=tmp_path))
    print(kind, result)
    assert not result["failed"]
    assert result["error"] < BAR
    assert result["same_tokens"]
