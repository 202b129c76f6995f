"""Whether a model can be converted and will run, by its ``config.json`` and the headers of its weights."""

from collections.abc import Iterator, Mapping

from app.core.checkpoint.shape import Shape, context_length, head_size
from app.core.checkpoint.tensor_shapes import (
    OF_TRAINING,
    compared,
    quantization_method,
    too_few_layers,
    unmerged,
    wrong_shape,
)
from app.core.checkpoint.weights import Weights, missing_tensor, unloadable
from app.core.failures import FailureKind, Variant
from app.core.families.family import Family, Refusal
from app.core.families.rope import rope_type, switches_at
from app.core.families.sizes import size
from app.core.families.support import Support, architecture, refusal, support, unsupported_setting
from app.core.families.table import FAMILIES, family_of
from app.core.families.text_model import tower_of
from app.core.findings import Finding, blocks, informs, warns
from app.core.weights.needed import needed_tensors
from app.core.weights.tensor_names import settle

HEAD_SIZE_STEP = 16  # the CPU's GroupQueryAttention fails at the first token with any other head size
SENSIBLE_CONTEXT = range(64, 4_000_001)  # tokens
# Ways of storing weights in less, of which nothing is left in weights of full precision. Others, such as BitNet's,
# change what is computed
_OF_STORAGE = frozenset(
    {"bitsandbytes", "gptq", "awq", "fp8", "fbgemm_fp8", "hqq", "eetq", "quanto", "torchao", "mxfp4", "mlx"}
    | {"compressed-tensors"}
)
_BITSANDBYTES = ("load_in_4bit", "load_in_8bit")
_FULL = frozenset({"float64", "float32", "float16", "bfloat16"})
QUANTIZATION = {"quantization_config": "?", "compression_config": "?", "quantization": "MLX"}  # key: its writer
_TYPES = (
    dict.fromkeys(("tie_word_embeddings", "use_cache", "attention_bias"), (bool,))
    | dict.fromkeys(("eos_token_id", "bos_token_id", "pad_token_id", "num_key_value_heads", "head_dim"), (int,))
    | dict.fromkeys(("rms_norm_eps", "initializer_range"), (int, float))
    | {"hidden_act": (str,)}
)
SIZES = ("num_hidden_layers", "hidden_size", "num_attention_heads", "intermediate_size", "vocab_size")
_REFUSALS: Mapping[Refusal, Variant] = {
    Refusal.EXPERTS: Variant.EXPERTS,
    Refusal.EXPERTS_IN_MEMORY: Variant.EXPERTS_IN_MEMORY,
    Refusal.EXPERTS_LEFT_OUT: Variant.EXPERTS_LEFT_OUT,
    Refusal.EXPERTS_UNKNOWN: Variant.EXPERTS_UNKNOWN,
    Refusal.EXPERTS_PACKED: Variant.EXPERTS_PACKED,
    Refusal.STATE: Variant.STATE,
    Refusal.UNLIKE_LAYERS: Variant.UNLIKE_LAYERS,
}
# Weights that were not readable
NO_WEIGHTS = Weights(bytes=0, parameters=0, dtype="", dtypes=frozenset(), layers=frozenset(), shapes={})


def config_findings(config: Mapping[str, object]) -> Iterator[Finding]:
    """What ``config.json`` alone tells."""
    name = architecture(config)
    if odd := next(_of_wrong_type(config), None):
        yield blocks(FailureKind.BAD_CONFIG, Variant.LACKS, file="config.json", lacks=odd)
    if not name:
        yield blocks(FailureKind.BAD_CONFIG, Variant.LACKS, file="config.json", lacks="architectures")
    elif finding := _not_supported(name, config):
        yield finding
    elif family := FAMILIES.get(name):
        yield from _supported_findings(family, config)


