"""Verifies that a converted model has its checkpoint's sizes: one with a layer too few still answers, only worse."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnx

from app.core.checkpoint.shape import Shape
from app.core.checkpoint.tensor_shapes import quantization_method
from app.core.checkpoint.weights import inspect_weights
from app.core.failures import Failure, FailureKind
from app.core.weights.needed import is_borrowed

_LAYER = re.compile(r"(?:model\.|language_model\.)*layers\.(\d+)\..*weight")
_OF_CONFIG = {  # genai_config.json's names
    "hidden_size": "hidden_size",
    "num_hidden_layers": "named_layers",
    "num_attention_heads": "attention_heads",
    "num_key_value_heads": "key_value_heads",
    "head_size": "head_size",
}
BYTE = 8  # bits
EXPERTS = {"MoE": (2, 4), "QMoE": (2, 5)}  # where among their inputs the matrices are


def verify_shapes(model: Path, checkpoint: Path, shape: Shape | None) -> None:
    """Raises ``Failure(VERIFICATION_FAILED)`` when the folder ``model`` has other sizes than ``checkpoint``."""
    proto = onnx.load(model / "model.onnx", load_external_data=False)
    differences = [*_misplaced(proto, (model / "model.onnx.data").stat().st_size)]
    if shape:
        differences += [*_config_differences(model, shape), *_matrix_differences(proto, checkpoint, shape)]
    if differences:
        raise Failure(FailureKind.VERIFICATION_FAILED, "; ".join(differences))


def _misplaced(proto: Any, size: int) -> Iterator[str]:
    """Tensors that reach beyond the end of the data file of ``size`` bytes."""
    for tensor in proto.graph.initializer:
        place = {entry.key: entry.value for entry in tensor.external_data}
        if place and int(place.get("offset", 0)) + int(place.get("length", 0)) > size:
            yield f"{tensor.name} lies outside the data file of {size} bytes"


def _config_differences(model: Path, shape: Shape) -> Iterator[str]:
    config = json.loads((model / "genai_config.json").read_text(encoding="utf-8"))["model"]
    found = {ours: config["decoder"].get(theirs) for theirs, ours in _OF_CONFIG.items()}
    for name, value in (found | {"vocabulary": config.get("vocab_size")}).items():
        if value != getattr(shape, name):
            yield f"{name} is {value}, not {getattr(shape, name)}"


def _matrix_differences(proto: Any, checkpoint: Path, shape: Shape) -> Iterator[str]:
    """The builder joins, splits and renames matrices, but the number of their elements stays."""
    weights = inspect_weights(checkpoint)
    if quantization_method(weights):
        return
    in_layers = [
        math.prod(sizes)
        for name, sizes in weights.shapes.items()
        if len(sizes) == 2
        and (match := _LAYER.fullmatch(name))
        and int(match[1]) < shape.layers
        and not is_borrowed(name, shape.borrowing)
    ]
    expected = sum(in_layers) + shape.vocabulary * shape.hidden_size
    if inputs := shape.layer_inputs:
        expected += shape.layers * inputs.size * shape.hidden_size
    if (wide := shape.wide_heads) and shape.doubles_keys:
        expected += len(wide.layers) * wide.key_value_heads * wide.head_size * shape.hidden_size
    found = sum(_matrices(proto))
    if found != expected:
        yield f"the matrices hold {found} weights, not {expected}"


def _matrices(proto: Any) -> Iterator[int]:
    """The elements of each matrix that something is multiplied with."""
    sizes = {tensor.name: math.prod(tensor.dims) for tensor in proto.graph.initializer}
    for node in proto.graph.node:
        if node.op_type == "MatMulNBits":
            attributes = {attribute.name: attribute.i for attribute in node.attribute}
            yield attributes["N"] * attributes["K"]
        elif node.op_type in EXPERTS:
            bits = next((each.i for each in node.attribute if each.name == "expert_weight_bits"), BYTE)
            yield sum(sizes[node.input[place]] for place in EXPERTS[node.op_type]) * BYTE // bits
        elif node.op_type in ("MatMul", "Gemm"):
            yield next((sizes[name] for name in node.input[:2] if name in sizes), 0)
