"""The graph of a family that the model builder does not know, drawn by mobius-onnx 0.1.0 into the builder's own model.

mobius draws the layers; it reads no file and no weight here. The builder stays what writes: its inputs and outputs, the
embedding, the head and each matrix are made by its own methods, so that precisions, shared tables, pruning of the head,
names and ``genai_config.json`` are those of every other family, and weights are written one by one as theirs.
"""

import copy
import dataclasses
import logging
from collections.abc import Callable
from typing import Any

import onnx_ir as ir
import torch

from app.core.families.family import Family
from app.core.families.table import family_of
from app.engine.builder.mobius.mends import kind_of, mend, prepare, settings_for
from app.engine.builder.mobius.names import cache_name, matrix_name
from app.engine.builder.mobius.weights import Matmul, Weights

_PROVIDER, _DECODER = "cpu", "model"  # mobius's names
TALKERS = ("mobius", "onnxscript", "onnx_ir")  # tell of each step of theirs
LOGITS = "logits"
OPSET = 24  # mobius's operators need it: RMSNormalization and others


def draw_model(model: Any, config: Any, load: Callable[[], Any]) -> None:
    """Give ``model``, the builder's, its graph; ``config`` is transformers' of the checkpoint, and ``load`` gives the
    Hugging Face model. Raises ``ValueError`` where graph and checkpoint do not have the same weights."""
    family = family_of(config.architectures[0])
    module, drawn = _layers(config, family)
    prepare(model, config)
    model.make_inputs_and_outputs()
    original = load()
    weights = Weights(module, original)
    given = _move(drawn.graph, model, drawn.ir_version)
    for node in list(model.model.graph):
        if node.op_type == "Gather" and node.inputs[0].name == weights.embedding_name:
            _embedding(model, node, original)
        elif node.op_type == "MatMul" and (names := _weight_names(node)):
            _matrix(model, node, names, weights, original)
    _others(model, given, weights)
    mend(model, config, family, original)
    _drop_unused(model.model.graph)
    weights.check_all_used()
    model.model.graph.sort()


def _layers(config: Any, family: Family) -> tuple[Any, ir.Model]:
    """mobius's module and its graph, without weights."""
    for talker in TALKERS:
        logging.getLogger(talker).setLevel(logging.ERROR)
    from mobius import build_from_module, registry
    from mobius._config_resolver import _config_from_hf

    config = settings_for(_own_settings(config), family, family.wide_heads(config.to_dict()))
    kind = registry.get(kind_of(config, family))
    settings = dataclasses.replace(_config_from_hf(config, module_class=kind), dtype=ir.DataType.FLOAT)
    module = kind(settings)
    return module, build_from_module(module, settings, kind.default_task, execution_provider=_PROVIDER)[_DECODER]


def _own_settings(config: Any) -> Any:
    """A copy without what other families' models have left in it: mobius looks at any setting of any family."""
    own, config = type(config)(), copy.deepcopy(config)
    for each in (own, config):
        vars(each).pop("_heterogeneity_spec", None)  # else transformers refuses to tell the size of a head
    for name in (*own.to_dict(), "head_dim"):  # some families read head_dim without naming it
        if hasattr(config, name):
            setattr(own, name, getattr(config, name))
    return own


def _move(drawn: ir.Graph, model: Any, ir_version: int) -> set[str]:
    """Move all nodes from ``drawn`` into the builder's graph, between its inputs and outputs. Returns the names of
    weights and constants, which are in no graph then."""
    graph, inputs = model.model.graph, list(drawn.inputs)
    parameters, nodes = list(drawn.initializers.values()), list(drawn)
    drawn.outputs.clear()
    drawn.initializers.clear()
    drawn.remove(nodes)
    graph.extend(nodes)
    graph.opset_imports[""] = OPSET
    model.model.ir_version = ir_version
    for node in nodes:
        for name in sorted(node.attributes):  # their own order is that of a hashed table, and each system's another
            node.attributes[name] = node.attributes.pop(name)
    for value in [*inputs, *(value for node in nodes for value in node.outputs)]:
        value.name = cache_name(str(value.name))
    for value in inputs:
        if value.name in model.values:  # positions are none, where attention counts them itself
            value.replace_all_uses_with(model.values[value.name])
    for parameter in parameters:  # nothing else can set their type
        value = model.make_value(parameter.name)
        value.const_value = parameter.const_value
        parameter.replace_all_uses_with(value)
    for value in [value for node in nodes for value in node.outputs]:
        if value.name in model.values:
            _take_place(graph, model.values[value.name], value)
        else:
            value.shape = None  # its symbols are not the builder's
        model.values[value.name] = value
    model.node_names |= {node.name for node in nodes}
    return {str(parameter.name) for parameter in parameters}


def _take_place(graph: ir.Graph, of: Any, value: Any) -> None:
    """Make ``value`` the graph's output in the place ``of`` the one that the builder has prepared."""
    value.dtype, value.shape = of.dtype, of.shape
    place = next(number for number, output in enumerate(graph.outputs) if output is of)
    graph.outputs[place] = value