def tower_findings(config: Mapping[str, object]) -> Iterator[Finding]:
    """What is left out of a model that also sees or hears."""
    tower = tower_of(config)
    if tower is None:
        return
    if config.get("model_type") != tower.model_type:
        facts = {"found": str(config.get("model_type") or "")[:80], "needed": tower.model_type}
        yield blocks(FailureKind.MODEL_TYPE, architecture=tower.architecture, **facts)
    sees, hears = (isinstance(config.get(key), dict) for key in ("vision_config", "audio_config"))
    variant = Variant.SENSES if sees and hears else Variant.SOUND if hears else Variant.PICTURES
    yield informs(FailureKind.LEFT_OUT, variant, architecture=tower.architecture)


def _not_supported(name: str, config: Mapping[str, object]) -> Finding | None:
    match support(config):
        case Support.SUPPORTED:
            return None
        case Support.ROPE_SCALING:
            return blocks(FailureKind.ROPE_SCALING, architecture=name, method=rope_type(config))
        case Support.SETTING:
            setting, found = unsupported_setting(config) or ("", "")
            return blocks(FailureKind.MODEL_SETTING, architecture=name, setting=setting, found=str(found)[:80])
        case Support.REFUSED:
            variant = _REFUSALS[refusal(config)]
            return blocks(FailureKind.UNSUPPORTED_ARCHITECTURE, variant, architecture=name)
        case Support.SENSES:
            return blocks(FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.SENSES, architecture=name)
        case Support.NOT_CHAT:
            return blocks(FailureKind.NOT_A_CHAT_MODEL, architecture=name)
        case Support.CUSTOM_CODE:
            return blocks(FailureKind.CUSTOM_CODE, architecture=name)
        case Support.UNKNOWN:
            return blocks(FailureKind.UNSUPPORTED_ARCHITECTURE, architecture=name)


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
    """How the weights were quantised, "?" when that is unknown; "" when they were not."""
    writers = [writer for key, writer in QUANTIZATION.items() if config.get(key)]
    if not writers:
        return ""
    settings = config.get("quantization_config")
    method = settings.get("quant_method") if isinstance(settings, dict) else None
    if not method and isinstance(settings, dict) and any(settings.get(key) for key in _BITSANDBYTES):
        return "bitsandbytes"  # it names itself since 2023 only
    return str(method or writers[-1])  # MLX fills both places


def _supported_findings(family: Family, config: Mapping[str, object]) -> Iterator[Finding]:
    name = family.architecture
    if config.get("model_type") != family.model_type:
        facts = {"found": str(config.get("model_type") or "")[:80], "needed": family.model_type}
        yield blocks(FailureKind.MODEL_TYPE, architecture=name, **facts)
    if config.get("auto_map"):
        yield informs(FailureKind.CUSTOM_CODE, Variant.IGNORED, architecture=name)
    if switch := switches_at(family, config):
        yield informs(FailureKind.ROPE_SCALING, Variant.SWITCH, method=rope_type(config), switch=str(switch))
    tokens = context_length(config)
    if not tokens:
        value = config.get("max_position_embeddings")
        found = "" if value is None else str(value)[:40]
        yield blocks(FailureKind.CONTEXT_LENGTH, Variant.ODD if found else None, found=found)
    elif tokens not in SENSIBLE_CONTEXT:
        yield warns(FailureKind.CONTEXT_LENGTH, Variant.ODD, found=str(tokens))
    elif tokens < size(config, "max_position_embeddings"):
        facts = {"exact": str(tokens), "found": str(config["max_position_embeddings"])}
        yield informs(FailureKind.CONTEXT_LENGTH, Variant.EXACT, **facts)


