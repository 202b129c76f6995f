"""Whether a model can be converted and will run, by its ``config.json`` and the headers of its weights."""

from collections.abc import Iterator, Mapping

from app.core.architectures import MODEL_TYPES, Support, architecture, rope_type, support
from app.core.failures import FailureKind
from app.core.findings import blocks, informs, warns
from app.core.plan import Finding, Shape
from app.core.shape import IRREGULAR, context_length, head_size
from app.core.tensor_shapes import quantization_method, wrong_shape
from app.core.weights import Weights, missing_tensor

HEAD_SIZE_STEP = 16  # the CPU's GroupQueryAttention fails at the first token with any other head size
SENSIBLE_CONTEXT = range(64, 4_000_001)  # tokens
NO_WEIGHTS = Weights(bytes=0, parameters=0, dtype="", layers=frozenset(), shapes={})  # when they could not be read
_OF_SUPPORT = {
    Support.NOT_YET: FailureKind.UNSUPPORTED_ARCHITECTURE,
    Support.UNKNOWN: FailureKind.UNSUPPORTED_ARCHITECTURE,
    Support.ROPE_SCALING: FailureKind.ROPE_SCALING,
    Support.NOT_CHAT: FailureKind.NOT_A_CHAT_MODEL,
    Support.CUSTOM_CODE: FailureKind.CUSTOM_CODE,
}


def config_findings(config: Mapping[str, object]) -> Iterator[Finding]:
    """What ``config.json`` alone tells."""
    name = architecture(config)
    quantization = config.get("quantization_config") or config.get("compression_config")
    if quantization:
        method = quantization.get("quant_method") if isinstance(quantization, dict) else None
        yield blocks(FailureKind.ALREADY_QUANTIZED, method=str(method or "?")[:40])
    if not name:
        yield blocks(FailureKind.BAD_CONFIG, file="config.json")
    elif kind := _OF_SUPPORT.get(support(config)):
        yield blocks(kind, architecture=name, method=rope_type(config))
    elif name in MODEL_TYPES:
        yield from _supported_findings(name, config)


def _supported_findings(name: str, config: Mapping[str, object]) -> Iterator[Finding]:
    if config.get("model_type") != MODEL_TYPES[name]:
        facts = {"found": str(config.get("model_type") or "")[:80], "needed": MODEL_TYPES[name]}
        yield blocks(FailureKind.MODEL_TYPE, architecture=name, **facts)
    if config.get("auto_map"):
        yield informs(FailureKind.CUSTOM_CODE, architecture=name, ignored=name)
    tokens = context_length(config)
    if not tokens:
        yield blocks(FailureKind.CONTEXT_LENGTH)
    elif tokens not in SENSIBLE_CONTEXT:
        yield warns(FailureKind.CONTEXT_LENGTH, found=str(tokens))


def shape_findings(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Iterator[Finding]:
    """Sizes that cannot work, and weights that are not what ``config.json`` says; ``NO_WEIGHTS`` are not looked at."""
    known = support(config) in (Support.SUPPORTED, Support.ROPE_SCALING)
    if known and head_size(config) % HEAD_SIZE_STEP:
        yield blocks(FailureKind.HEAD_SIZE, head_size=str(head_size(config)))
    if known and (shape is None) != (architecture(config) in IRREGULAR):
        yield blocks(FailureKind.BAD_CONFIG, file="config.json")
    if weights is not NO_WEIGHTS:
        yield from _weight_findings(config, shape, weights)


def _weight_findings(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Iterator[Finding]:
    if method := quantization_method(weights):
        if not (config.get("quantization_config") or config.get("compression_config")):
            yield blocks(FailureKind.ALREADY_QUANTIZED, method=method)
    elif shape and len(weights.layers) < shape.layers:
        facts = {"file": "model.safetensors", "found": str(len(weights.layers)), "needed": str(shape.layers)}
        yield blocks(FailureKind.WEIGHTS_INCOMPLETE, **facts)
    elif shape and (lost := missing_tensor(weights, shape.tied_embeddings)):
        yield blocks(FailureKind.WEIGHTS_INCOMPLETE, file=lost)
    elif shape and (finding := wrong_shape(weights, shape)):
        yield finding
