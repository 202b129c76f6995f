"""The tensors that a model needs, by the table of its family and its sizes."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from app.core.families.family import LayerInputs, LinearAttention, Mixture, WideHeads
from app.core.families.sizes import Config
from app.core.families.tensors import EXPERT_BIAS, TENSORS, Tensors

Sizes = tuple[int, ...]
TABLE_OF_LAYERS = "model.embed_tokens_per_layer.weight"
_KEYS_AND_VALUES = frozenset(f"self_attn.{part}" for part in ("k_proj", "v_proj", "k_norm", "v_norm"))
EMBEDDING, HEAD = "model.embed_tokens.weight", "lm_head.weight"


class ModelSizes(Protocol):
    """The sizes of a model, as ``app.core.checkpoint.shape`` reads them."""

    @property
    def layers(self) -> int: ...
    @property
    def hidden_size(self) -> int: ...
    @property
    def intermediate_size(self) -> int: ...
    @property
    def attention_heads(self) -> int: ...
    @property
    def vocabulary(self) -> int: ...
    @property
    def convolutions(self) -> frozenset[int]: ...
    @property
    def kernel_size(self) -> int: ...
    @property
    def linear_layers(self) -> frozenset[int]: ...
    @property
    def linear_attention(self) -> LinearAttention | None: ...
    @property
    def feed_forward(self) -> frozenset[int]: ...
    @property
    def borrowing(self) -> frozenset[int]: ...
    @property
    def layer_inputs(self) -> LayerInputs | None: ...
    @property
    def mixture(self) -> Mixture | None: ...
    @property
    def wide_heads(self) -> WideHeads | None: ...
    def heads_of(self, layer: int) -> tuple[int, int]: ...
    def width_of(self, layer: int) -> int: ...


def needed_tensors(architecture: str, config: Config, shape: ModelSizes) -> dict[str, Sizes]:
    """The tensors that transformers looks for, with their sizes; empty for a family that is not in the table. The head
    is among them also where it is tied to the embedding."""
    tensors = TENSORS.get(architecture)
    return dict(_needed(tensors, config, shape)) if tensors else {}


def _needed(tensors: Tensors, config: Config, shape: ModelSizes) -> Iterator[tuple[str, Sizes]]:
    words = (shape.vocabulary, shape.hidden_size)
    yield EMBEDDING, words
    yield HEAD, words
    if tensors.head_bias:
        yield "lm_head.bias", words[:1]
    if tensors.norm:
        yield f"{tensors.norm}.weight", words[1:]
        if tensors.norm in tensors.biases or tensors.head_bias:
            yield f"{tensors.norm}.bias", words[1:]
    if inputs := shape.layer_inputs:
        all_layers = shape.layers * inputs.size
        yield TABLE_OF_LAYERS, (inputs.words, all_layers)
        yield "model.per_layer_model_projection.weight", (all_layers, shape.hidden_size)
        yield "model.per_layer_projection_norm.weight", (inputs.size,)
    on = [inner for key, inner in tensors.optional.items() if config.get(key, key in tensors.usual)]
    with_bias = set(tensors.biases).union(*on)
    for number in range(shape.layers):
        sizes = _letters(shape, number)
        for part, letters in _parts(tensors, shape, number).items():
            found = tuple(sizes[letter] for letter in letters)
            yield f"model.layers.{number}.{part}" + ("" if part in tensors.bare else ".weight"), found
            if part in with_bias:
                yield f"model.layers.{number}.{part}.bias", found[:1]


def is_borrowed(name: str, borrowing: frozenset[int]) -> bool:
    """Whether a tensor is of keys and values that a layer borrows, and are not read though some files hold them."""
    parts = name.split(".")
    layer = parts[2] if len(parts) == 6 else ""
    return layer.isdecimal() and int(layer) in borrowing and ".".join(parts[3:5]) in _KEYS_AND_VALUES


def _parts(tensors: Tensors, shape: ModelSizes, layer: int) -> Mapping[str, str]:
    mixture, parts = shape.mixture, _usual_parts(tensors, shape, layer)
    if mixture is None or layer not in mixture.layers:
        return parts
    kept = {part: letters for part, letters in parts.items() if part not in tensors.dense}
    mixed = {part: letters for part, letters in tensors.mixed.items() if mixture.biased or part != EXPERT_BIAS}
    of_each = tensors.expert.items()
    return {**kept, **mixed} | {part.format(each): size for each in range(mixture.experts) for part, size in of_each}


def _usual_parts(tensors: Tensors, shape: ModelSizes, layer: int) -> Mapping[str, str]:
    if layer in shape.convolutions:
        return tensors.convolving
    if layer in shape.linear_layers:
        return tensors.linear
    if layer in shape.feed_forward:
        return tensors.feed_forward
    wide = shape.wide_heads
    without: frozenset[str] = _KEYS_AND_VALUES if layer in shape.borrowing else frozenset()
    if wide and wide.shares and layer in wide.layers:  # keys are values too
        without |= {"self_attn.v_proj"}
    besides = tensors.inputs if shape.layer_inputs else {}
    return {part: letters for part, letters in (*tensors.layer.items(), *besides.items()) if part not in without}


def _letters(shape: ModelSizes, layer: int) -> dict[str, int]:
    head_size, key_value_heads = shape.heads_of(layer)
    queries, keys = shape.attention_heads * head_size, key_value_heads * head_size
    linear, inputs, mixture = shape.linear_attention, shape.layer_inputs, shape.mixture
    of_linear = {"c": linear.convolved, "v": linear.values, "h": linear.value_heads} if linear else {}
    of_linear |= {"d": linear.value_size, "l": linear.kernel_size} if linear else {}
    of_linear |= {"p": linear.values + linear.convolved + linear.value_heads} if linear else {}
    return of_linear | {
        "V": shape.vocabulary,
        "H": shape.hidden_size,
        "I": shape.width_of(layer),
        "J": 2 * shape.width_of(layer),
        "Q": queries,
        "K": keys,
        "X": queries + 2 * keys,
        "G": 2 * queries,
        "D": head_size,
        "C": 3 * shape.hidden_size,
        "k": shape.kernel_size,
        "1": 1,
        "e": inputs.size if inputs else 0,
        "E": mixture.experts if mixture else 0,
        "m": mixture.width if mixture else 0,
    }
