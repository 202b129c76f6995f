"""The sizes of a model, from its ``config.json``."""

from collections.abc import Mapping

from app.core.architectures import SUPPORTED, architecture
from app.core.plan import Shape

# What transformers 5.23 takes when config.json leaves it out; everything else has no family of its own.
_HEAD_SIZE = {"Qwen3ForCausalLM": 128, "GemmaForCausalLM": 256, "Gemma2ForCausalLM": 256}
_KEY_VALUE_HEADS = {"MistralForCausalLM": 8, "Gemma2ForCausalLM": 4}
_TIED = frozenset({"GemmaForCausalLM", "Gemma2ForCausalLM"})
_LARGEST = 100_000_000  # no size of a real model is larger; keeps products of hostile values small


def read_shape(config: Mapping[str, object]) -> Shape | None:
    """None for families whose layers are not plain ones, and when a size is missing or absurd."""
    name = architecture(config)
    if name not in SUPPORTED:
        return None
    heads = size(config, "num_attention_heads")
    hidden = size(config, "hidden_size")
    tied = config.get("tie_word_embeddings")
    shape = Shape(
        layers=size(config, "num_hidden_layers"),
        hidden_size=hidden,
        intermediate_size=size(config, "intermediate_size"),
        attention_heads=heads,
        key_value_heads=size(config, "num_key_value_heads") or _KEY_VALUE_HEADS.get(name, heads),
        head_size=size(config, "head_dim") or _HEAD_SIZE.get(name) or hidden // max(heads, 1),
        vocabulary=size(config, "vocab_size"),
        tied_embeddings=tied if isinstance(tied, bool) else name in _TIED,
    )
    sizes = (shape.layers, hidden, shape.intermediate_size, heads, shape.head_size, shape.vocabulary)
    return shape if all(sizes) else None


def size(config: Mapping[str, object], key: str) -> int:
    """A positive whole number of ``config``; 0 when it is missing or something else."""
    value = config.get(key)
    return value if type(value) is int and 0 < value <= _LARGEST else 0
