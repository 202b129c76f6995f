"""The experts of a layer as the model builder writes them, read from the mapped files piece by piece.

The runtime wants one tensor of all gate and up projections, row by row in turn, and one of the projections back. The
builder rounds them by formulas of its own (``CudaQuantizer.matmulnbits_blockwise_quantize``), which are these; the same
bytes are shown by ``tests/engine/builder/test_streaming.py``.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import onnx_ir as ir
import torch
from onnx_ir.tensor_adapters import TorchTensor

from app.engine.builder.block_quantize import pack_numbers
from app.engine.builder.data_file import Buffer
from app.engine.builder.weight import CACHED, RowStack, WeightTensor, check_finite, register_tensor
from app.engine.original.mapped_experts import MappedExperts

# Of numbers that are equally far from zero the first gives the scale its sign
EXPERT_FORMULAS = """
def round_experts(rows: Tensor, bits: int, block_size: int) -> Tuple[Tensor, Tensor]:
    half = 2 ** (bits - 1)
    blocks = rows.to(torch.float32).reshape(rows.size(0), -1, block_size)
    places = blocks.abs().argmax(-1, True)
    scales = blocks.gather(-1, places) / -half
    scales = torch.where(scales.abs() < 1.1920928955078125e-07, 1.1920928955078125e-07, scales)
    rounded = blocks.div(scales).round_().clamp_(-half, half - 1).add_(half)
    return rounded.to(torch.uint8), scales.squeeze(-1)
"""
_ROUND_EXPERTS = torch.jit.CompilationUnit(EXPERT_FORMULAS).round_experts


class ExpertRows(RowStack):
    """The matrices of all experts, one expert above the other: (sum of their rows, K). Of an expert with several, their
    rows come in turn."""

    def __init__(self, experts: Sequence[Sequence[torch.Tensor]]) -> None:
        self._experts = experts
        super().__init__([matrix for expert in experts for matrix in expert])

    def rows(self, start: int, stop: int) -> torch.Tensor:
        """(stop - start, K) in the checkpoint's type."""
        each = self.shape[0] // len(self._experts)
        pieces = [
            _in_turn(self._experts[number], max(start - number * each, 0), min(stop - number * each, each))
            for number in range(start // each, -(-stop // each))
        ]
        return pieces[0] if len(pieces) == 1 else torch.cat(pieces)


def _in_turn(matrices: Sequence[torch.Tensor], start: int, stop: int) -> torch.Tensor:
    count = len(matrices)
    first = start // count
    rows = torch.stack([matrix[first : -(-stop // count)] for matrix in matrices], 1).flatten(0, 1)
    return rows[start - first * count : stop - first * count]


class RoundedExperts:
    """``ExpertRows`` in 4 or 8 bits: rows of numbers, and of scales."""

    def __init__(self, stack: ExpertRows, bits: int, block_size: int, name: str) -> None:
        self._stack, self._bits, self._block_size, self._name = stack, bits, block_size, name
        self.rows, self._width = stack.shape
        self.step = max(1, CACHED // self._width)

    def compute(self, start: int, stop: int) -> list[Buffer]:
        """Numbers (n, K * bits / 8) uint8, and scales (n, blocks) float32 as float16 can hold them."""
        rows = self._stack.rows(start, stop)
        if lacking := -self._width % self._block_size:
            rows = torch.nn.functional.pad(rows, (0, lacking))
        numbers, scales = _ROUND_EXPERTS(rows, self._bits, self._block_size)
        check_finite(scales, self._name)
        packed = pack_numbers(numbers, self._bits).flatten(1)[:, : self.packed]
        return [packed.contiguous().numpy().data, scales.to(torch.float16).to(torch.float32).numpy().data]

    @property
    def packed(self) -> int:
        """Bytes of a row of numbers."""
        return self._width * self._bits // 8

    @property
    def blocks(self) -> int:
        return -(-self._width // self._block_size)


class RoundedTensor(ir.LazyTensor):
    """The numbers (``part`` 0) or scales (1) of all experts, an initializer of the graph."""

    def __init__(self, source: RoundedExperts, part: int, experts: int, name: str) -> None:
        self.source, self._part = source, part
        self._row = source.blocks if part else source.packed
        self._extent = (experts, source.rows // experts, self._row)
        dtype = ir.DataType.FLOAT if part else ir.DataType.UINT8
        super().__init__(self._whole, dtype=dtype, shape=ir.Shape(self._extent), name=name)

    def _whole(self) -> TorchTensor:
        data = bytearray(self.source.compute(0, self.source.rows)[self._part])
        dtype = torch.float32 if self._part else torch.uint8
        return TorchTensor(torch.frombuffer(data, dtype=dtype).reshape(self._extent), name=self.name)


def make_moe_expert_initializers(_original: Any, model: Any, layer_id: int, experts: MappedExperts, *_: Any) -> None:
    """In the place of the builder's own function: a layer's experts as initializers that read them when written."""
    names, attributes = model.make_moe_expert_names(layer_id), model.moe_attrs
    if attributes["op_type"] == "QMoE":
        attributes["block_size"] = model.quant_attrs["qmoe_block_size"]
        rounding = (attributes["expert_weight_bits"], attributes["block_size"])
        tensors: Iterator[ir.LazyTensor] = _rounded_tensors(experts, names, *rounding)
    else:
        tensors = _float_tensors(experts, names, model.io_dtype)
    for tensor in tensors:
        register_tensor(model, tensor)


def _float_tensors(experts: MappedExperts, names: dict[str, str], dtype: ir.DataType) -> Iterator[WeightTensor]:
    """Two, in the builder's order; ``names`` are its own."""
    for key, stack in _stacks(experts):
        count, (rows, width) = len(experts.experts), stack.shape
        yield WeightTensor(stack, False, dtype, names[f"{key}_weight"], (count, rows // count, width))


def _rounded_tensors(
    experts: MappedExperts, names: dict[str, str], bits: int, block_size: int
) -> Iterator[RoundedTensor]:
    """The same rounded: four."""
    count = len(experts.experts)
    sources = {key: RoundedExperts(stack, bits, block_size, names[f"{key}_weight"]) for key, stack in _stacks(experts)}
    for part, suffix in enumerate(("weight", "scales")):
        for key, source in sources.items():
            yield RoundedTensor(source, part, count, names[f"{key}_{suffix}"])


def _stacks(experts: MappedExperts) -> Iterator[tuple[str, ExpertRows]]:
    yield "gate_up", ExpertRows([(expert.gate, expert.up) for expert in experts.experts])
    yield "down", ExpertRows([(expert.down,) for expert in experts.experts])
