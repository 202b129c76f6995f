"""A weight as the checkpoint stores it, read piece by piece: the whole of it is never in memory."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx_ir as ir
import torch
from onnx_ir.tensor_adapters import TorchTensor, to_torch_dtype

from app.core.failures import Failure, FailureKind

WEIGHT_PIECE = 32_000_000  # bytes of float32 that are worked on at once
CACHED = 800_000  # elements worked on at once: they fit a cache, and two threads seldom wait for each other


def check_finite(values: torch.Tensor, name: str) -> None:
    """Raises ``Failure(BAD_WEIGHTS)`` for NaN and infinity, which any sum keeps."""
    if not math.isfinite(float(values.sum(dtype=torch.float32))) and not values.isfinite().all():
        raise Failure(FailureKind.BAD_WEIGHTS, name, name=name)


class RowStack:
    """Matrices of the same width K, one above the other: (sum of their rows, K). Behaves as much like a
    ``torch.Tensor`` as the model builder asks of a weight, without joining the parts in memory."""

    def __init__(self, parts: Sequence[torch.Tensor]) -> None:
        self.parts = [part.detach() for part in parts]
        self.shape: tuple[int, int] = (sum(part.shape[0] for part in parts), parts[0].shape[1])

    @property
    def T(self) -> "Transposed":  # the name that the model builder asks for
        return Transposed(self)

    def rows(self, start: int, stop: int) -> torch.Tensor:
        """(stop - start, K) in the checkpoint's type."""
        pieces = []
        for part in self.parts:
            count = part.shape[0]
            if start < count and stop > 0:
                pieces.append(part[max(start, 0) : min(stop, count)])
            start, stop = start - count, stop - count
        return pieces[0] if len(pieces) == 1 else torch.cat(pieces)

    def is_same(self, other: "RowStack") -> bool:
        """Whether both are the same numbers in memory."""
        places = [[part.data_ptr() for part in stack.parts] for stack in (self, other)]
        return self.shape == other.shape and places[0] == places[1]

    def columns(self, start: int, stop: int) -> torch.Tensor:
        """(N, stop - start) in the checkpoint's type."""
        return torch.cat([part[:, start:stop] for part in self.parts])


class Transposed:
    """The (K, N) view of a ``RowStack`` of (N, K)."""

    def __init__(self, stack: RowStack) -> None:
        self.stack = stack
        self.shape: tuple[int, int] = stack.shape[::-1]


class WeightTensor(ir.LazyTensor):
    """An initializer of the graph whose bytes come from a ``RowStack``, as it stands or transposed; ``shape`` where its
    rows are told apart there."""

    def __init__(
        self, stack: RowStack, transposed: bool, dtype: ir.DataType, name: str, shape: tuple[int, ...] | None = None
    ) -> None:
        self.stack = stack
        self.transposed = transposed
        self._torch_dtype = to_torch_dtype(dtype)
        self.extent: tuple[int, int] = stack.shape[::-1] if transposed else stack.shape
        self._shape_there = shape or self.extent
        super().__init__(self._whole, dtype=dtype, shape=ir.Shape(self._shape_there), name=name)

    def bytes_of(self, start: int, stop: int) -> bytes:
        """The bytes of the tensor's rows ``start`` to ``stop``."""
        piece = self.stack.columns(start, stop).T if self.transposed else self.stack.rows(start, stop)
        numbers = piece.to(self._torch_dtype).contiguous()
        check_finite(numbers, str(self.name))
        return TorchTensor(numbers).tobytes()

    def columns(self, start: int, stop: int) -> torch.Tensor:
        """Columns of the (K, N) weight of a MatMul, one a row: (stop - start, K). In the checkpoint's type, or rounded
        to float16 first where the model builder does so before it quantises."""
        columns = self.stack.rows(start, stop) if self.transposed else self.stack.columns(start, stop).T
        return columns.to(torch.float16) if self.in_float16 else columns

    @property
    def in_float16(self) -> bool:
        return self._torch_dtype is torch.float16

    def array_of_columns(self, start: int, stop: int) -> np.ndarray:
        """Columns of the (K, N) weight of a MatMul: (K, stop - start), float32 or float16, C-contiguous."""
        columns = self.columns(start, stop).T
        columns = columns.to(self._torch_dtype, memory_format=torch.contiguous_format).contiguous()
        check_finite(columns, str(self.name))
        return columns.numpy()

    def _whole(self) -> TorchTensor:
        stack = self.stack.rows(0, self.stack.shape[0])
        whole = (stack.T if self.transposed else stack).to(self._torch_dtype)
        return TorchTensor(whole.reshape(self._shape_there), name=self.name)


def register_tensor(model: Any, tensor: ir.LazyTensor) -> None:
    """Make ``tensor`` an initializer of the graph of ``model``, which is the builder's."""
    value = model.make_value(str(tensor.name), tensor.dtype, tensor.shape)
    value.const_value = tensor
    model.model.graph.register_initializer(value)
