"""Rounding by inputs of which a few outweigh all others, as real models have them."""

import pytest
import torch

from app.engine.calibration.moments import Moments
from app.engine.calibration.rounding import Grid, inverses, round_calibrated, round_nearest


@pytest.mark.parametrize("outlier", [1.0, 1e4, 1e8])
def test_inputs_that_outweigh_the_others(outlier: float) -> None:
    generator = torch.Generator().manual_seed(0)
    inputs = torch.randn(40, 192, generator=generator)  # fewer than the inputs are wide, so the moments are singular
    inputs[:, 5] *= outlier
    inputs[:, 9] = 0
    weights = torch.randn(16, 192, generator=generator)
    moments = Moments(192)
    moments.add(inputs)
    importance, grid = moments.importance(), Grid(4, 64, False)
    rounded = round_calibrated(weights.clone(), grid, importance, list(inverses(moments))).weights()
    nearest = round_nearest(weights, grid).weights()
    assert rounded.isfinite().all()
    errors = [float(((each - weights) @ inputs.T).square().mean()) for each in (rounded, nearest)]
    assert errors[0] < errors[1]


@pytest.mark.parametrize("symmetric", [True, False])
def test_weights_too_small_for_a_scale_of_two_bytes_disturb_no_others(symmetric: bool) -> None:
    generator = torch.Generator().manual_seed(0)
    weights, inputs = torch.randn(4, 128, generator=generator), torch.randn(300, 128, generator=generator)
    weights[:, :64] *= 3e-41
    weights[:, 5] = 0
    inputs[:, 5] *= 10  # it is rounded first
    moments, grid = Moments(128), Grid(4, 64, symmetric)
    moments.add(inputs)
    rounded = round_calibrated(weights.clone(), grid, moments.importance(), list(inverses(moments))).weights()
    assert rounded[:, :64].abs().max() < 1e-39
    assert (rounded - weights).abs().max() < 0.6
