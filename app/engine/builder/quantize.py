"""Quantises the weight of one MatMul with ONNX Runtime's own quantiser, in column pieces.

Columns are independent of each other in every method offered, so the pieces' bytes, one after the other, are the bytes
of the whole.
"""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import torch
from msgspec import Struct
from onnxruntime.quantization.matmul_nbits_quantizer import (
    DefaultWeightOnlyQuantConfig,
    DefaultWeightOnlyQuantizer,
    MatMulNBitsQuantizer,
)

from app.engine.builder.block_quantize import quantize_rows, quantize_shortly, quantizes
from app.engine.builder.data_file import Buffer
from app.engine.builder.weight import CACHED, WEIGHT_PIECE, WeightTensor, check_finite

TEMPLATE_COLUMNS = 16
_LOCK = threading.Lock()


class QuantizedMatMul(Struct, frozen=True):
    """What replaces a MatMul: a MatMulNBits, and its tensors with their shapes for all N columns."""

    node: onnx.NodeProto
    tensors: list[onnx.TensorProto]  # their data are left out


class Quantizer:
    """Quantises one MatMul node as the model builder would."""

    def __init__(self, node: Any, weight: WeightTensor, settings: dict[str, Any], short_scales: bool = False) -> None:
        self.name = str(node.name)
        self._input, self._output = str(node.inputs[0].name), str(node.outputs[0].name)
        self._weight = weight
        self._settings = settings
        self._rows, self._columns = weight.extent
        self._blocks = (settings["bits"], settings["block_size"], settings["is_symmetric"])
        # The kernel finds a zero point by the rounded scale in float16
        kernel_only = weight.in_float16 and not settings["is_symmetric"]
        default = settings["algo_config"] is None and not kernel_only
        self._short = short_scales
        self._by_blocks = short_scales or (default and quantizes(self._rows, *self._blocks))

    @property
    def columns(self) -> int:
        return self._columns

    @property
    def bits(self) -> int:
        return int(self._settings["bits"])

    @property
    def weight(self) -> WeightTensor:
        return self._weight

    @property
    def step(self) -> int:
        """Columns that are worked on at once."""
        if self._by_blocks:
            return max(1, CACHED // self._rows)
        return max(TEMPLATE_COLUMNS, WEIGHT_PIECE // (4 * self._rows) // TEMPLATE_COLUMNS * TEMPLATE_COLUMNS)

    def describe(self, like: dict[tuple[int, ...], tuple["Quantizer", QuantizedMatMul]]) -> QuantizedMatMul:
        """The node and the tensors. ``like`` is of one model and holds the first of each size: the others differ from
        it in names only."""
        size = (self._rows, self._columns, self._settings["bits"])
        if size in like:
            return self._named_as(*like[size])
        like[size] = self, self._describe()
        return like[size][1]

    def _describe(self) -> QuantizedMatMul:
        """Found by quantising a few columns of made-up numbers: shapes depend on no weight."""
        columns = min(TEMPLATE_COLUMNS, self._columns)
        numbers = np.random.default_rng(0).standard_normal((self._rows, columns), dtype=np.float32)
        graph = self._quantize(numbers.astype(np.float16) if self._weight.in_float16 else numbers)
        node = graph.node[0]
        for attribute in node.attribute:
            if attribute.name == "N":
                attribute.i = self._columns
        for tensor in graph.initializer:
            tensor.dims[0] = tensor.dims[0] * self._columns // columns
            tensor.ClearField("raw_data")
        return QuantizedMatMul(node, list(graph.initializer))

    def _named_as(self, other: "Quantizer", described: QuantizedMatMul) -> QuantizedMatMul:
        """What was ``described`` for ``other``, with the names of this one."""
        names = {other._input: self._input, other._output: self._output}
        tensors = []
        for theirs in described.tensors:
            tensor = onnx.TensorProto()
            tensor.CopyFrom(theirs)
            tensor.name = theirs.name.replace(str(other._weight.name), str(self._weight.name))
            names[theirs.name] = tensor.name
            tensors.append(tensor)
        node = onnx.NodeProto()
        node.CopyFrom(described.node)
        node.name = described.node.name.replace(other.name, self.name)
        node.input[:] = [names.get(name, name) for name in described.node.input]
        node.output[:] = [names.get(name, name) for name in described.node.output]
        return QuantizedMatMul(node, tensors)

    def compute(self, start: int, stop: int) -> Sequence[Buffer]:
        """The bytes of each tensor for the columns ``start`` to ``stop``."""
        if self._by_blocks:
            quantize = quantize_shortly if self._short else quantize_rows
            parts = quantize(self._weight.columns(start, stop), *self._blocks)
            check_finite(parts[1], str(self._weight.name))  # a block's scale is as little a number as its weights
            if self._weight.in_float16:
                parts[1] = parts[1].to(torch.float16)
            return [part.view(torch.uint8).numpy().data for part in parts]
        columns = self._weight.array_of_columns(start, stop)
        with _LOCK:  # its numpy and kernel use all cores as it is, and much memory
            return self._default(columns) if self._settings["algo_config"] is None else self._any(columns)

    def _default(self, columns: np.ndarray) -> Sequence[Buffer]:
        """The default method by its kernel alone: packed weights, scales, zero points. Half the time of ``_any``."""
        settings = {key: self._settings[key] for key in ("bits", "block_size", "is_symmetric", "accuracy_level")}
        kernel = DefaultWeightOnlyQuantizer(DefaultWeightOnlyQuantConfig(**settings))
        packed, scales, zero_points = kernel.qbits_block_quant(columns)
        arrays = [packed, scales] if settings["is_symmetric"] else [packed, scales, zero_points]
        return [array.data for array in arrays]

    def _any(self, columns: np.ndarray) -> Sequence[Buffer]:
        return [tensor.raw_data for tensor in self._quantize(columns).initializer]

    def _quantize(self, columns: np.ndarray) -> onnx.GraphProto:
        """A graph of one MatMul with ``columns`` (K, n) as its weight, quantised."""
        name = str(self._weight.name)
        weight = onnx.numpy_helper.from_array(columns, name)
        node = onnx.helper.make_node("MatMul", [self._input, name], [self._output], name=self.name)
        quantizer = MatMulNBitsQuantizer(
            model=onnx.helper.make_model(onnx.helper.make_graph([node], "one", [], [], [weight])), **self._settings
        )
        quantizer.process()
        graph: onnx.GraphProto = quantizer.model.model.graph
        return graph
