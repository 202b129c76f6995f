"""Calibrated rounding of one matrix: GPTQ (Frantar et al., 2022, https://arxiv.org/abs/2210.17323).

A layer computes ``X Wᵀ`` from inputs ``X``. Each weight's rounding error is passed on to the weights of the same row
that are not rounded yet, so that the output changes least for inputs with the second moments ``XᵀX``. The scale and the
zero point of a block are searched before; the inputs with the largest moments are rounded first.
"""

from collections.abc import Iterator, Sequence

import torch
from msgspec import Struct

from app.engine.calibration.moments import Moments

DAMPING = 0.01  # of the mean second moment, added to each: the inverse exists, and few inputs are not believed too much
TOGETHER = 128  # inputs whose errors are passed on to the rest at once
SHRINKS = tuple(1.0 - 0.03 * step for step in range(14))  # shares of a block's range: a finer grid may be worth it
FEWER_ROWS = 4_000_000  # elements of rows that are searched at once: the temporaries stay small

# TorchScript, because the loop goes over each input of a matrix
COLUMN_FORMULAS = """
def round_columns(
    weights: Tensor, inverse: Tensor, scales: Tensor, zero_points: Tensor, top: int
) -> Tuple[Tensor, Tensor]:
    numbers = torch.empty_like(weights)
    errors = torch.empty_like(weights)
    for number in range(weights.size(0)):
        row = weights[number]
        scale = scales[number]
        zero_point = zero_points[number]
        rounded = torch.round(row / scale + zero_point).clamp_(0, top)
        error = (row - (rounded - zero_point) * scale) / inverse[number, number]
        numbers[number] = rounded
        errors[number] = error
        if number + 1 < weights.size(0):
            weights[number + 1 :].addr_(inverse[number, number + 1 :], error, alpha=-1.0)
    return numbers, errors
"""
_ROUND_COLUMNS = torch.jit.CompilationUnit(COLUMN_FORMULAS).round_columns


