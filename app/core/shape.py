"""The sizes of a model, from its ``config.json``."""

from collections.abc import Mapping

from app.core.architectures import GRANITE_4, SUPPORTED, architecture
from app.core.lfm2 import LFM2, convolution_layers, inner_size
from app.core.plan import Shape
from app.core.rope import original_positions, rope_type, rotated_share

# What transformers 5.23 takes when config.json leaves it out, where that differs from Llama's.
_GEMMAS = ("GemmaForCausalLM", "Gemma2ForCausalLM", "Gemma3ForCausalLM")
_HEAD_SIZE = {"Ernie4_5ForCausalLM": 128, "Qwen3ForCausalLM": 128} | dict.fromkeys(_GEMMAS, 256)
_KEY_VALUE_HEADS = {"Ernie4_5ForCausalLM": 2, "MistralForCausalLM": 8} | dict.fromkeys(
    ("Gemma2ForCausalLM", "Gemma3ForCausalLM", "SmolLM3ForCausalLM"), 4
)
_TIED = frozenset({*_GEMMAS, "Ernie4_5ForCausalLM", "Lfm2ForCausalLM", "SmolLM3ForCausalLM"})
_LARGEST = 100_000_000  # no size of a real model is larger; keeps products of hostile values small


def read_shape(config: Mapping[str, object]) -> Shape | None:
    """None for an architecture that is not supported, and when a size is missing or absurd."""
    name = architecture(config)
    if name not in SUPPORTED:
        return None
    heads, hidden = size(config, "num_attention_heads"), size(config, "hidden_size")
    shape = Shape(
        layers=size(config, "num_hidden_layers"),
        hidden_size=hidden,
        intermediate_size=_intermediate_size(name, config),
        attention_heads=heads,
        key_value_heads=size(config, "num_key_value_heads") or _KEY_VALUE_HEADS.get(name, heads),
        head_size=head_size(config),
        vocabulary=size(config, "vocab_size"),
        tied_embeddings=ties_embeddings(config),
        rotated_size=int(head_size(config) * rotated_share(name, config)),
        rotary_positions=_rotary_positions(name, config),
        convolutions=convolution_layers(config) if name == LFM2 else frozenset(),
        kernel_size=(size(config, "conv_L_cache") or 3) if name == LFM2 else 0,
    )
    sizes = (shape.layers, hidden, shape.intermediate_size, heads, shape.head_size, shape.vocabulary)
    return shape if all(sizes) else None


def ties_embeddings(config: Mapping[str, object]) -> bool:
    """Whether the words that are read and those that are written share one table."""
    name = architecture(config)
    older = config.get("tie_embedding") if name == LFM2 else None
    tied = config.get("tie_word_embeddings") if older is None else older
    return tied if isinstance(tied, bool) else name in _TIED


def head_size(config: Mapping[str, object]) -> int:
    """Numbers of one attention head; 0 when unknown."""
    default = size(config, "hidden_size") // max(size(config, "num_attention_heads"), 1)
    return size(config, "head_dim") or _HEAD_SIZE.get(architecture(config), default)


def context_length(config: Mapping[str, object]) -> int:
    """Tokens that the converted model can read; 0 when unknown."""
    return size(config, "max_position_embeddings")


def _intermediate_size(name: str, config: Mapping[str, object]) -> int:
    if name == LFM2:
        return inner_size(config)
    return size(config, "shared_intermediate_size" if name == GRANITE_4 else "intermediate_size")


def _rotary_positions(name: str, config: Mapping[str, object]) -> int:
    """Rows of cosines (and of sines): one for each token of the context, and for each set of frequencies."""
    tokens = context_length(config)
    if name == "Gemma3ForCausalLM":
        return 2 * tokens
    if name == "Phi3ForCausalLM" and rope_type(config) != "default":
        original = size({"original": original_positions(config)}, "original")
        return tokens + original if tokens > original else tokens
    return tokens


def size(config: Mapping[str, object], key: str) -> int:
    """A positive whole number of ``config``; 0 when it is missing or something else."""
    value = config.get(key)
    return value if type(value) is int and 0 < value <= _LARGEST else 0
