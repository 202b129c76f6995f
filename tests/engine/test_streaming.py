"""Weight by weight gives the same files, to the byte, as the model builder's own path in memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.process import engine_environment
from tests.engine.compare_paths import recipes_for
from tests.engine.tiny_models import KINDS


def run(module: str, *arguments: object, work: Path) -> str:
    environment = engine_environment(work)
    command = [sys.executable, "-m", module, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=240)
    assert result.returncode == 0, result.stderr[-4000:]
    return result.stdout


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Of one child for all: its imports take longer than a model."""
    work = tmp_path_factory.mktemp("paths")
    (work / "tmp").mkdir()
    return [json.loads(line) for line in run("tests.engine.compare_paths", work, work=work).splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes(results: list[dict[str, Any]], kind: str) -> None:
    mine = [result for result in results if result["kind"] == kind]
    assert len(mine) == len(recipes_for(list(KINDS).index(kind)))
    for result in mine:
        assert result["differ"] == [], result
        assert not result["failed"] and not result["failed_too"], result
        assert result["streamed"], result
