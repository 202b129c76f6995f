"""What a calibrated rounding has to compute, of which its time is told."""

import pytest
from msgspec.structs import replace

from app.core.estimate.calibration_work import LARGE_MODEL, calibration_work
from app.core.estimate.conversion_time import guess_steps
from app.core.estimate.history import Run, conversion_job, learnt_steps
from app.core.estimate.speeds import TYPICAL
from app.core.recipe.recipe import Method, Mixed, Recipe
from app.core.recipe.usual import usual_recipe
from app.core.steps import Step
from tests.core.estimate.test_estimate import QWEN_05B

CALIBRATED = usual_recipe(checkpoint=QWEN_05B)


def test_what_is_not_calibrated_takes_none() -> None:
    assert calibration_work(QWEN_05B, Recipe()) == 0
    assert Step.QUANTIZING not in guess_steps(conversion_job(QWEN_05B, Recipe(), 8 << 30))


def test_measuring_what_stays_in_8_bits_takes_a_part() -> None:
    measured = Recipe(block_size=128, mixed=Mixed.MEASURED)
    assert measured.method is Method.DEFAULT
    assert 0 < calibration_work(QWEN_05B, measured) < calibration_work(QWEN_05B, CALIBRATED) / 2


def test_a_matrix_counts_once_for_each_token_that_meets_it() -> None:
    """24 windows of 256 tokens, of which 8 for the sensitivities; 24 layers of 14.9 million weights, and 136 million
    words' numbers in the head."""
    layers, head, tokens, measured = 24 * 14_909_440, 151_936 * 896, 24 * 256, 8 * 256
    runs = 2 * tokens * layers + measured * (4 * layers + 2 * head)
    moments = tokens * 24 * (3 * 896**2 + 4864**2)
    errors = 24 * (896 * (14_909_440 - 896 * 4864) + 4864 * 896 * 4864) / 2
    assert calibration_work(QWEN_05B, CALIBRATED) == pytest.approx(runs + moments + errors)


def test_a_run_that_does_not_tell_its_work_teaches_nothing_of_it() -> None:
    job = conversion_job(QWEN_05B, CALIBRATED, 8 << 30)
    untold = Run(job=replace(job, calibrating=0.0), steps={Step.QUANTIZING: 300.0, Step.STARTING: 3.0})
    assert learnt_steps(job, [untold], guess_steps)[Step.QUANTIZING] == guess_steps(job)[Step.QUANTIZING]


def test_a_small_model_is_looked_at_twice_as_long() -> None:
    small = replace(QWEN_05B, parameters=LARGE_MODEL - 1)
    assert calibration_work(small, CALIBRATED) > 1.4 * calibration_work(QWEN_05B, CALIBRATED)


def test_a_computer_that_multiplies_twice_as_fast_takes_half_the_time() -> None:
    job = conversion_job(QWEN_05B, CALIBRATED, 8 << 30)
    usual = guess_steps(job, TYPICAL)[Step.QUANTIZING]
    fast = replace(TYPICAL, multiplying=2 * TYPICAL.multiplying)
    assert guess_steps(job, fast)[Step.QUANTIZING] == pytest.approx(usual / 2)
