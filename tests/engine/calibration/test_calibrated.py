"""Calibrated rounding of every family gives what a plain reference of the method gives."""

import json
from typing import Any

import pytest

from tests.engine.builder.test_streaming import run_shared
from tests.engine.tiny_models import FAMILIES

KINDS = [f"{kind}-tied" if index % 2 else kind for index, kind in enumerate(FAMILIES)]
SAME = 0.97  # share of the numbers: float32 and float64 differ where a weight lies between two of them
NEAR = 0.2  # relative RMS of the logits: the head and its table have 8 bits, and the kernel rounds its inputs


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    lines = run_shared("tests.engine.calibration.calibrate_tiny", tmp_path_factory.mktemp("calibrated"), KINDS)
    return {row["kind"]: row for row in map(json.loads, lines)}


@pytest.mark.timeout(1500)  # the first waits for all
@pytest.mark.parametrize("kind", KINDS)
def test_each_matrix_is_rounded_as_the_reference_rounds_it(results: dict[str, dict[str, Any]], kind: str) -> None:
    row = results[kind]
    assert not row["failed"], row["failed"]
    assert len(row["same"]) >= 8, "the projections of two layers"
    assert min(row["same"].values()) > SAME, row["same"]
    assert row["error"] < NEAR