class Grid(Struct, frozen=True):
    """The numbers that a weight can become: ``(n - zero_point) * scale``, n of ``bits`` bits."""

    bits: int
    block_size: int  # weights of a row that share one scale
    symmetric: bool  # the zero point is the middle

    @property
    def top(self) -> int:
        return int(2**self.bits - 1)

    @property
    def middle(self) -> int:
        return int(2 ** (self.bits - 1))

    def blocks(self, width: int) -> int:
        return -(-width // self.block_size)


class Rounded(Struct, frozen=True):
    """A matrix of N rows and K columns on a grid of B blocks a row."""

    grid: Grid
    numbers: torch.Tensor  # (N, K) uint8
    scales: torch.Tensor  # (N, B) float32, each a number of bfloat16: two of its four bytes are kept
    zero_points: torch.Tensor  # (N, B) uint8

    def weights(self) -> torch.Tensor:
        """(N, K) float32: what the numbers stand for."""
        height, width = self.numbers.shape
        values = _blocks(self.numbers.float(), self.grid)  # a copy, which the rest is done in: a matrix may be 0.3 GB
        values.sub_(self.zero_points.unsqueeze(-1)).mul_(self.scales.unsqueeze(-1))
        return values.reshape(height, -1)[:, :width].contiguous()


class Inverse(Struct, frozen=True):
    """Upper triangular factor of the inverse of the second moments of ``columns``, in the order of rounding."""

    columns: slice
    order: torch.Tensor
    factor: torch.Tensor


def inverses(moments: Moments) -> Iterator[Inverse]:
    """One for each group of inputs that was measured together; the moments of a group are given up for it."""
    for start, matrix in moments.take():
        diagonal = matrix.diagonal()
        diagonal[diagonal == 0] = 1.0  # an input that was always zero: its weights are rounded to the nearest
        damping = DAMPING * diagonal.mean()
        diagonal += damping
        order = torch.argsort(diagonal, descending=True)
        matrix = matrix[order][:, order].contiguous()
        while (factor := _inverse_factor(matrix)) is None:  # rounding made it singular: a few inputs outweigh the rest
            damping = 10 * damping
            matrix.diagonal().add_(damping)
        yield Inverse(slice(start, start + len(order)), order, factor)


def _inverse_factor(matrix: torch.Tensor) -> torch.Tensor | None:
    """Upper triangular U with UᵀU the inverse of ``matrix``; None when float32 cannot tell it."""
    lower, failed = torch.linalg.cholesky_ex(matrix)
    if failed:
        return None
    inverse = torch.cholesky_inverse(lower)
    torch.linalg.cholesky_ex(inverse, upper=True, out=(lower, failed))
    return None if failed or not lower.isfinite().all() else lower


def round_calibrated(
    weights: torch.Tensor, grid: Grid, importance: torch.Tensor, factors: Sequence[Inverse]
) -> Rounded:
    """``weights`` (N, K) float32 is used up. ``importance`` (K,): mean square of each input."""
    scales, zero_points = search_scales(weights, grid, importance)
    numbers = torch.empty(weights.shape, dtype=torch.uint8)
    for each in factors:
        part = weights[:, each.columns]
        places = torch.arange(each.columns.start, each.columns.stop)[each.order] // grid.block_size
        numbers[:, each.columns] = _round(part, each, scales.T, zero_points.T, places, grid.top)
    return Rounded(grid, numbers, scales, zero_points.to(torch.uint8))


def round_nearest(weights: torch.Tensor, grid: Grid) -> Rounded:
    """Each weight of (N, K) for itself, on the grid of its block's whole range."""
    scales, zero_points = search_scales(weights, grid, torch.ones(weights.shape[1]), shrinks=(1.0,))
    numbers = _blocks(weights, grid) / scales.unsqueeze(-1)
    numbers.add_(zero_points.unsqueeze(-1)).round_().clamp_(0, grid.top)
    width = weights.shape[1]
    whole = numbers.reshape(len(weights), -1)[:, :width].to(torch.uint8).contiguous()
    return Rounded(grid, whole, scales, zero_points.to(torch.uint8))


def _round(
    weights: torch.Tensor,
    inverse: Inverse,
    scales: torch.Tensor,
    zero_points: torch.Tensor,
    places: torch.Tensor,
    top: int,
) -> torch.Tensor:
    """Numbers (N, k) of the columns ``weights`` (N, k), whose blocks are the ``places`` of scales (B, N)."""
    columns = weights.T[inverse.order].contiguous()
    factor, width = inverse.factor, len(columns)
    numbers = torch.empty(columns.shape, dtype=torch.uint8)
    for start in range(0, width, TOGETHER):
        stop = min(start + TOGETHER, width)
        of = places[start:stop]
        square = factor[start:stop, start:stop].contiguous()
        rounded, errors = _ROUND_COLUMNS(columns[start:stop], square, scales[of], zero_points[of], top)
        numbers[start:stop] = rounded.to(torch.uint8)
        if stop < width:
            columns[stop:].addmm_(factor[start:stop, stop:].T, errors, alpha=-1.0)
    result = torch.empty_like(numbers)
    result[inverse.order] = numbers
    return result.T


def search_scales(
    weights: torch.Tensor, grid: Grid, importance: torch.Tensor, shrinks: Sequence[float] = SHRINKS
) -> tuple[torch.Tensor, torch.Tensor]:
    """Scales and zero points (N, B), float32, with the least sum of squared errors times ``importance`` (K,)."""
    weighed = _blocks(importance.unsqueeze(0), grid)
    step = max(1, FEWER_ROWS // weights.shape[1])
    found = [_search(_blocks(rows, grid), grid, weighed, shrinks) for rows in torch.split(weights, step)]
    return torch.cat([scales for scales, _ in found]), torch.cat([zero_points for _, zero_points in found])


def _search(
    blocks: torch.Tensor, grid: Grid, importance: torch.Tensor, shrinks: Sequence[float]
) -> tuple[torch.Tensor, torch.Tensor]:
    best = scales = zero_points = torch.empty(0)
    for scale, zero_point in _candidates(blocks, grid, shrinks):
        scale = scale.bfloat16().float()  # which of the smallest floats makes 0
        scale = torch.where(scale == 0, 1.0, scale)
        numbers = torch.round(blocks / scale.unsqueeze(-1) + zero_point.unsqueeze(-1)).clamp_(0, grid.top)
        numbers.sub_(zero_point.unsqueeze(-1)).mul_(scale.unsqueeze(-1)).sub_(blocks)
        error = numbers.square_().mul_(importance).sum(-1)
        if not best.numel():
            best, scales, zero_points = error, scale, zero_point
            continue
        better = error < best
        best = torch.where(better, error, best)
        scales = torch.where(better, scale, scales)
        zero_points = torch.where(better, zero_point, zero_points)
    return scales, zero_points


def _candidates(
    blocks: torch.Tensor, grid: Grid, shrinks: Sequence[float]
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """A symmetric grid has one number more on one side: the sign of its scale says on which."""
    low, high = blocks.amin(-1).clamp_(max=0), blocks.amax(-1).clamp_(min=0)
    for shrink in shrinks:
        if grid.symmetric:
            middle = torch.full_like(low, grid.middle)
            largest = torch.where(high > -low, -high, -low)  # its number is 0
            yield largest * (shrink / grid.middle), middle
            yield largest * (-shrink / (grid.middle - 1)), middle
        else:
            scale = (high - low) * (shrink / grid.top)
            zero_point = torch.where(scale == 0, 0.0, -low * shrink / scale)
            yield scale, zero_point.round_().clamp_(0, grid.top)


def _blocks(rows: torch.Tensor, grid: Grid) -> torch.Tensor:
    """(N, K) -> (N, B, block_size), the last one filled up with zeros."""
    missing = -rows.shape[1] % grid.block_size
    padded = torch.nn.functional.pad(rows, (0, missing)) if missing else rows
    return padded.reshape(len(rows), -1, grid.block_size)
