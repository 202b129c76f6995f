"""The graph that the model builder would save, with references into the data file instead of weights."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import onnx
import onnx_ir as ir
from msgspec.structs import replace
from onnx import TensorProto
from onnxruntime.quantization.neural_compressor.onnx_model import ONNXModel

from app.core.failures import Failure, FailureKind
from app.engine.builder.data_file import Compute, Task
from app.engine.builder.experts import RoundedExperts, RoundedTensor
from app.engine.builder.quantize import QuantizedMatMul, Quantizer
from app.engine.builder.short_scales import shorten_scales
from app.engine.builder.tables import Table, compact_tables
from app.engine.builder.weight import CACHED, WeightTensor

_EXACT_BITS = 8  # where a zero point for each block brings less than one more matrix in 8 bits for its bytes
INTEGERS = (ir.DataType.INT4, ir.DataType.UINT4, ir.DataType.INT8, ir.DataType.UINT8)


def lay_out(
    model: Any, location: str, compact: bool = False, short_scales: bool = False
) -> tuple[onnx.ModelProto, list[Task]]:
    """``model`` is the builder's, with its graph made. First come the tensors that stay as they are, then those of each
    quantised MatMul in the order of the builder's passes; no gaps. ``location`` is the data file's name. ``compact``:
    embedding tables in 8 bits, ``short_scales``: scales in bfloat16, neither of which the builder makes."""
    tensors = {name: value.const_value for name, value in model.model.graph.initializers.items()}
    quantizers = list_quantizers(model, short_scales)
    proto = _hollow(model.model, location)
    quantized = _replace_matmuls(proto, quantizers, in_place=model.quantization_algo == "default")
    block_size = model.quant_attrs["matmul_block_size"]
    bits = model.quant_attrs["bits"]
    tables: Sequence[Table] = []
    if compact:
        tables = compact_tables(proto, tensors, quantizers, quantized, block_size, bits, short_scales)
    if short_scales:
        shorten_scales(proto, [*quantized.values(), *(table.tensors for table in tables)])
    place = _Places(location)
    tasks = [*_placed(place, tensors, _kept(proto.graph))]
    for table in tables:
        tasks.append(place(table.name, table.tensors, table.rows, table.step, table.compute))
        proto.graph.initializer.extend(table.tensors)
    for quantizer in quantizers:
        rows = (quantizer.columns, quantizer.step, quantizer.compute)
        tasks.append(place(quantizer.name, quantized[quantizer.name], *rows))
        proto.graph.initializer.extend(quantized[quantizer.name])
    return proto, tasks


class _Places:
    """Gives tensors their places in the data file, one behind the other."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._end = 0

    def __call__(self, name: str, tensors: Sequence[TensorProto], rows: int, step: int, compute: Compute) -> Task:
        offsets, lengths = [], []
        for tensor in tensors:
            length = math.prod(tensor.dims) * onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
            _located(tensor, self._location, self._end, length)
            offsets.append(self._end)
            lengths.append(length)
            self._end += length
        return Task(name, tuple(offsets), tuple(lengths), rows, step, compute)


def _located(tensor: TensorProto, location: str, offset: int, length: int) -> TensorProto:
    tensor.ClearField("external_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", location), ("offset", str(offset)), ("length", str(length))):
        tensor.external_data.add(key=key, value=value)
    return tensor


