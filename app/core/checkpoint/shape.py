"""The sizes of a model, from its ``config.json``."""

import math
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from app.core.families.family import Family, LayerInputs, LinearAttention, Mixture, Rope, Source, WideHeads
from app.core.families.rope import original_positions, rope_type, rotated_share
from app.core.families.sizes import size
from app.core.families.support import architecture
from app.core.families.table import FAMILIES, family_of
from app.core.weights.needed import needed_tensors


class Shape(Struct, frozen=True, kw_only=True):
    """The sizes that decide how many bytes a converted model takes. Counts of elements, not bytes."""

    layers: int
    hidden_size: int
    intermediate_size: int
    attention_heads: int
    key_value_heads: int
    head_size: int
    vocabulary: int
    tied_embeddings: bool
    rotated_size: int  # numbers of each head that are rotated by the position
    rotary_positions: int  # rows of the tables of cosines and sines
    convolutions: frozenset[int] = frozenset()  # numbers of the layers that convolve in the place of attention
    kernel_size: int = 0  # tokens that a convolution looks at
    linear_layers: frozenset[int] = frozenset()  # numbers of the layers that keep a state in the place of attention
    linear_attention: LinearAttention | None = None  # their sizes
    feed_forward: frozenset[int] = frozenset()  # numbers of the layers that are a feed-forward part and nothing else
    gated_attention: bool = False  # the queries' projection makes as many gates too
    wide_heads: WideHeads | None = None  # layers whose heads have another size
    borrowing: frozenset[int] = frozenset()  # numbers of the layers that take keys and values of an earlier one
    doubled: frozenset[int] = frozenset()  # numbers of the layers whose feed-forward part is twice as wide
    layer_inputs: LayerInputs | None = None  # what every layer reads of each word besides
    mixture: Mixture | None = None  # layers whose feed-forward part is many experts
    vectors: int = 0  # numbers that are in no matrix, of families that mobius draws; 0: the builder's are worked out

    def heads_of(self, layer: int) -> tuple[int, int]:
        """The size of an attention head of ``layer``, and how many there are of keys."""
        wide = self.wide_heads
        if wide and layer in wide.layers:
            return wide.head_size, wide.key_value_heads
        return self.head_size, self.key_value_heads

    def width_of(self, layer: int) -> int:
        """The width of the feed-forward part of ``layer``."""
        return self.intermediate_size * (2 if layer in self.doubled else 1)

    @property
    def attending_layers(self) -> int:
        """How many layers keep keys and values."""
        return self.named_layers - len(self.convolutions) - len(self.linear_layers) - len(self.feed_forward)

    @property
    def doubles_keys(self) -> bool:
        """Whether the converted model has the matrices that make keys and values twice: mobius has them once."""
        return bool(self.wide_heads and self.wide_heads.shares and not self.vectors)

    @property
    def named_layers(self) -> int:
        """How many layers the runtime is told of: those that keep something of a text."""
        return self.layers - len(self.borrowing)


def read_shape(config: Mapping[str, object]) -> Shape | None:
    """None for an architecture that is not supported, and when a size is missing or absurd."""
    family = FAMILIES.get(architecture(config))
    if family is None:
        return None
    heads, hidden = size(config, "num_attention_heads"), size(config, "hidden_size")
    shape = Shape(
        layers=family.depth(config),
        hidden_size=hidden,
        intermediate_size=family.intermediate_size(config),
        attention_heads=heads,
        key_value_heads=size(config, "num_key_value_heads") or family.key_value_heads or heads,
        head_size=head_size(config),
        vocabulary=size(config, "vocab_size"),
        tied_embeddings=ties_embeddings(config),
        rotated_size=int(head_size(config) * rotated_share(family, config)),
        rotary_positions=_rotary_positions(family, config),
        convolutions=family.convolutions(config),
        kernel_size=family.kernel_size(config),
        linear_layers=family.linear_layers(config),
        linear_attention=family.linear_attention(config),
        feed_forward=family.feed_forward_layers(config),
        wide_heads=family.wide_heads(config),
        borrowing=family.borrowing_layers(config),
        doubled=family.doubled_layers(config),
        layer_inputs=family.layer_inputs(config),
        mixture=family.mixture(config),
        gated_attention=family.layer.gated_attention,
    )
    sizes = (shape.layers, hidden, shape.intermediate_size, heads, shape.head_size, shape.vocabulary)
    if not all(sizes):
        return None
    return replace(shape, vectors=_vectors(config, shape)) if family.source is Source.MOBIUS else shape


def _vectors(config: Mapping[str, object], shape: Shape) -> int:
    needed = needed_tensors(architecture(config), config, shape)
    return sum(math.prod(sizes) for sizes in needed.values() if len(sizes) != 2)


def ties_embeddings(config: Mapping[str, object]) -> bool:
    """Whether the words that are read and those that are written share one table."""
    family = family_of(architecture(config))
    if not family.ties:
        return False
    older = config.get(family.older_tie) if family.older_tie else None
    tied = config.get("tie_word_embeddings") if older is None else older
    return tied if isinstance(tied, bool) else family.tied


def head_size(config: Mapping[str, object]) -> int:
    """Numbers of one attention head; 0 when unknown."""
    default = size(config, "hidden_size") // max(size(config, "num_attention_heads"), 1)
    return size(config, "head_dim") or family_of(architecture(config)).head_size or default


def context_length(config: Mapping[str, object]) -> int:
    """Tokens that the converted model can read; 0 when unknown."""
    tokens, family = size(config, "max_position_embeddings"), family_of(architecture(config))
    return min(tokens, family.exact_positions(config)) if family.exact_positions else tokens


def _rotary_positions(family: Family, config: Mapping[str, object]) -> int:
    """Rows of cosines (and of sines): one for each token of the context, and for each set of frequencies."""
    tokens = context_length(config)
    if family.rope is Rope.BY_LAYER:
        return 2 * tokens
    if family.rope is Rope.LONG and rope_type(config) != "default":
        original = size({"original": original_positions(config)}, "original")
        return tokens + original if tokens > original else tokens
    return tokens
