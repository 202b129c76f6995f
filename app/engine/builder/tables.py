"""Embedding tables in 8 bits, read by GatherBlockQuantized: the head's own weights where both are one, else a table of
their own; a table of words for each layer, larger than all layers together, in as many bits as the matrices. The
builder of onnxruntime-genai 0.18 shares 4 bits only and leaves other tables in float32, though the kernel of ONNX
Runtime 1.31 takes 8 bits exactly."""

import onnx
import torch
from msgspec import Struct
from onnx import NodeProto, TensorProto, helper

from app.core.weights.needed import TABLE_OF_LAYERS
from app.engine.builder.block_quantize import quantize_rows, quantize_shortly
from app.engine.builder.data_file import Buffer
from app.engine.builder.quantize import Quantizer
from app.engine.builder.weight import CACHED, WeightTensor, check_finite

BITS = 8
DOMAIN = "com.microsoft"


class Table(Struct, frozen=True):
    """A table of its own: what it becomes, and where its bytes come from. Symmetric, so it has no zero points."""

    weight: WeightTensor
    tensors: list[TensorProto]  # their data are left out
    block_size: int
    bits: int
    short_scales: bool

    @property
    def name(self) -> str:
        return str(self.weight.name)

    @property
    def rows(self) -> int:
        return self.weight.extent[0]

    @property
    def step(self) -> int:
        return max(1, CACHED // self.weight.extent[1])

    def compute(self, start: int, stop: int) -> list[Buffer]:
        """Numbers (n, K), packed to uint8, and scales (n, blocks) float32, or bfloat16."""
        quantize = quantize_shortly if self.short_scales else quantize_rows
        parts = quantize(self.weight.stack.rows(start, stop), self.bits, self.block_size, True)
        check_finite(parts[1], self.name)
        return [part.view(torch.uint8).numpy().data for part in parts]


def compact_tables(
    proto: onnx.ModelProto,
    tensors: dict[str, object],
    quantizers: list[Quantizer],
    quantized: dict[str, list[TensorProto]],
    block_size: int,
    bits: int,
    short_scales: bool,
) -> list[Table]:
    """Change the lookups of float tables in ``proto``; returns the tables that need places of their own. ``bits`` are
    those of the matrices."""
    found, nodes = [], []
    for node in proto.graph.node:
        weight = tensors.get(node.input[0]) if node.op_type == "Gather" else None
        if not isinstance(weight, WeightTensor) or weight.transposed or weight.in_float16:
            nodes.append(node)
            continue
        head = next((each for each in quantizers if each.weight.stack.is_same(weight.stack)), None)
        width = weight.extent[1]
        if head is not None:
            replacement = _read_head(node, head, quantized[head.name], width)
        elif width % block_size == 0:
            own_bits = bits if weight.name == TABLE_OF_LAYERS else BITS
            table = _own_table(weight, block_size, own_bits, short_scales)
            found.append(table)
            names = [tensor.name for tensor in table.tensors]
            replacement = [_lookup(node, names, table.bits, block_size, node.output[0])]
        else:
            replacement = [node]
        nodes += replacement
    copies = [NodeProto.FromString(each.SerializeToString()) for each in nodes]
    proto.graph.ClearField("node")
    proto.graph.node.extend(copies)
    return found


def _own_table(weight: WeightTensor, block_size: int, bits: int, short_scales: bool) -> Table:
    height, width = weight.extent
    packed = [height, width * bits // 8]
    numbers = TensorProto(name=f"{weight.name}_Q{bits}", data_type=TensorProto.UINT8, dims=packed)
    scales = TensorProto(name=f"{weight.name}_scales", data_type=TensorProto.FLOAT, dims=[height, width // block_size])
    return Table(weight, [numbers, scales], block_size, bits, short_scales)


def _read_head(node: NodeProto, head: Quantizer, tensors: list[TensorProto], width: int) -> list[NodeProto]:
    """The head's numbers (rows, blocks, bytes) as rows of bytes; what they are filled up with is cut off."""
    packed = tensors[0]
    rows, blocks, size = packed.dims
    padded = blocks * size * 8 // head.bits
    flat, looked_up = f"{node.name}/flat", node.output[0] if padded == width else f"{node.name}/padded"
    constants = {"shape": [rows, blocks * size]}
    nodes = [
        helper.make_node("Reshape", [packed.name, f"{node.name}/shape"], [flat], name=f"{node.name}/Reshape"),
        _lookup(node, [flat, *(tensor.name for tensor in tensors[1:])], head.bits, padded // blocks, looked_up),
    ]
    if padded != width:
        constants |= {"start": [0], "end": [width], "axis": [-1]}
        inputs = [looked_up, *(f"{node.name}/{name}" for name in ("start", "end", "axis"))]
        nodes.append(helper.make_node("Slice", inputs, [node.output[0]], name=f"{node.name}/Slice"))
    return [*(_constant(f"{node.name}/{name}", values) for name, values in constants.items()), *nodes]


def _constant(name: str, values: list[int]) -> NodeProto:
    tensor = helper.make_tensor(name, TensorProto.INT64, [len(values)], values)
    return helper.make_node("Constant", [], [name], name=f"{name}/Constant", value=tensor)


def _lookup(node: NodeProto, tensors: list[str], bits: int, block_size: int, output: str) -> NodeProto:
    numbers, *others = tensors
    return helper.make_node(
        "GatherBlockQuantized",
        [numbers, node.input[1], *others],
        [output],
        name=f"{node.name}BlockQuantized",
        domain=DOMAIN,
        bits=bits,
        block_size=block_size,
        gather_axis=0,
        quantize_axis=1,
    )
