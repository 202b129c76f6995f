"""Outer and inner settings that differ are settled as transformers settles them."""

import json
from pathlib import Path

from tests.engine.builder.test_streaming import run


def test_settings_that_differ_and_that_are_left_out(tmp_path: Path) -> None:
    lines = run("tests.engine.compare_settings", work=tmp_path).splitlines()
    cases = [json.loads(line) for line in lines if line.startswith("{")]
    assert len(cases) > 250
    assert [case for case in cases if case["theirs"] != case["ours"]] == []
