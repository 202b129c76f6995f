"""A rounded matrix as the bytes of MatMulNBits in the data file, and back."""

from collections.abc import Sequence
from pathlib import Path

import torch

from app.engine.builder.block_quantize import pack_numbers, pack_zero_points
from app.engine.builder.data_file import Buffer, Task
from app.engine.calibration.rounding import Grid, Rounded


def pack_rounded(rounded: Rounded) -> list[Buffer]:
    """Numbers (N, blocks, bytes), scales (N, blocks) in bfloat16 and, unless symmetric, zero points: two of 4 bits a
    byte."""
    grid, blocks = rounded.grid, rounded.scales.shape[1]
    missing = blocks * grid.block_size - rounded.numbers.shape[1]
    filling = rounded.zero_points[:, -1:].expand(-1, missing)  # stands for 0
    numbers = torch.cat([rounded.numbers, filling], dim=1).contiguous()
    parts = [pack_numbers(numbers, grid.bits), rounded.scales.bfloat16().contiguous().view(torch.uint8)]
    if not grid.symmetric:
        parts.append(pack_zero_points(rounded.zero_points, grid.bits))
    return [part.numpy().data for part in parts]


def read_rounded(path: Path, task: Task, grid: Grid, width: int) -> Rounded:
    """What ``pack_rounded`` wrote for a matrix of ``width`` columns. Raises ``OSError``."""
    height, blocks = task.rows, grid.blocks(width)
    parts: Sequence[bytes] = []
    with path.open("rb") as file:
        for offset, length in zip(task.offsets, task.lengths, strict=True):
            file.seek(offset)
            parts = [*parts, file.read(length)]
    packed, scales, *zero_points = parts
    numbers = _unpack(packed, grid.bits).view(height, -1)[:, :width].contiguous()
    zeros = torch.full((height, blocks), grid.middle, dtype=torch.uint8)
    if zero_points:
        zeros = _unpack(zero_points[0], grid.bits).view(height, -1)[:, :blocks].contiguous()
    floats = torch.frombuffer(bytearray(scales), dtype=torch.bfloat16).float().view(height, blocks)
    return Rounded(grid, numbers, floats, zeros)


def _unpack(data: bytes, bits: int) -> torch.Tensor:
    packed = torch.frombuffer(bytearray(data), dtype=torch.uint8)
    return packed if bits == 8 else torch.stack([packed & 15, packed >> 4], dim=-1).flatten()
