"""A graph whose head reads every position of a prompt: onnxruntime-genai before 0.12 knows no other.

The model builder's ``prune_lm_head`` puts two nodes before the head, which take the last position.
"""

from pathlib import Path

import onnx

PRUNING = "/lm_head/prune/"  # how the names of those nodes begin


def read_every_position(graph: Path) -> None:
    """Take the pruning out of the model's ``graph``; a new file takes the old one's place, which may be a hard link."""
    proto = onnx.load(graph, load_external_data=False)
    pruning = [node for node in proto.graph.node if node.name.startswith(PRUNING)]
    if not pruning:
        return
    replaced = {node.output[0]: node.input[0] for node in pruning}
    for node in pruning:
        proto.graph.node.remove(node)
    for node in proto.graph.node:
        for place, name in enumerate(node.input):
            while name in replaced:
                name = replaced[name]
            node.input[place] = name
    for output in proto.graph.output:
        if output.name == "logits":
            output.type.tensor_type.shape.dim[1].dim_param = "sequence_length"
    fresh = graph.with_name(graph.name + ".new")
    onnx.save(proto, fresh)
    fresh.replace(graph)
