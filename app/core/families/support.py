"""Which models can be converted and then chat. Measured with the model builder 0.18 and transformers 5.23.

Offered is what computes the same as Hugging Face in float32: ``tests/engine/builder/test_fidelity.py`` shows it for
each.
"""

from collections.abc import Mapping
from enum import StrEnum

from app.core.families.family import Family, Refusal, Windows
from app.core.families.rope import SLIDING, rope_supported
from app.core.families.table import CHAT_IN_SPITE_OF_NAME, FAMILIES, REFUSED, family_of


class Support(StrEnum):
    """What the installer can do with the model that a ``config.json`` describes."""

    SUPPORTED = "supported"
    ROPE_SCALING = "rope_scaling"  # the family is supported, this way of lengthening its context is not
    SETTING = "setting"  # the family is supported, a setting of this model is not
    REFUSED = "refused"  # known, and known not to work: ``refusal`` says why
    SENSES = "senses"  # a chat model that sees or hears
    NOT_CHAT = "not_chat"  # classifies, embeds, translates, sees or hears
    CUSTOM_CODE = "custom_code"  # only the Python files in its folder know how it works
    UNKNOWN = "unknown"


_EXPERT_COUNTS = ("num_experts", "num_local_experts", "n_routed_experts")
_ACTIVATIONS = ("silu", "swish", "gelu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "relu", "relu2")
# Classes that training programs put around a model, or that stand for any
_WRAPPERS = frozenset(
    {"AutoModelForCausalLM", "PeftModel", "PeftModelForCausalLM", "LoraModel", "OptimizedModule", "DeepSpeedEngine"}
    | {"FullyShardedDataParallel", "DistributedDataParallel", "DataParallel", "AutoModelForCausalLMWithValueHead"}
)
_NOT_CHAT_ENDINGS = (
    *("Classification", "QuestionAnswering", "MaskedLM", "MultipleChoice", "PreTraining", "NextSentencePrediction"),
    *("ObjectDetection", "Segmentation", "DepthEstimation", "CTC", "SpeechSeq2Seq", "XVector", "Embedding"),
    *("RewardModel", "Model", "Encoder", "TextToWaveform"),
)


def support(config: Mapping[str, object]) -> Support:
    """Check a ``config.json``. Never raises."""
    name = architecture(config)
    if name in REFUSED:
        return Support.REFUSED
    if family := FAMILIES.get(name):
        return _of_family(family, config)
    if _is_not_chat(name, config):
        return Support.NOT_CHAT
    if _has_experts(config):
        return Support.REFUSED
    if _is_multimodal(name, config):
        return Support.SENSES
    return Support.CUSTOM_CODE if config.get("auto_map") else Support.UNKNOWN


def _of_family(family: Family, config: Mapping[str, object]) -> Support:
    if _leaves_out_experts(family, config) or (family.unknown_experts and family.unknown_experts(config)):
        return Support.REFUSED
    if unsupported_setting(config):
        return Support.SETTING
    return Support.SUPPORTED if rope_supported(family, config) else Support.ROPE_SCALING


def refusal(config: Mapping[str, object]) -> Refusal:
    """Why a model whose ``support`` is REFUSED is none that can be converted."""
    name = architecture(config)
    if name in FAMILIES:
        return Refusal.EXPERTS_LEFT_OUT if FAMILIES[name].experts else Refusal.EXPERTS_UNKNOWN
    return REFUSED.get(name, Refusal.EXPERTS)


def architecture(config: Mapping[str, object]) -> str:
    """The class that reads the model: ``architectures[0]``, "" when there is none. Where a wrapper has put its own name
    there, or nothing, ``model_type`` decides, as it does in transformers."""
    names = config.get("architectures")
    name = names[0] if isinstance(names, list) and names and isinstance(names[0], str) else ""
    kind = next((each.architecture for each in FAMILIES.values() if each.model_type == config.get("model_type")), "")
    missing = names is None or names == []
    return kind if kind and not config.get("auto_map") and (missing or _is_wrapper(name, kind)) else name


def _is_wrapper(name: str, inner: str) -> bool:
    """Whether ``name`` is that of a class around ``inner``: "FSDPQwen2ForCausalLM", "PeftModelForCausalLM"."""
    return name in _WRAPPERS or (name != inner and name.endswith(inner) and name not in FAMILIES)


def unsupported_setting(config: Mapping[str, object]) -> tuple[str, object] | None:
    """A setting of a supported family with which the conversion would be wrong, and its value."""
    family = family_of(architecture(config))
    if family.ignored and config.get(family.ignored):
        return family.ignored, config[family.ignored]
    activation = config.get(family.activation, "silu")
    if family.activation and activation not in _ACTIVATIONS:
        return family.activation, activation
    if family.windows is Windows.SOME and _lacks_window(family, config):
        return "sliding_window", config.get("sliding_window")
    return family.unsupported(config) if family.unsupported else None


def _lacks_window(family: Family, config: Mapping[str, object]) -> bool:
    """Whether layers shall look back over a window of no size; transformers cannot run that either."""
    layers = config.get("layer_types")
    if not isinstance(layers, list) or SLIDING not in layers:
        return False
    off = bool(family.window_switch) and not config.get(family.window_switch)
    return off or not config.get("sliding_window", family.window_size)


def _leaves_out_experts(family: Family, config: Mapping[str, object]) -> bool:
    return bool(family.experts) and config.get(family.experts) != 0


def _has_experts(config: Mapping[str, object]) -> bool:
    """Whether the model, or the text model inside of it, has several."""
    inner = config.get("text_config")
    parts = [config, inner] if isinstance(inner, dict) else [config]
    return any(_is_several(part.get(key)) for part in parts for key in _EXPERT_COUNTS)


def _is_several(count: object) -> bool:
    return type(count) is int and count > 1


def _is_multimodal(name: str, config: Mapping[str, object]) -> bool:
    """Chat models that also see or hear."""
    parts = (config.get(key) for key in ("text_config", "vision_config", "audio_config"))
    return name.endswith(("ForConditionalGeneration", "ForCausalLM")) and any(isinstance(part, dict) for part in parts)


def _is_not_chat(name: str, config: Mapping[str, object]) -> bool:
    if name in CHAT_IN_SPITE_OF_NAME or name.endswith("LMHeadModel"):
        return False
    return config.get("is_encoder_decoder") is True or name.endswith(_NOT_CHAT_ENDINGS)