def quantization_finding(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Finding | None:
    """That the weights were quantised, by ``config.json``; or that only the note of it is left, where each tensor is
    there in its full size and in a type of full precision."""
    method = _quantization(config)
    if not method:
        return None
    needed = _needed(config, shape) if shape else {}
    if needed and method.lower() in _OF_STORAGE and set(weights.dtypes) <= _FULL:
        settled = settle(weights.shapes, needed, bool(shape and shape.tied_embeddings))
        sizes = (weights.shapes[part.name] == needed[own] for own, (part, *_) in settled.made.items())
        if not settled.missing and settled.as_they_are and not settled.left and all(sizes):
            facts = {"method": method[:40], "found": weights.dtype, "size_bytes": str(weights.bytes)}
            return blocks(FailureKind.ALREADY_QUANTIZED, Variant.LEFT_OVER, **facts)
    return blocks(FailureKind.ALREADY_QUANTIZED, method=method[:40])


def shape_findings(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Iterator[Finding]:
    """Sizes that cannot work, and weights that are not what ``config.json`` says; ``NO_WEIGHTS`` are not looked at."""
    known = support(config) in (Support.SUPPORTED, Support.ROPE_SCALING, Support.SETTING)
    if known and head_size(config) % HEAD_SIZE_STEP:
        yield blocks(FailureKind.HEAD_SIZE, head_size=str(head_size(config)))
    elif known and shape and shape.rotated_size % HEAD_SIZE_STEP:
        yield blocks(FailureKind.HEAD_SIZE, Variant.ROTATED, rotated=str(shape.rotated_size))
    if known and shape is None:
        lacks = next((key for key in SIZES if not size(config, key) and not _is_told(key, config)), "")
        yield blocks(FailureKind.BAD_CONFIG, Variant.LACKS if lacks else None, file="config.json", lacks=lacks)
    if known and (name := next(filter(OF_TRAINING.match, weights.shapes), "")):
        yield informs(FailureKind.LEFT_OUT, name=name)
    if weights is not NO_WEIGHTS:
        yield from _weight_findings(config, shape, weights)


def _is_told(key: str, config: Mapping[str, object]) -> bool:
    """Whether other settings say it."""
    return key == "num_hidden_layers" and bool(family_of(architecture(config)).depth(config))


def _weight_findings(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Iterator[Finding]:
    if any(0 in sizes for sizes in weights.shapes.values()):
        yield blocks(FailureKind.NO_WEIGHTS, Variant.EMPTY)
    elif method := quantization_method(weights):
        if not _quantization(config):
            yield blocks(FailureKind.ALREADY_QUANTIZED, method=method)
    elif shape and (finding := unmerged(weights)):
        yield finding
    elif shape and (needed := _needed(config, shape)):
        yield from compared(settle(weights.shapes, needed, shape.tied_embeddings), weights, needed, shape)
    elif shape and (finding := unloadable(weights)):
        yield finding
    elif shape and len(weights.layers) < shape.layers:
        yield too_few_layers(len(weights.layers), shape)
    elif shape and support(config) is not Support.SETTING and (lost := _missing_tensor(config, weights, shape)):
        yield blocks(FailureKind.WEIGHTS_INCOMPLETE, Variant.TENSOR, file=lost, tensor=lost)
    elif shape and (finding := wrong_shape(weights, shape)):
        yield finding


def _needed(config: Mapping[str, object], shape: Shape) -> dict[str, tuple[int, ...]]:
    """Empty where it is not known, as with a setting that is not supported, or where two names of the family contradict
    each other."""
    name = architecture(config)
    if support(config) is Support.SETTING:
        return {}
    if name not in FAMILIES or FAMILIES[name].model_type != config.get("model_type"):
        return {}
    return needed_tensors(name, config, shape)


def _missing_tensor(config: Mapping[str, object], weights: Weights, shape: Shape) -> str:
    ends = ["embed_tokens.weight"]
    if family_of(architecture(config)).norm_weights:
        ends.append("norm.weight")
    if not shape.tied_embeddings:
        ends.append("lm_head.weight")
    other = shape.convolutions | shape.linear_layers
    if shape.wide_heads and shape.wide_heads.shares:
        other |= shape.wide_heads.layers
    return missing_tensor(weights, ends, other)
