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
