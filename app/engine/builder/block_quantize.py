"""The default method's rounding, block by block along K, for rows of a weight as the checkpoint stores them.

ONNX Runtime's kernel wants the float32 weight transposed, which costs more than the rounding. These are its formulas
(``MlasBlockwiseQuantizer`` in ``core/mlas/lib/q4_dq.cpp``) on untransposed rows, in a quarter of its time and with the
same bytes (``tests/engine/builder/test_block_quantize.py``).
"""

import torch

# TorchScript, and not Python, because it gives Python's lock away once and not at each of fifteen small operations:
# two threads then do 1.8 times the work of one, and not 1.35 times. Notes on it:
# - amax and amin are vectorised along the last axis, aminmax is not;
# - of 0.0 and -0.0 the kernel keeps the first;
# - adding the zero point before rounding is the kernel's order; the half and the cut to an integer round half up.
FORMULAS = """
def lengthen(scales: Tensor) -> Tensor:
    # to the next number of bfloat16 away from zero, so that the largest weight of a block is not cut off
    nearest = scales.to(torch.bfloat16)
    longer = (nearest.to(torch.float32) * 1.005859375).to(torch.bfloat16)  # 0.75 to 1.5 times its last bit more
    return torch.where(nearest.abs() < scales.abs(), longer, nearest).to(torch.float32)

def round_blocks(
    rows: Tensor, bits: int, block_size: int, symmetric: bool, short: bool
) -> Tuple[Tensor, Tensor, Tensor]:
    top = 2**bits - 1
    middle = 2 ** (bits - 1)
    blocks = rows.to(torch.float32).reshape(rows.size(0), -1, block_size)
    high = blocks.amax([-1])
    low = blocks.amin([-1])
    if symmetric:
        low = torch.where(high == low, blocks.select(-1, 0), low)
        scales = torch.where(high.abs() > low.abs(), high, low) / -middle
        if short:
            scales = lengthen(scales)
        zero_points = torch.full_like(scales, middle)
    else:
        high = high.clamp_(min=0)
        low = low.clamp_(max=0)
        scales = (high - low) / top
        if short:
            scales = lengthen(scales)
        zero_points = torch.where(scales != 0, low.neg() / scales, 0).add_(0.5).floor_().clamp_(0, top)
    reciprocals = torch.where(scales != 0, 1 / scales, 0)
    rounded = blocks.mul(reciprocals.unsqueeze(-1)).add_(zero_points.unsqueeze(-1)).clamp_(0, top).add_(0.5)
    return rounded.to(torch.uint8), scales, zero_points.to(torch.uint8)
"""
_ROUND_BLOCKS = torch.jit.CompilationUnit(FORMULAS).round_blocks


def quantizes(width: int, bits: int, block_size: int, symmetric: bool) -> bool:
    """Whether ``quantize_rows`` gives the kernel's bytes for rows of ``width`` elements: whole blocks, and no zero
    point alone in its byte."""
    return width % block_size == 0 and (symmetric or bits == 8 or width // block_size % 2 == 0)


def quantize_rows(rows: torch.Tensor, bits: int, block_size: int, symmetric: bool) -> list[torch.Tensor]:
    """(n, K) floats to the packed weights (n, K / block, block * bits / 8) uint8, the scales (n, K / block) float32
    and, unless symmetric, the zero points (n, K / block * bits / 8) uint8."""
    numbers, scales, zero_points = _ROUND_BLOCKS(rows, bits, block_size, symmetric, False)
    packed = [pack_numbers(numbers, bits), scales]
    return packed if symmetric else [*packed, pack_numbers(zero_points, bits)]


def quantize_shortly(rows: torch.Tensor, bits: int, block_size: int, symmetric: bool) -> list[torch.Tensor]:
    """The same with scales in bfloat16, for rows of any width: the last block is filled up with zeros."""
    padded = torch.nn.functional.pad(rows, (0, -rows.shape[1] % block_size))
    numbers, scales, zero_points = _ROUND_BLOCKS(padded, bits, block_size, symmetric, True)
    packed = [pack_numbers(numbers, bits), scales.bfloat16()]
    return packed if symmetric else [*packed, pack_zero_points(zero_points, bits)]


def pack_zero_points(zero_points: torch.Tensor, bits: int) -> torch.Tensor:
    """(n, blocks) uint8 to (n, bytes), where each row starts with a byte of its own."""
    if bits == 8:
        return zero_points
    return pack_numbers(torch.nn.functional.pad(zero_points, (0, zero_points.shape[1] % 2)).contiguous(), bits)


def pack_numbers(numbers: torch.Tensor, bits: int) -> torch.Tensor:
    """Two numbers of 4 bits a byte, the first in the low half."""
    if bits == 8:
        return numbers
    pairs = numbers.view(torch.int16)  # little-endian, as every computer that Foundry Local runs on
    return pairs.bitwise_or(pairs >> 4).to(torch.uint8)
