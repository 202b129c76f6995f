"""Whether a model can be converted and will run, by its ``config.json`` and the headers of its weights."""

import re
from collections.abc import Iterator, Mapping

from app.core.architectures import MODEL_TYPES, Support, architecture, support, unsupported_setting
from app.core.failures import FailureKind
from app.core.findings import blocks, informs, warns
from app.core.plan import Finding, Shape
from app.core.rope import rope_type, switches_at
from app.core.shape import context_length, head_size, size
from app.core.tensor_shapes import quantization_method, wrong_shape
from app.core.weights import Weights, missing_tensor, unloadable

HEAD_SIZE_STEP = 16  # the CPU's GroupQueryAttention fails at the first token with any other head size
SENSIBLE_CONTEXT = range(64, 4_000_001)  # tokens
WITHOUT_NORM_WEIGHTS = ("OlmoForCausalLM",)
_QUANTIZATION = {"quantization_config": "?", "compression_config": "?", "quantization": "MLX"}  # and what wrote it
_TYPES = (
    dict.fromkeys(("tie_word_embeddings", "use_cache", "attention_bias"), (bool,))
    | dict.fromkeys(("eos_token_id", "bos_token_id", "pad_token_id", "num_key_value_heads", "head_dim"), (int,))
    | dict.fromkeys(("rms_norm_eps", "initializer_range"), (int, float))
    | {"hidden_act": (str,)}
)
SIZES = ("num_hidden_layers", "hidden_size", "num_attention_heads", "intermediate_size", "vocab_size")
_OF_TRAINING = re.compile(r"(v_head|value_head|reward_head|score)\.")  # beside the model, as TRL saves them
NO_WEIGHTS = Weights(bytes=0, parameters=0, dtype="", layers=frozenset(), shapes={})  # when they could not be read
_OF_SUPPORT = {
    Support.EXPERTS: FailureKind.UNSUPPORTED_ARCHITECTURE,
    Support.SENSES: FailureKind.UNSUPPORTED_ARCHITECTURE,
    Support.UNKNOWN: FailureKind.UNSUPPORTED_ARCHITECTURE,
    Support.ROPE_SCALING: FailureKind.ROPE_SCALING,
    Support.SETTING: FailureKind.MODEL_SETTING,
    Support.NOT_CHAT: FailureKind.NOT_A_CHAT_MODEL,
    Support.CUSTOM_CODE: FailureKind.CUSTOM_CODE,
}


def config_findings(config: Mapping[str, object]) -> Iterator[Finding]:
    """What ``config.json`` alone tells."""
    name = architecture(config)
    if method := _quantization(config):
        yield blocks(FailureKind.ALREADY_QUANTIZED, method=method[:40])
    if odd := next(_of_wrong_type(config), None):
        yield blocks(FailureKind.BAD_CONFIG, file="config.json", lacks=odd)
    if not name:
        yield blocks(FailureKind.BAD_CONFIG, file="config.json", lacks="architectures")
    elif kind := _OF_SUPPORT.get(judged := support(config)):
        yield blocks(kind, architecture=name, method=rope_type(config), **_reason(judged, config))
    elif name in MODEL_TYPES:
        yield from _supported_findings(name, config)


def _of_wrong_type(config: Mapping[str, object]) -> Iterator[str]:
    """Settings that transformers 5 refuses to read; null stands for what is not said."""
    for key, types in _TYPES.items():
        value = config.get(key)
        each = value if key == "eos_token_id" and isinstance(value, list) else [value]
        if any(one is not None and type(one) not in types for one in each):
            yield key
    kinds, layers = config.get("layer_types"), config.get("num_hidden_layers")
    if isinstance(kinds, list) and type(layers) is int and len(kinds) != layers:
        yield "layer_types"
    if config.get("quantization_config") == {}:
        yield "quantization_config"


