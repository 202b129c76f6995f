"""Which models can be converted and then chat. Measured with the model builder 0.18 and transformers 5.23."""

from collections.abc import Mapping
from enum import StrEnum


class Support(StrEnum):
    """What the installer can do with the model that a ``config.json`` describes."""

    SUPPORTED = "supported"
    NOT_YET = "not_yet"  # the model builder knows it, but fails or gives a wrong model
    ROPE_SCALING = "rope_scaling"  # the family is supported, this way of lengthening its context is not
    NOT_CHAT = "not_chat"  # classifies, embeds, translates, sees or hears
    CUSTOM_CODE = "custom_code"  # only the Python files in its folder know how it works
    UNKNOWN = "unknown"


SUPPORTED = frozenset(
    {
        "Ernie4_5ForCausalLM",
        "Gemma2ForCausalLM",
        "GemmaForCausalLM",
        "GraniteForCausalLM",
        "HunYuanDenseV1ForCausalLM",
        "Lfm2ForCausalLM",
        "LlamaForCausalLM",
        "MistralForCausalLM",
        "Phi3ForCausalLM",
        "Qwen2ForCausalLM",
        "Qwen3ForCausalLM",
    }
)

# The first line fails, the second is silently wrong, the third is mixtures of experts.
NOT_YET = frozenset(
    {
        *("Gemma3ForCausalLM", "SmolLM3ForCausalLM"),
        *("GraniteMoeHybridForCausalLM", "NemotronForCausalLM", "OlmoForCausalLM", "PhiForCausalLM"),
        *("GptOssForCausalLM", "Lfm2MoeForCausalLM", "PhiMoEForCausalLM"),
    }
)

# What transformers goes by, for each architecture that the model builder goes by
MODEL_TYPES = {
    "Ernie4_5ForCausalLM": "ernie4_5",
    "Gemma2ForCausalLM": "gemma2",
    "GemmaForCausalLM": "gemma",
    "GraniteForCausalLM": "granite",
    "HunYuanDenseV1ForCausalLM": "hunyuan_v1_dense",
    "Lfm2ForCausalLM": "lfm2",
    "LlamaForCausalLM": "llama",
    "MistralForCausalLM": "mistral",
    "Phi3ForCausalLM": "phi3",
    "Qwen2ForCausalLM": "qwen2",
    "Qwen3ForCausalLM": "qwen3",
}

_NOT_CHAT_ENDINGS = (
    *("Classification", "QuestionAnswering", "MaskedLM", "MultipleChoice", "PreTraining", "NextSentencePrediction"),
    *("ObjectDetection", "Segmentation", "DepthEstimation", "CTC", "SpeechSeq2Seq", "XVector", "Embedding"),
    *("RewardModel", "Model", "Encoder", "TextToWaveform"),
)
_ROPE_OF_FAMILY = {"LlamaForCausalLM": frozenset({"default", "llama3"})}
_ROPE_DEFAULT = frozenset({"default"})
_PHI3_ORIGINAL_POSITIONS = 4096  # transformers' default of original_max_position_embeddings


def support(config: Mapping[str, object]) -> Support:
    """Judge a ``config.json``; never raises, whatever its values are."""
    name = architecture(config)
    if name in SUPPORTED:
        return Support.SUPPORTED if _rope_supported(name, config) else Support.ROPE_SCALING
    if name in NOT_YET:
        return Support.NOT_YET
    if _is_not_chat(name, config):
        return Support.NOT_CHAT
    if _is_multimodal(name, config):
        return Support.NOT_YET
    return Support.CUSTOM_CODE if config.get("auto_map") else Support.UNKNOWN


def architecture(config: Mapping[str, object]) -> str:
    """``architectures[0]``, which is what the model builder goes by; "" when there is none."""
    names = config.get("architectures")
    return names[0] if isinstance(names, list) and names and isinstance(names[0], str) else ""


def rope_type(config: Mapping[str, object]) -> str:
    """How the context was lengthened: "default", "linear", "yarn", ... from either layout of ``config.json``."""
    for key in ("rope_parameters", "rope_scaling"):
        settings = config.get(key)
        if isinstance(settings, dict):
            kind = settings.get("rope_type", settings.get("type"))
            if kind is not None:
                return str(kind)
    return "default"


def _rope_supported(name: str, config: Mapping[str, object]) -> bool:
    if rope_type(config) not in _ROPE_OF_FAMILY.get(name, _ROPE_DEFAULT):
        return False
    if name != "Phi3ForCausalLM":
        return True
    original = config.get("original_max_position_embeddings", _PHI3_ORIGINAL_POSITIONS)
    return original == config.get("max_position_embeddings", original)


def _is_multimodal(name: str, config: Mapping[str, object]) -> bool:
    """Chat models that also see or hear."""
    parts = (config.get(key) for key in ("text_config", "vision_config", "audio_config"))
    return name.endswith(("ForConditionalGeneration", "ForCausalLM")) and any(isinstance(part, dict) for part in parts)


def _is_not_chat(name: str, config: Mapping[str, object]) -> bool:
    if name == "ChatGLMModel" or name.endswith("LMHeadModel"):  # they do write text, in spite of their names
        return False
    return config.get("is_encoder_decoder") is True or name.endswith(_NOT_CHAT_ENDINGS)
