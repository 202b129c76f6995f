"""Of sixty model folders changed by chance each is converted rightly, refused, or told of; build/check_inputs.py
tries thousands."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.timeout(1200)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that begin as copies of their parent")
def test_none_goes_wrong_without_a_word() -> None:
    command = [sys.executable, ROOT / "build" / "check_inputs.py", "--count", "60", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=1140)
    found = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    counts = Counter(each["outcome"] for each in found)
    wrong = [each for each in found if each["outcome"] in ("wrong without a word", "no named error")]
    assert len(found) == 60, run.stderr[-2000:]
    assert wrong == []
    assert counts["right"] > 9 and counts["refused before the work"] > 15, counts
