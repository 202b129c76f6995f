"""Weight by weight gives the same files, to the byte, as the model builder's own path in memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.process import engine_environment
from tests.engine.tiny_models import KINDS


def run(module: str, *arguments: object, work: Path) -> str:
    environment = engine_environment(work)
    command = [sys.executable, "-m", module, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=240)
    assert result.returncode == 0, result.stderr[-4000:]
    return result.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes(kind: str, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    run("tests.engine.tiny_models", kind, tmp_path / "model", work=tmp_path)
    output = run("tests.engine.compare_paths", tmp_path / "model", tmp_path, work=tmp_path)
    results = [json.loads(line) for line in output.splitlines()]
    assert len(results) == 24
    for result in results:
        assert result["differ"] == [], result
        assert result["failed"] == result["failed_too"], result
    assert sum(not result["failed"] for result in results) >= 19
    assert sum(result["streamed"] for result in results) >= 18
