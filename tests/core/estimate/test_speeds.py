from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.estimate.estimate import estimate_options
from app.core.estimate.speeds import TYPICAL, Speeds, read_speeds, write_speeds
from app.core.recipe.recipe import Precision, Recipe
from tests.core.estimate.test_estimate import LAPTOP, QWEN_05B

LARGE = replace(LAPTOP, total_memory=64 << 30, free_memory=60 << 30)
SPEEDS = Speeds(version="1", start=2.0, quantize=400e6, disk=1e9, memory=4e9, reading=20e9)


def test_speeds_are_kept_for_one_version(tmp_path: Path) -> None:
    file = tmp_path / "data" / "speeds.json"
    assert read_speeds(file, "1") is None
    write_speeds(SPEEDS, file)
    assert read_speeds(file, "1") == SPEEDS
    assert read_speeds(file, "2") is None


@pytest.mark.parametrize("text", ["{oops", '{"version": "1", "disk": 0}', '{"version": "1", "start": 1e999}', "[]"])
def test_damaged_speeds_are_measured_again(text: str, tmp_path: Path) -> None:
    file = tmp_path / "speeds.json"
    file.write_text(text)
    assert read_speeds(file, "1") is None


def test_a_computer_twice_as_fast_takes_half_the_time_and_answers_twice_as_fast() -> None:
    fast = replace(
        TYPICAL,
        start=TYPICAL.start / 2,
        quantize=2 * TYPICAL.quantize,
        disk=2 * TYPICAL.disk,
        memory=2 * TYPICAL.memory,
        reading=2 * TYPICAL.reading,
        reading_floats=2 * TYPICAL.reading_floats,
    )
    before = estimate_options(QWEN_05B, LAPTOP, Recipe(), TYPICAL)
    after = estimate_options(QWEN_05B, LAPTOP, Recipe(), fast)
    for slow, quick in zip(before, after, strict=True):
        assert quick.seconds == pytest.approx(slow.seconds / 2, rel=0.01)
        assert quick.tokens_per_second == pytest.approx(2 * slow.tokens_per_second, rel=0.15)


def test_only_float32_answers_at_the_speed_of_floats() -> None:
    fast = replace(TYPICAL, reading_floats=2 * TYPICAL.reading_floats)
    before, after = (
        {each.precision: each.tokens_per_second for each in estimate_options(QWEN_05B, LARGE, Recipe(), speeds)}
        for speeds in (TYPICAL, fast)
    )
    assert after[Precision.FP32] == pytest.approx(2 * before[Precision.FP32], rel=0.05)
    assert [after[each] for each in (Precision.INT4, Precision.INT8)] == [
        before[each] for each in (Precision.INT4, Precision.INT8)
    ]


@pytest.mark.parametrize("slow", [replace(SPEEDS, disk=SPEEDS.disk / 10), replace(SPEEDS, memory=SPEEDS.memory / 4)])
def test_a_slow_disk_or_slow_memory_is_felt_most_by_the_largest_model(slow: Speeds) -> None:
    usual, late = (estimate_options(QWEN_05B, LARGE, Recipe(), speeds) for speeds in (SPEEDS, slow))
    more = {then.precision: then.seconds - now.seconds for now, then in zip(usual, late, strict=True)}
    assert more[Precision.FP32] > 2 * more[Precision.INT4] > 0.4
