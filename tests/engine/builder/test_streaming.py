"""Weight by weight gives the same files, to the byte, as Olive's own path in memory with the same recipe."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from app.jobs.child import engine_environment
from tests.engine.builder.compare_paths import Comparison, recipes_for
from tests.engine.tiny_models import KINDS
from tests.engine.tiny_towers import TOWER_KINDS
from tests.wine import patient

COMPARED = [*KINDS, *TOWER_KINDS]


def run(module: str, *arguments: object, work: Path) -> str:
    environment = engine_environment(work) | {"OMP_NUM_THREADS": "1"}  # more only wait for each other over tiny models
    command = [sys.executable, "-m", module, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=patient(1400))
    assert result.returncode == 0, result.stderr[-4000:]
    return result.stdout


def run_shared(module: str, work: Path, kinds: Sequence[str]) -> list[str]:
    """The lines of two children that share ``kinds``: their imports take longer than a model, and most of the work is
    that of one core."""
    (work / "tmp").mkdir()

    def run_share(share: Sequence[str]) -> str:
        return run(module, work, *share, work=work)

    with ThreadPoolExecutor(2) as pool:
        return "".join(pool.map(run_share, (kinds[::2], kinds[1::2]))).splitlines()


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Comparison]:
    lines = run_shared("tests.engine.builder.compare_paths", tmp_path_factory.mktemp("paths"), COMPARED)
    return [msgspec.json.decode(line, type=Comparison) for line in lines]


@pytest.mark.timeout(1500)  # the first waits for all
@pytest.mark.parametrize("kind", COMPARED)
def test_the_same_bytes(results: list[Comparison], kind: str) -> None:
    mine = [result for result in results if result.kind == kind]
    assert [result.recipe for result in mine] == recipes_for(kind)
    for result in mine:
        assert result.differ == [], result
        assert not result.failed and not result.failed_too, result
        assert result.streamed, result
