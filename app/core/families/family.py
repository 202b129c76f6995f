"""What the installer knows of a family of models, as one entry of the table in ``table.py``.

A default is what Llama does; an entry says only where its family differs. Sources are transformers 5.23 (what a
``config.json`` means, and what is taken when it leaves a setting out) and onnxruntime-genai 0.18 (what its model
builder writes, and what it gets wrong).
"""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from app.core.families.sizes import Config, depth, intermediate_size


class Windows(StrEnum):
    """Which layers look back over a window of tokens only."""

    NONE = "none"  # no layer, also when ``sliding_window`` is a number
    ALL = "all"  # all layers, when ``sliding_window`` is a number
    SOME = "some"  # the layers that ``layer_types`` calls sliding


class Rope(StrEnum):
    """Which rotary position embeddings the family can have."""

    NONE = "none"  # none is rotated: layers with a state tell where a token stands
    ONE = "one"  # the default kind, or lengthened by a formula (linear, dynamic, yarn, llama3)
    BY_LAYER = "by_layer"  # the same, one for the full layers and one for the sliding ones
    PARTS = "parts"  # the default kind; a position has three parts, which are equal for text
    PROPORTIONAL = "proportional"  # some pairs of the full layers stay as they are; the sliding ones have the default
    LONG = "long"  # the default kind, or LongRoPE: one set of frequencies for short texts and one for long ones


class Source(StrEnum):
    """Which library draws the layers of the converted model."""

    BUILDER = "builder"  # the model builder of onnxruntime-genai
    MOBIUS = "mobius"  # mobius-onnx, into the builder's graph: for families that the builder does not know


class Correction(StrEnum):
    """What the source of graphs gets wrong for single families; ``engine/builder/corrections.py`` puts it right for the
    model builder, ``engine/builder/mobius/mends.py`` for mobius."""

    EMBEDDING_SCALE = "embedding_scale"  # the builder rounds the number that embeddings are multiplied with
    MEAN_SUBTRACTED = "mean_subtracted"  # the norms subtract the mean, which it leaves out
    DECAY = "decay"  # the builder raises e to a number in the checkpoint's type
    UNIT_LENGTH = "unit_length"  # the builder leaves out the epsilon with which queries and keys get length 1
    ROPE_PER_LAYER = "rope_per_layer"  # the builder rotates all layers, ``no_rope_layers`` excepts some
    NO_POSITIONS = "no_positions"  # mobius rotates the layers with full attention too
    IN_TURN = "in_turn"  # the parts of a layer may follow each other, which mobius has in another family only
    HEAD_BY_HEAD = "head_by_head"  # one matrix makes queries, keys and values head by head; mobius would copy its rows
    EXPERT_BLOCKS = "expert_blocks"  # the builder rounds experts in blocks of 32 weights, whatever is asked
    NEIGHBOURS = "neighbours"  # numbers beside each other are rotated together; mobius takes those half a head apart


class Refusal(StrEnum):
    """Why a model that is known cannot be converted."""

    EXPERTS = "experts"  # the builder does not know its experts; another would compute each for every token
    EXPERTS_IN_MEMORY = "experts_in_memory"  # the builder holds them all in memory at once
    EXPERTS_LEFT_OUT = "experts_left_out"  # the builder leaves them out without a word
    EXPERTS_UNKNOWN = "experts_unknown"  # the runtime does not know what they compute, on a processor
    EXPERTS_PACKED = "experts_packed"  # the builder takes them only as the maker has packed them
    STATE = "state"  # layers with a state (Mamba) that the builder does not know
    UNLIKE_LAYERS = "unlike_layers"  # layers of several widths, some without keys and values: none draws them


class LinearAttention(Struct, frozen=True, kw_only=True):
    """Sizes of the layers that keep a state of fixed size in the place of keys and values: delta nets and Mamba 2."""

    key_heads: int
    value_heads: int
    key_size: int  # numbers of a head
    value_size: int
    kernel_size: int  # tokens that their convolution sees

    @property
    def values(self) -> int:
        """Numbers of the values of one token."""
        return self.value_heads * self.value_size

    @property
    def convolved(self) -> int:
        """Numbers of queries, keys and values of one token, which are convolved."""
        return 2 * self.key_heads * self.key_size + self.values


class WideHeads(Struct, frozen=True, kw_only=True):
    """Layers whose attention heads have another size than those of the other layers."""

    layers: frozenset[int]
    head_size: int
    key_value_heads: int
    shares: bool  # one matrix makes keys and values; the converted model has it twice


class LayerInputs(Struct, frozen=True, kw_only=True):
    """What every layer reads of each word besides: rows of one table, which has numbers for all layers."""

    words: int  # rows of the table
    size: int  # numbers for one layer


class Mixture(Struct, frozen=True, kw_only=True):
    """Layers whose feed-forward part is many small ones, the experts, of which each token is given to a few."""

    layers: frozenset[int]
    experts: int
    chosen: int  # for each token
    width: int  # of an expert
    biased: bool  # a number for each expert is added when they are chosen