def _quantization(config: Mapping[str, object]) -> str:
    """How the weights were quantised, "?" when nobody says; "" when they were not."""
    writers = [writer for key, writer in _QUANTIZATION.items() if config.get(key)]
    if not writers:
        return ""
    settings = config.get("quantization_config")
    method = settings.get("quant_method") if isinstance(settings, dict) else None
    return str(method or writers[-1])  # MLX fills both places


def _supported_findings(name: str, config: Mapping[str, object]) -> Iterator[Finding]:
    if config.get("model_type") != MODEL_TYPES[name]:
        facts = {"found": str(config.get("model_type") or "")[:80], "needed": MODEL_TYPES[name]}
        yield blocks(FailureKind.MODEL_TYPE, architecture=name, **facts)
    if config.get("auto_map"):
        yield informs(FailureKind.CUSTOM_CODE, architecture=name, ignored=name)
    if switch := switches_at(name, config):
        yield informs(FailureKind.ROPE_SCALING, method=rope_type(config), switch=str(switch))
    tokens = context_length(config)
    if not tokens:
        value = config.get("max_position_embeddings")
        yield blocks(FailureKind.CONTEXT_LENGTH, **({} if value is None else {"found": str(value)[:40]}))
    elif tokens not in SENSIBLE_CONTEXT:
        yield warns(FailureKind.CONTEXT_LENGTH, found=str(tokens))


def _reason(judged: Support, config: Mapping[str, object]) -> dict[str, str]:
    """Facts that tell why a model is not offered."""
    if judged in (Support.EXPERTS, Support.SENSES):
        return {judged.value: "yes"}
    setting = unsupported_setting(config) if judged is Support.SETTING else None
    return {"setting": setting[0], "found": str(setting[1])[:80]} if setting else {}


def shape_findings(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Iterator[Finding]:
    """Sizes that cannot work, and weights that are not what ``config.json`` says; ``NO_WEIGHTS`` are not looked at."""
    known = support(config) in (Support.SUPPORTED, Support.ROPE_SCALING, Support.SETTING)
    if known and head_size(config) % HEAD_SIZE_STEP:
        yield blocks(FailureKind.HEAD_SIZE, head_size=str(head_size(config)))
    elif known and shape and shape.rotated_size % HEAD_SIZE_STEP:
        yield blocks(FailureKind.HEAD_SIZE, rotated=str(shape.rotated_size))
    if known and shape is None:
        lacks = next((key for key in SIZES if not size(config, key)), "")
        yield blocks(FailureKind.BAD_CONFIG, file="config.json", lacks=lacks)
    if known and (name := next(filter(_OF_TRAINING.match, weights.shapes), "")):
        yield informs(FailureKind.LEFT_OUT, name=name)
    if weights is not NO_WEIGHTS:
        yield from _weight_findings(config, shape, weights)


def _weight_findings(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Iterator[Finding]:
    if any(0 in sizes for sizes in weights.shapes.values()):
        yield blocks(FailureKind.NO_WEIGHTS, empty="yes")
    elif method := quantization_method(weights):
        if not _quantization(config):
            yield blocks(FailureKind.ALREADY_QUANTIZED, method=method)
    elif shape and (facts := unloadable(weights)):
        yield blocks(FailureKind.WEIGHTS_INCOMPLETE, file="model.safetensors", **facts)
    elif shape and len(weights.layers) < shape.layers:
        facts = {"file": "model.safetensors", "found": str(len(weights.layers)), "needed": str(shape.layers)}
        yield blocks(FailureKind.WEIGHTS_INCOMPLETE, **facts)
    elif shape and (lost := _missing_tensor(config, weights, shape)):
        yield blocks(FailureKind.WEIGHTS_INCOMPLETE, file=lost, tensor=lost)
    elif shape and (finding := wrong_shape(weights, shape)):
        yield finding


def _missing_tensor(config: Mapping[str, object], weights: Weights, shape: Shape) -> str:
    ends = ["embed_tokens.weight"]
    if architecture(config) not in WITHOUT_NORM_WEIGHTS:
        ends.append("norm.weight")
    if not shape.tied_embeddings:
        ends.append("lm_head.weight")
    return missing_tensor(weights, ends, shape.convolutions)
