"""A graph for the trial of a model whose weights stay in the mapped file: its large matrices are cut into pieces.

Without weights repacked in memory, ONNX Runtime's MatMulNBits kernel turns a whole matrix into float32 for every
token (2.2 GB for the head of a model 3584 wide with 152,000 words). Columns are independent of each other, so many
small MatMuls on the same places of the same data file, put together again, give the same numbers.
"""

from pathlib import Path

import onnx

MATRIX_PIECE = 1_500_000  # elements: 6 MB as float32, which malloc keeps from one matrix to the next


def write_trial_graph(model: Path, trial: Path, cut: bool = True) -> None:
    """Write the graph of ``model`` to ``trial``, in the same folder; ``cut``: with every MatMulNBits in pieces."""
    proto = onnx.load(model, load_external_data=False)
    tensors = {tensor.name: tensor for tensor in proto.graph.initializer}
    nodes: list[onnx.NodeProto] = []
    for node in proto.graph.node:
        nodes += _cut(node, tensors, proto.graph) if cut and node.op_type == "MatMulNBits" else [node]
    nodes = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    proto.graph.ClearField("node")
    proto.graph.node.extend(nodes)
    onnx.save(proto, trial)


def _cut(node: onnx.NodeProto, tensors: dict[str, onnx.TensorProto], graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """The pieces of ``node`` and the Concat of their results; the pieces' tensors are added to ``graph``."""
    sizes = {attribute.name: attribute.i for attribute in node.attribute}
    columns, step = sizes["N"], max(1, MATRIX_PIECE // sizes["K"])
    weights = [tensors.get(name) for name in node.input[1:]]
    if step >= columns or not all(weight and weight.external_data for weight in weights):
        return [node]
    pieces = []
    for start in range(0, columns, step):
        stop = min(start + step, columns)
        piece = onnx.NodeProto()
        piece.CopyFrom(node)
        piece.name, piece.output[0] = f"{node.name}/{start}", f"{node.output[0]}/{start}"
        next(attribute for attribute in piece.attribute if attribute.name == "N").i = stop - start
        for number, weight in enumerate(weights, 1):
            assert weight
            part = _part(weight, start, stop, columns)
            graph.initializer.append(part)
            piece.input[number] = part.name
        pieces.append(piece)
    whole = onnx.helper.make_node("Concat", [piece.output[0] for piece in pieces], list(node.output), axis=-1)
    return [*pieces, whole]


def _part(weight: onnx.TensorProto, start: int, stop: int, columns: int) -> onnx.TensorProto:
    """What of a tensor belongs to the columns ``start`` to ``stop`` of ``columns``, which lie one behind the other."""
    place = {entry.key: entry.value for entry in weight.external_data}
    offset, length = int(place["offset"]), int(place["length"])
    part = onnx.TensorProto()
    part.CopyFrom(weight)
    part.name = f"{weight.name}/{start}"
    part.dims[0] = weight.dims[0] * (stop - start) // columns
    places = {"offset": offset + length * start // columns, "length": length * (stop - start) // columns}
    for entry in part.external_data:
        entry.value = str(places.get(entry.key, entry.value))
    return part
