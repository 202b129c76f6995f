"""The table of the tensors that a model needs says what transformers looks for."""

import json
from pathlib import Path

from app.core.families.table import FAMILIES
from app.core.families.tensors import TENSORS
from tests.engine.builder.test_streaming import run


def test_the_table_is_what_transformers_looks_for(tmp_path: Path) -> None:
    lines = run("tests.engine.builder.compare_tensors", work=tmp_path).splitlines()
    rows = [json.loads(line) for line in lines if line.startswith("{")]
    assert len(rows) > 60
    assert [row for row in rows if row["differ"]] == []


def test_every_family_is_in_the_table() -> None:
    assert FAMILIES.keys() <= TENSORS.keys()
