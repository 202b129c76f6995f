"""Quantises the weight of one MatMul with ONNX Runtime's own quantiser, in column pieces.

Columns are independent of each other in every method offered, so the pieces' bytes, one after the other, are the bytes
of the whole.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import onnx
from msgspec import Struct
from onnxruntime.quantization.matmul_nbits_quantizer import (
    DefaultWeightOnlyQuantConfig,
    DefaultWeightOnlyQuantizer,
    MatMulNBitsQuantizer,
)

from app.engine.data_file import Buffer
from app.engine.weight import PIECE, WeightTensor

TEMPLATE_COLUMNS = 16


class QuantizedMatMul(Struct, frozen=True):
    """What replaces a MatMul: a MatMulNBits, and its tensors with their shapes for all N columns."""

    node: onnx.NodeProto
    tensors: list[onnx.TensorProto]  # without data


class Quantizer:
    """Quantises one MatMul node as the model builder would."""

    def __init__(self, node: Any, weight: WeightTensor, settings: dict[str, Any]) -> None:
        self.name = str(node.name)
        self._input, self._output = str(node.inputs[0].name), str(node.outputs[0].name)
        self._weight = weight
        self._settings = settings
        self._rows, self._columns = weight.extent

    def describe(self) -> QuantizedMatMul:
        """The node and the tensors, from quantising a few columns of made-up numbers: shapes depend on no weight."""
        columns = min(TEMPLATE_COLUMNS, self._columns)
        numbers = np.random.default_rng(0).standard_normal((self._rows, columns), dtype=np.float32)
        graph = self._quantize(numbers)
        node = graph.node[0]
        for attribute in node.attribute:
            if attribute.name == "N":
                attribute.i = self._columns
        for tensor in graph.initializer:
            tensor.dims[0] = tensor.dims[0] * self._columns // columns
            tensor.ClearField("raw_data")
        return QuantizedMatMul(node, list(graph.initializer))

    def pieces(self) -> Iterator[Sequence[Buffer]]:
        """For each piece of columns the next bytes of each tensor."""
        step = max(TEMPLATE_COLUMNS, PIECE // (4 * self._rows) // TEMPLATE_COLUMNS * TEMPLATE_COLUMNS)
        for start in range(0, self._columns, step):
            columns = self._weight.float32_columns(start, min(start + step, self._columns))
            yield self._default(columns) if self._settings["algo_config"] is None else self._any(columns)

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
