"""Our rounding gives the bytes of ONNX Runtime's kernel: every width, block and kind of number that it accepts."""

import itertools

import numpy as np
import pytest
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, DefaultWeightOnlyQuantizer

from app.engine.builder.block_quantize import quantize_rows, quantize_shortly, quantizes

ROWS = 64
WIDTHS = (128, 144, 256, 896, 1024)


@pytest.mark.parametrize(
    ("bits", "block_size", "symmetric"), list(itertools.product((4, 8), (16, 32, 64, 128), (True, False)))
)
def test_bytes_are_the_kernels(bits: int, block_size: int, symmetric: bool) -> None:
    widths = [width for width in WIDTHS if quantizes(width, bits, block_size, symmetric)]
    assert widths
    for width in widths:
        for name, rows in _samples(width).items():
            ours = quantize_rows(rows, bits, block_size, symmetric)
            kernels = _by_kernel(rows, bits, block_size, symmetric)
            for mine, theirs in zip(ours, kernels, strict=False):
                assert mine.numpy().tobytes() == theirs.tobytes(), (width, name)


def _by_kernel(rows: torch.Tensor, bits: int, block_size: int, symmetric: bool) -> tuple[np.ndarray, ...]:
    config = DefaultWeightOnlyQuantConfig(bits=bits, block_size=block_size, is_symmetric=symmetric, accuracy_level=4)
    weight = rows.T.to(torch.float32).contiguous().numpy()
    return DefaultWeightOnlyQuantizer(config).qbits_block_quant(weight)


def _samples(width: int) -> dict[str, torch.Tensor]:
    """Usual weights in each type, many halves between two steps, and blocks of zeros of both signs."""
    generator = torch.Generator().manual_seed(width)
    usual = torch.randn(ROWS, width, generator=generator) * 0.02
    halves = torch.randint(-16, 17, (ROWS, width), generator=generator) / 16
    sparse = usual * (torch.rand(ROWS, width, generator=generator) > 0.9)
    sparse[: ROWS // 4] = 0
    sparse[ROWS // 4 : ROWS // 2] = sparse[ROWS // 4 : ROWS // 2].abs()
    return {
        "float32": usual,
        "float16": usual.half(),
        "bfloat16": usual.bfloat16(),
        "halves": halves.bfloat16(),
        "sparse": sparse.bfloat16(),
    }


@pytest.mark.parametrize(
    ("bits", "symmetric", "width"), list(itertools.product((4, 8), (True, False), (128, 144, 192)))
)
def test_scales_in_two_bytes_cut_no_weight_off(bits: int, symmetric: bool, width: int) -> None:
    for name, rows in _samples(width).items():
        numbers, scales, *zero_points = quantize_shortly(rows, bits, 64, symmetric)
        assert scales.dtype == torch.bfloat16
        steps = scales.float().repeat_interleave(64, 1)[:, :width]
        zeros = torch.full(steps.shape, 2.0 ** (bits - 1))
        if zero_points:
            zeros = _unpacked(zero_points[0], bits).repeat_interleave(64, 1)[:, :width]
        values = (_unpacked(numbers, bits)[:, :width] - zeros) * steps
        # A step, and no half: without zero points the far end lacks a number, with them they are whole numbers
        assert ((values - rows.float()).abs() <= 1.001 * steps.abs()).all(), name


def _unpacked(packed: torch.Tensor, bits: int) -> torch.Tensor:
    pairs = packed if bits == 8 else torch.stack([packed & 15, packed >> 4], -1)
    return pairs.reshape(ROWS, -1).float()
