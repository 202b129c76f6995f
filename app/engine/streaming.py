"""The model builder, writing weight by weight straight into the data file.

The builder of onnxruntime-genai 0.18 makes one protobuf of the whole float32 model before it quantises: about five
bytes of memory a parameter. Here its graph is laid out first, with every tensor's place in ``model.onnx.data``; then
each MatMul is quantised alone, by the same quantiser with the same settings, and its bytes go to their places. The
result is the same to the byte (``tests/engine/test_streaming.py``); what it takes is a few pieces of one weight.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import onnx_ir as ir
import torch
from msgspec import Struct
from onnxruntime_genai.models import builder

from app.engine.data_file import Report, fill
from app.engine.layout import INTEGERS, lay_out
from app.engine.weight import RowStack, Transposed, WeightTensor

Model: Any = builder.Model


FLOATS = (ir.DataType.FLOAT, ir.DataType.FLOAT16, ir.DataType.BFLOAT16)
PATCHED = ("make_initializer", "make_packed_matmul_float_class", "save_model")


@contextmanager
def streaming_builder(report: Report, kept: Path) -> Iterator[None]:
    """While this is open, the model builder writes as described above; ``report`` is told of the bytes written.

    What is finished in the folder ``kept`` need not be done again when the work is ended by force.
    """
    originals = {name: getattr(Model, name) for name in PATCHED}

    def make_initializer(
        self: Any, tensor: Any, /, name: str, *, to: ir.DataType | None = None, raw: bool = False
    ) -> None:
        weight = _weight(tensor, to, name)
        if weight is None:
            originals["make_initializer"](self, tensor, name, to=to, raw=raw)
            return
        value = self.make_value(name, weight.dtype, weight.shape)
        value.const_value = weight
        self.model.graph.register_initializer(value)

    def make_packed_matmul_float_class(self: Any, *matmuls: Any, **_: Any) -> Any:
        return _Packed(RowStack([matmul.weight for matmul in matmuls]))

    def save_model(self: Any, folder: str) -> None:
        if _streams(self):
            _save(self, Path(folder), report, kept)
        else:
            originals["save_model"](self, folder)

    for patch in (make_initializer, make_packed_matmul_float_class, save_model):
        setattr(Model, patch.__name__, patch)
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(Model, name, original)


class _Packed(Struct):
    """The joined query, key and value projections, as ``make_matmul`` wants them."""

    weight: RowStack


def _weight(tensor: Any, to: ir.DataType | None, name: str) -> WeightTensor | None:
    """``tensor`` as a weight that is read in pieces; None for what is no matrix of floats."""
    if to not in FLOATS:
        return None
    if isinstance(tensor, Transposed):
        return WeightTensor(tensor.stack, True, to, name)
    if isinstance(tensor, RowStack):
        return WeightTensor(tensor, False, to, name)
    if isinstance(tensor, torch.Tensor) and tensor.dim() == 2:
        transposed = not tensor.is_contiguous()
        stack = RowStack([tensor.T if transposed else tensor])
        return WeightTensor(stack, transposed, to, name)
    return None


def _streams(model: Any) -> bool:
    """Whether this build is one of those that are proven to give the same bytes; the others go the builder's way."""
    return (
        model.quant_type is None
        and (model.io_dtype in FLOATS[:2] or (model.io_dtype in FLOATS and model.onnx_dtype not in INTEGERS))
        and not model.quant_attrs["use_qdq"]
        and not _quantizes_embedding(model)
        and not model.exact_quant_overrides
    )


def _quantizes_embedding(model: Any) -> bool:
    """Whether the builder would quantise an embedding table by itself, rather than share the head's: only its default
    method does, and only to 4 bits."""
    if model.onnx_dtype not in INTEGERS or model.quantization_algo != "default" or model.quant_attrs["bits"] != 4:
        return False
    graph = model.model.graph
    tables = [node for node in graph if node.op_type == "Gather" and node.inputs[0].name in graph.initializers]
    return "Gather" in model.quant_attrs["op_types_to_quantize"] and bool(tables)


def _save(model: Any, folder: Path, report: Report, kept: Path) -> None:
    path = folder / model.filename
    data = path.with_name(path.name + ".data")
    proto, tasks = lay_out(model, data.name)
    graph = ir.from_proto(proto)
    graph.graph.sort()
    Model.stamp_build_metadata(graph)
    ir.save(graph, path)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # of each worker
    fill(data, tasks, report, workers=threads, kept=kept)
    torch.set_num_threads(threads)
