"""A few hundred random clicks, keys, wheels, drops and closes; ``build/check_monkey.py`` does thousands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wine import patient

ROOT = Path(__file__).parents[2]
SEED, COUNT = 11, 300


@pytest.mark.skipif(sys.platform != "linux", reason="its trash is only there within the test's own folder")
def test_nothing_breaks_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    command = [sys.executable, "-m", "tests.monkey", str(SEED), str(COUNT), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=patient(600))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert sum(told["actions"].values()) == COUNT
    assert {name: told[name] for name in ("mistakes", "processes", "half", "lost")} == {
        "mistakes": [],
        "processes": [],
        "half": [],
        "lost": [],
    }
