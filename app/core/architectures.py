"""Which models can be converted and then chat. Measured with the model builder 0.18 and transformers 5.23.

Offered is what computes the same as Hugging Face in float32: ``tests/engine/test_fidelity.py`` shows it for each.
"""

from collections.abc import Mapping
from enum import StrEnum

from app.core.rope import rope_supported


class Support(StrEnum):
    """What the installer can do with the model that a ``config.json`` describes."""

    SUPPORTED = "supported"
    ROPE_SCALING = "rope_scaling"  # the family is supported, this way of lengthening its context is not
    SETTING = "setting"  # the family is supported, a setting of this model is not
    EXPERTS = "experts"  # a mixture of experts, which the builder takes into memory as a whole
    SENSES = "senses"  # a chat model that sees or hears
    NOT_CHAT = "not_chat"  # classifies, embeds, translates, sees or hears
    CUSTOM_CODE = "custom_code"  # only the Python files in its folder know how it works
    UNKNOWN = "unknown"


# What transformers goes by, for each architecture that the model builder goes by
MODEL_TYPES = {
    "Ernie4_5ForCausalLM": "ernie4_5",
    "Gemma2ForCausalLM": "gemma2",
    "Gemma3ForCausalLM": "gemma3_text",
    "GemmaForCausalLM": "gemma",
    "GraniteForCausalLM": "granite",
    "GraniteMoeHybridForCausalLM": "granitemoehybrid",
    "HunYuanDenseV1ForCausalLM": "hunyuan_v1_dense",
    "Lfm2ForCausalLM": "lfm2",
    "LlamaForCausalLM": "llama",
    "MistralForCausalLM": "mistral",
    "NemotronForCausalLM": "nemotron",
    "OlmoForCausalLM": "olmo",
    "Phi3ForCausalLM": "phi3",
    "PhiForCausalLM": "phi",
    "Qwen2ForCausalLM": "qwen2",
    "Qwen3ForCausalLM": "qwen3",
    "SmolLM3ForCausalLM": "smollm3",
}
SUPPORTED = frozenset(MODEL_TYPES)
GRANITE_4 = "GraniteMoeHybridForCausalLM"

_EXPERT_COUNTS = ("num_experts", "num_local_experts", "n_routed_experts")
_EXPERTS = frozenset({"GptOssForCausalLM", "Lfm2MoeForCausalLM", "PhiMoEForCausalLM"})
# Settings that the builder does not look at, so that they must be off
_IGNORED = {
    "Gemma2ForCausalLM": "use_bidirectional_attention",
    "Gemma3ForCausalLM": "use_bidirectional_attention",
    "GemmaForCausalLM": "use_bidirectional_attention",
    "Lfm2ForCausalLM": "conv_bias",
    "NemotronForCausalLM": "mlp_bias",
    "OlmoForCausalLM": "clip_qkv",
    "PhiForCausalLM": "qk_layernorm",
}
_ACTIVATIONS = ("silu", "swish", "gelu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "relu", "relu2")
_NEW_GEMMAS = ("Gemma2ForCausalLM", "Gemma3ForCausalLM")
_ONE_ACTIVATION = "Lfm2ForCausalLM"  # whatever its config.json says
_SOME_WINDOWED = (*_NEW_GEMMAS, "Qwen2ForCausalLM", "Qwen3ForCausalLM", "SmolLM3ForCausalLM")
_ATTENTION = ("attention", "full_attention")
_NOT_CHAT_ENDINGS = (
    *("Classification", "QuestionAnswering", "MaskedLM", "MultipleChoice", "PreTraining", "NextSentencePrediction"),
    *("ObjectDetection", "Segmentation", "DepthEstimation", "CTC", "SpeechSeq2Seq", "XVector", "Embedding"),
    *("RewardModel", "Model", "Encoder", "TextToWaveform"),
)


def support(config: Mapping[str, object]) -> Support:
    """Judge a ``config.json``; never raises, whatever its values are."""
    name = architecture(config)
    if name in _EXPERTS or (name == GRANITE_4 and config.get("num_local_experts") != 0):
        return Support.EXPERTS
    if name in SUPPORTED:
        if unsupported_setting(config):
            return Support.SETTING
        return Support.SUPPORTED if rope_supported(name, config) else Support.ROPE_SCALING
    if _is_not_chat(name, config):
        return Support.NOT_CHAT
    if any(_is_several(config.get(key)) for key in _EXPERT_COUNTS):
        return Support.EXPERTS
    if _is_multimodal(name, config):
        return Support.SENSES
    return Support.CUSTOM_CODE if config.get("auto_map") else Support.UNKNOWN


def architecture(config: Mapping[str, object]) -> str:
    """``architectures[0]``, which is what the model builder goes by; "" when there is none."""
    names = config.get("architectures")
    return names[0] if isinstance(names, list) and names and isinstance(names[0], str) else ""


def unsupported_setting(config: Mapping[str, object]) -> tuple[str, object] | None:
    """A setting of a supported family with which the conversion would be wrong, and its value."""
    name = architecture(config)
    ignored = _IGNORED.get(name)
    if ignored and config.get(ignored):
        return ignored, config[ignored]
    setting = "hidden_activation" if name in _NEW_GEMMAS else "hidden_act"
    activation = config.get(setting, "silu")
    if name != _ONE_ACTIVATION and activation not in _ACTIVATIONS:
        return setting, activation
    if name in _SOME_WINDOWED and _lacks_window(name, config):
        return "sliding_window", config.get("sliding_window")
    return _unsupported_in_granite_4(config) if name == GRANITE_4 else None


def _lacks_window(name: str, config: Mapping[str, object]) -> bool:
    """Whether layers shall look back over a window of no size; transformers cannot run that either."""
    layers = config.get("layer_types")
    if not isinstance(layers, list) or "sliding_attention" not in layers:
        return False
    if name in _NEW_GEMMAS:
        return not config.get("sliding_window", True)
    return not config.get("sliding_window") or not (config.get("use_sliding_window") or name == "SmolLM3ForCausalLM")


def _unsupported_in_granite_4(config: Mapping[str, object]) -> tuple[str, object] | None:
    """Layers of another kind than attention (Mamba), and positions that are not rotated."""
    layers = config.get("layer_types", config.get("layers_block_type"))
    kinds = layers if isinstance(layers, list) else ["mamba"]  # transformers' default
    other = next((kind for kind in kinds if kind not in _ATTENTION), None)
    if other is not None:
        return "layer_types", other
    positions = config.get("position_embedding_type")
    return None if positions == "rope" else ("position_embedding_type", positions)


def _is_several(count: object) -> bool:
    return type(count) is int and count > 1


def _is_multimodal(name: str, config: Mapping[str, object]) -> bool:
    """Chat models that also see or hear."""
    parts = (config.get(key) for key in ("text_config", "vision_config", "audio_config"))
    return name.endswith(("ForConditionalGeneration", "ForCausalLM")) and any(isinstance(part, dict) for part in parts)


def _is_not_chat(name: str, config: Mapping[str, object]) -> bool:
    if name == "ChatGLMModel" or name.endswith("LMHeadModel"):  # they do write text, in spite of their names
        return False
    return config.get("is_encoder_decoder") is True or name.endswith(_NOT_CHAT_ENDINGS)