class Layer(Struct, frozen=True, kw_only=True):
    """What the model builder writes for one layer, for the sizes of the converted model."""

    norms: int = 2  # weights of ``hidden_size`` numbers
    head_norms: int = 0  # weights of ``head_size`` numbers
    gated: bool = True  # gate, up and down projections; else only up and down
    qkv_bias: bool = False
    all_biases: bool = False  # biases of every projection, every norm and the head
    norm_biases: bool = False
    gated_attention: bool = False  # the queries' projection makes as many gates too
    one_part: bool = False  # it attends, or keeps a state, or is a feed-forward part
    joins: bool = True  # queries, keys and values are made by one matrix
    mixes_down: bool = True  # the builder knows the last projection by its name, and keeps it in 8 bits in some layers


def _no_layers(_config: Config) -> frozenset[int]:
    return frozenset()


def _no_linear_attention(_config: Config) -> LinearAttention | None:
    return None


def _no_wide_heads(_config: Config) -> WideHeads | None:
    return None


def _no_layer_inputs(_config: Config) -> LayerInputs | None:
    return None


def _no_mixture(_config: Config) -> Mixture | None:
    return None


def _no_size(_config: Config) -> int:
    return 0


class Family(Struct, frozen=True, kw_only=True):
    """One architecture that can be converted exactly: ``tests/engine/builder/test_fidelity.py`` shows it for each."""

    # Names
    architecture: str  # the class in transformers, which the model builder goes by: ``architectures[0]``
    model_type: str  # the name that transformers goes by
    name: str  # the name for people
    listed: str = ""  # the name in a list of all families, where it says more than ``name``

    sizes: str = ""  # parameters of the models that people use, in billions, as their makers count them
    built_as: str = ""  # the class that the model builder takes it for; "": its own
    source: Source = Source.BUILDER

    # What transformers takes when config.json leaves it out
    head_size: int = 0  # 0: ``hidden_size`` over the number of attention heads
    key_value_heads: int = 0  # 0: as many as attention heads
    tied: bool = False  # embedding and head are one table

    # Names of settings in config.json
    activation: str = "hidden_act"  # "": the family has only one, and config.json is not read
    epsilon: str | float = "rms_norm_eps"  # epsilon of the norms; a number where config.json has none
    ties: bool = True  # whether ``tie_word_embeddings`` is looked at; else they are two tables whatever it says
    older_tie: str = ""  # an older name of ``tie_word_embeddings``, which goes before it
    soft_caps: tuple[str, ...] = ()  # the settings that cap logits here; the builder reads all of them

    # What must not be set, since the conversion would be wrong
    ignored: str = ""  # a setting that the builder does not look at: it must be off
    experts: str = ""  # a setting that counts experts, which the builder leaves out: it must be 0
    unknown_experts: Callable[[Config], bool] | None = None  # whether it has experts, which the runtime does not know
    unsupported: Callable[[Config], tuple[str, object] | None] | None = None  # a setting that is none, and its value

    # Windows and positions
    windows: Windows = Windows.NONE
    window_size: int = 0  # tokens, when config.json leaves it out; 0: it must be there
    window_switch: str = ""  # a setting without which windows are off
    rope: Rope = Rope.ONE
    rope_formula: str = ""  # a setting of the RoPE that stands for a formula of the family's own; the builder knows it
    exact_positions: Callable[[Config], int] | None = None  # tokens beyond which the conversion would be wrong
    rotated_share: float | None = None  # share of each head, when config.json leaves it out; None: always all of it
    rotated_setting: str = "partial_rotary_factor"  # the setting of that share beside those of the RoPE

    # Sizes and tensors
    depth: Callable[[Config], int] = depth
    intermediate_size: Callable[[Config], int] = intermediate_size
    convolutions: Callable[[Config], frozenset[int]] = _no_layers  # layers that convolve in the place of attention
    kernel_size: Callable[[Config], int] = _no_size  # tokens that such a layer sees
    wide_heads: Callable[[Config], WideHeads | None] = _no_wide_heads
    borrowing_layers: Callable[[Config], frozenset[int]] = _no_layers  # layers that take those of an earlier one
    doubled_layers: Callable[[Config], frozenset[int]] = _no_layers  # layers whose feed-forward part is twice as wide
    layer_inputs: Callable[[Config], LayerInputs | None] = _no_layer_inputs
    mixture: Callable[[Config], Mixture | None] = _no_mixture
    feed_forward_layers: Callable[[Config], frozenset[int]] = _no_layers  # layers that are nothing else
    linear_layers: Callable[[Config], frozenset[int]] = _no_layers  # layers with a state in the place of attention
    linear_attention: Callable[[Config], LinearAttention | None] = _no_linear_attention  # the sizes of such a layer
    norm_weights: bool = True  # whether the norms have tensors in the checkpoint
    layer: Layer = Layer()

    # The conversion
    only_processor: bool = False  # no graphics card has been tried with such layers
    fewest_bits: int = 4  # bits of weights with which a trained model has shown that it keeps its answers
    needs_range: bool = False  # numbers between the layers grow beyond what float16 can hold
    corrections: tuple[Correction, ...] = ()
