"""The model builder, writing weight by weight straight into the data file.

The builder of onnxruntime-genai 0.18 makes one protobuf of the whole float32 model before it quantises: about five
bytes of memory a parameter. Here its graph is laid out first, with every tensor's place in ``model.onnx.data``; then
each MatMul is quantised alone, by the same quantiser with the same settings, and its bytes go to their places. The
result is the same to the byte (``tests/engine/builder/test_streaming.py``); what it takes is a few pieces of one
weight.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import onnx_ir as ir
import torch
from msgspec import Struct
from onnxruntime_genai.models import builder

from app.core.files.journal import Journal, Piece
from app.engine.builder.data_file import Task, WriteReport, fill
from app.engine.builder.experts import make_moe_expert_initializers
from app.engine.builder.layout import INTEGERS, lay_out, list_quantizers
from app.engine.builder.quantize import Quantizer
from app.engine.builder.weight import RowStack, Transposed, WeightTensor, register_tensor
from app.engine.monkey_patch import patched, replaced_function
from app.engine.original.mapped_experts import MappedExperts

BuiltModel: Any = builder.Model


FLOATS = (ir.DataType.FLOAT, ir.DataType.FLOAT16, ir.DataType.BFLOAT16)


class Rounding(Protocol):
    """Rounds some matrices by looking at the whole model, before the others are rounded one by one."""

    def choose(self, kept: Path) -> Sequence[str]:
        """Names of the matrices that stay in 8 bits; what an earlier run has left in ``kept`` counts."""

    def whole(self, tasks: Sequence[Task]) -> list[Task]:
        """``tasks``, in which each matrix that it rounds is one piece."""

    def write(self, tasks: Sequence[Task], journal: Journal) -> dict[Piece, int]:
        """Round and write them; returns the pieces with their bytes. What ``journal`` has is not done again."""


MakeRounding = Callable[[Any, Sequence[Quantizer]], Rounding]  # gets the Hugging Face model and the graph's matrices


class Streaming(Struct, frozen=True):
    """How a model is written."""

    report: WriteReport  # is told of the bytes written
    kept: Path  # folder; what is finished in it need not be done again when the work is ended by force
    compact_tables: bool = False
    short_scales: bool = False
    rounding: MakeRounding | None = None  # how weights are rounded that depend on each other
    observe: Callable[[Any], None] | None = None  # looks at the Hugging Face model before it is written


@contextmanager
def streaming_builder(streaming: Streaming) -> Iterator[None]:
    """While this is open, the model builder writes as described above."""
    loaded: list[tuple[Any, set[str]]] = []  # the Hugging Face model that is being built, and its modules' names

    def load_weights(original: Any, self: Any, /, input_path: str) -> Any:
        model = original(self, input_path)
        loaded[:] = [(model, {name for name, _ in model.named_modules()})]
        return model

    def make_initializer(
        original: Any, self: Any, tensor: Any, /, name: str, *, to: ir.DataType | None = None, raw: bool = False
    ) -> None:
        weight = _weight(tensor, to, name)
        if weight is None:
            original(self, tensor, name, to=to, raw=raw)
            return
        register_tensor(self, weight)

    def make_packed_matmul_float_class(_original: Any, _self: Any, *matmuls: Any, **_: Any) -> Any:
        return _Packed(RowStack([matmul.weight for matmul in matmuls]))

    def save_model(original: Any, self: Any, folder: str) -> None:
        if _streams(self):
            _save(self, Path(folder), streaming, _as_loaded(*loaded.pop()))
        else:
            original(self, folder)

    with ExitStack() as stack:
        stack.enter_context(patched(MappedExperts, gate_up_proj=None))  # so that the builder joins none
        for replacement in (
            *(make_initializer, make_packed_matmul_float_class, make_moe_expert_initializers),
            *(load_weights, save_model),
        ):
            stack.enter_context(replaced_function(BuiltModel, replacement))
        yield


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
    """Whether this build is one of those that are verified to give the same bytes; the builder does the others."""
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


def _as_loaded(model: Any, names: set[str]) -> Any:
    """``model`` without the modules that the builder put beside those of ``names``: parts of joined ones, which never
    run."""
    for name, _ in list(model.named_modules()):
        parent, _, child = name.rpartition(".")
        if name not in names:
            delattr(model.get_submodule(parent), child)
    return model


def _save(model: Any, folder: Path, streaming: Streaming, original: Any) -> None:
    path = folder / model.filename
    data = path.with_name(path.name + ".data")
    if streaming.observe:
        streaming.observe(original)
    rounding = streaming.rounding(original, list_quantizers(model)) if streaming.rounding else None
    if rounding:
        exact = rounding.choose(streaming.kept)
        model.int4_customized_weight_config |= {name: {"bits": 8} for name in exact}
    proto, tasks = lay_out(model, data.name, streaming.compact_tables, streaming.short_scales)
    tasks = rounding.whole(tasks) if rounding else tasks
    graph = ir.from_proto(proto)
    graph.graph.sort()
    BuiltModel.stamp_build_metadata(graph)
    ir.save(graph, path)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # one thread for each worker
    first = partial(_with_threads, threads, rounding, tasks) if rounding else None
    fill(data, tasks, streaming.report, workers=threads, kept=streaming.kept, first=first)
    torch.set_num_threads(threads)


def _with_threads(threads: int, rounding: Rounding, tasks: Sequence[Task], journal: Journal) -> dict[Piece, int]:
    """One layer after the other, with all threads together."""
    torch.set_num_threads(threads)
    try:
        return rounding.write(tasks, journal)
    finally:
        torch.set_num_threads(1)