def list_quantizers(model: Any, short_scales: bool = False) -> list[Quantizer]:
    """One for each MatMul that the builder quantises, with the settings of its ``to_nbits``, in its order: the default
    method takes the nodes of other bit widths in passes of their own, after the rest."""
    if model.onnx_dtype not in INTEGERS:
        return []
    tensors = {name: value.const_value for name, value in model.model.graph.initializers.items()}
    attributes = model.quant_attrs
    other_bits = {name: entry["bits"] for name, entry in model.int4_customized_weight_config.items()}
    found = []
    for node in model.model.graph:
        weight = tensors.get(node.inputs[1].name) if node.op_type == "MatMul" else None
        if not isinstance(weight, WeightTensor) or node.name in attributes["nodes_to_exclude"]:
            continue
        bits = other_bits.get(node.name, attributes["bits"])
        settings = {
            "bits": bits,
            "block_size": attributes["matmul_block_size"],
            "is_symmetric": attributes["is_symmetric"] or (short_scales and bits == _EXACT_BITS),
            "accuracy_level": attributes["accuracy_level"],
            "op_types_to_quantize": ("MatMul",),
            "algo_config": model.make_algo_config(model.quantization_algo, {node.name: {"bits": bits}}),
        }
        found.append(Quantizer(node, weight, settings, short_scales))
    if model.quantization_algo == "default":
        passes = list(dict.fromkeys(other_bits.values()))
        found.sort(key=lambda each: passes.index(other_bits[each.name]) + 1 if each.name in other_bits else 0)
    return found


def _hollow(model: ir.Model, location: str) -> onnx.ModelProto:
    """The model as a protobuf without any weight in it."""
    for name, value in model.graph.initializers.items():
        tensor: Any = value.const_value
        value.const_value = ir.ExternalTensor(location, 0, 0, tensor.dtype, shape=tensor.shape, name=name)
    return ir.to_proto(model)


def _replace_matmuls(
    proto: onnx.ModelProto, quantizers: list[Quantizer], in_place: bool
) -> dict[str, list[TensorProto]]:
    """Put a MatMulNBits in the place of each MatMul; returns the tensors of each.

    The default method leaves a node where it was; the others append theirs and sort the graph.
    """
    like: dict[tuple[int, ...], tuple[Quantizer, QuantizedMatMul]] = {}
    described = {quantizer.name: quantizer.describe(like) for quantizer in quantizers}
    graph = proto.graph
    nodes = [described[node.name].node if in_place and node.name in described else node for node in graph.node]
    nodes = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    graph.ClearField("node")
    graph.node.extend(nodes)
    if not in_place:
        sortable = ONNXModel(proto)
        sortable.add_nodes([quantized.node for quantized in described.values()])
        sortable.remove_nodes([node for node in nodes if node.name in described])
        sortable.topological_sort()
    return {name: quantized.tensors for name, quantized in described.items()}


def _kept(graph: onnx.GraphProto) -> list[TensorProto]:
    """Drop the initializers that no node reads any more; returns the others."""
    used = {name for node in graph.node for name in node.input}
    for index in reversed(range(len(graph.initializer))):
        if graph.initializer[index].name not in used:
            del graph.initializer[index]
    return list(graph.initializer)


def _placed(place: _Places, tensors: dict[str, Any], kept: Sequence[TensorProto]) -> Iterator[Task]:
    """The tensors that no quantiser makes. Numbers and scales of experts, which lie apart, are one task."""
    numbers: dict[RoundedExperts, Task] = {}
    for proto in kept:
        tensor = tensors[proto.name]
        if not isinstance(tensor, RoundedTensor):
            yield place(proto.name, [proto], *_plain(tensors, proto))
            continue
        source = tensor.source
        task = place(proto.name, [proto], source.rows, source.step, source.compute)
        first = numbers.setdefault(source, task)
        if first is not task:
            yield replace(first, offsets=first.offsets + task.offsets, lengths=first.lengths + task.lengths)


def _plain(tensors: dict[str, Any], proto: TensorProto) -> tuple[int, int, Compute]:
    """A tensor that is not quantised: its rows, how many at once, and what gives their bytes."""
    tensor = tensors[proto.name]
    if not isinstance(tensor, WeightTensor):
        return 1, 1, lambda _start, _stop: [_small_bytes(tensor)]
    height, width = tensor.extent
    return height, max(1, CACHED // width), lambda start, stop: [tensor.bytes_of(start, stop)]


def _small_bytes(tensor: Any) -> bytes:
    values = tensor.numpy()
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise Failure(FailureKind.BAD_WEIGHTS, str(tensor.name), name=str(tensor.name))
    return bytes(tensor.tobytes())