def _weight_names(node: ir.Node) -> list[str]:
    """The weights that a MatMul multiplies with: one, or queries', keys' and values' together."""
    transposed = node.inputs[1].producer() if node.inputs[1] is not None else None
    if transposed is None or transposed.op_type != "Transpose":
        return []
    value = transposed.inputs[0]
    joined = value.producer() if value is not None else None
    parts = joined.inputs if joined is not None and joined.op_type == "Concat" else [value]
    return [str(part.name) for part in parts if part is not None and part.producer() is None]


def _embedding(model: Any, node: ir.Node, original: Any) -> None:
    table, head = original.get_input_embeddings(), original.get_output_embeddings()
    looked_up = model.make_embedding_lookup(table.weight, "/model/embed_tokens", head)
    _replace(model, node, looked_up, model.make_hidden_state_shape())


def _matrix(model: Any, node: Any, names: list[str], weights: Weights, original: Any) -> None:
    root = str(node.inputs[0].name)
    if names[0] in (weights.head_name, weights.embedding_name):
        last = _last_position(model, root) if model.prune_lm_head else root
        head = original.get_output_embeddings()
        name = model.make_matmul(Matmul(head.weight), "/lm_head/MatMul", last, seq_dim=_positions(model))
        _replace(model, node, f"{name}/output_0", None)
        return
    parts, basename = [Matmul(weights.take(name)) for name in weights.joined(names)], matrix_name(names)
    if len(parts) == 1:
        name = model.make_matmul(parts[0], basename, root)
    else:
        name = model.make_packed_matmul(*parts, basename, root)
    _replace(model, node, f"{name}/output_0", None)


def _last_position(model: Any, root: str) -> str:
    """As ``make_lm_head`` of the builder takes it."""
    start = "/lm_head/prune"
    inputs, shape = [root, "/model/constants/INT64/-1"], ["batch_size", model.hidden_size]
    model.make_gather(f"{start}/Gather", inputs, dtype=model.io_dtype, shape=shape, axis=1)
    inputs, shape = [f"{start}/Gather/output_0", "/model/constants/INT64/[1]"], ["batch_size", 1, model.hidden_size]
    model.make_unsqueeze(f"{start}/Unsqueeze", inputs, dtype=model.io_dtype, shape=shape)
    return f"{start}/Unsqueeze/output_0"


def _positions(model: Any) -> int | str:
    return 1 if model.prune_lm_head else "sequence_length"


def _replace(model: Any, node: ir.Node, name: str, shape: Any) -> None:
    """Put the value called ``name`` in the place of what ``node`` gives."""
    value, old, graph = model.values[name], node.outputs[0], model.model.graph
    if shape is not None:
        value.shape = ir.Shape(shape)
    value.dtype = model.io_dtype
    is_output = any(output is old for output in graph.outputs)
    old.replace_all_uses_with(value, replace_graph_outputs=is_output)
    graph.remove(node, safe=True)
    if is_output:
        value.name, model.values[str(old.name)] = str(old.name), value
    if any(output.name == LOGITS for output in graph.outputs) and model.prune_lm_head:
        logits = next(output for output in graph.outputs if output.name == LOGITS)
        logits.shape = ir.Shape(["batch_size", 1, model.vocab_size])


def _others(model: Any, given: set[str], weights: Weights) -> None:
    """Give the graph vectors and constants: what of the names ``given`` is no matrix."""
    graph = model.model.graph
    for node in list(graph):
        names = [str(value.name) for value in node.inputs if value is not None and value.name in given]
        if node.op_type == "Concat" and len(names) == len(node.inputs):
            parts, name = weights.joined(names), names[0].replace("q_proj", "qkv_proj")
            model.make_initializer(torch.cat([weights.take(part) for part in parts]), name, to=model.io_dtype)
            _replace(model, node, name, None)
    for node in list(graph):
        for value in node.inputs:
            if value is not None and value.name in given and not value.is_initializer():
                _give(model, node, str(value.name), weights)


def _give(model: Any, node: Any, name: str, weights: Weights) -> None:
    value = model.values[name]
    constant = value.const_value
    if constant is None and name not in weights and node.op_type == "Add":  # a bias that the family does not have
        kept = next(other for other in node.inputs if other is not value)
        node.outputs[0].replace_all_uses_with(kept)
        model.model.graph.remove(node, safe=True)
    elif constant is None:
        model.make_initializer(weights.take(name), name, to=model.io_dtype)
    else:  # numbers, and sizes and axes, which are looked at when the graph is loaded: they stay in it
        new = ir.node("Constant", inputs=[], attributes={"value": constant}, name=f"/model/constant_nodes/{name}")
        new.outputs[0].name = f"/model/constants/{name}"
        model.model.graph.append(new)
        value.replace_all_uses_with(new.outputs[0])


def _drop_unused(graph: ir.Graph) -> None:
    """Transposes and tables that nothing reads any more."""
    while unused := [node for node in graph if not any(_is_read(graph, value) for value in node.outputs)]:
        graph.remove(unused, safe=True)
    for name in [name for name, value in graph.initializers.items() if not value.uses()]:
        del graph.initializers[name]


def _is_read(graph: ir.Graph, value: ir.Value) -> bool:
    return bool(value.uses()) or any(output is value for output in graph.outputs)
