"""How many bytes the model builder writes into ``model.onnx.data``, from a model's sizes and a recipe alone.

The file has no padding. Block-quantised weights are laid out by rows: ``ceil(K / block)`` blocks, each with one scale
and, where the method has them, one zero point. Checked against real conversions: see the tests.
"""

from collections.abc import Callable

from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.shape import Shape
from app.core.estimate.peer_size import peer_size
from app.core.families.family import Layer, LinearAttention
from app.core.families.table import family_of
from app.core.recipe.olive_config import can_share_embedding
from app.core.recipe.recipe import BITS, Method, Mixed, Precision, Recipe, Target, expert_block_size

IO = 4  # bytes of every number that is not quantised, where that is float32
SHORT_SCALE = 2  # bytes of a scale in bfloat16
PEER_SHARE = 0.995  # share of the size of Q4_K_M that the measured mix may reach: the graph needs some bytes too


Projection = tuple[int, int, bool]  # rows, columns, whether in 8 bits where others have 4
RowBytes = Callable[[int, Recipe, bool], int]  # columns, recipe, whether in 8 bits where others have 4: bytes


def count_row(columns: int, _recipe: Recipe, _exact: bool) -> int:
    """For ``matrices_size``: weights in the place of bytes."""
    return columns


def weights_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of ``model.onnx.data``, and of LongRoPE's tables, which lie in ``model.onnx``.

    Without a ``Shape``: from the number of parameters, good to some 10%.
    """
    if checkpoint.shape is None:
        return int(checkpoint.parameters * _row(64 * recipe.block_size, recipe) / (64 * recipe.block_size))
    shape, kind = checkpoint.shape, family_of(checkpoint.architecture).layer
    io = number_size(recipe)
    caches = positions_size(shape, recipe)
    matrices = matrices_size(shape, checkpoint.architecture, recipe, _row)
    if shape.vectors:
        others = shape.vectors * io + layer_table_size(shape, recipe)
        others += 0 if shares_embedding(shape, recipe) else embedding_size(shape, recipe)
    else:
        vectors = sum(_layer_vectors(shape, kind, layer) for layer in range(shape.layers))
        others = vectors * io + _ends(shape, kind, recipe)
    size = matrices + others + caches + experts_size(shape, recipe)
    return size + eight_bit_room(checkpoint, recipe, size)


def positions_size(shape: Shape, recipe: Recipe) -> int:
    """Bytes of the tables of cosines and sines."""
    wide = shape.wide_heads.head_size if shape.wide_heads else 0
    return 2 * shape.rotary_positions * ((shape.rotated_size + wide) // 2) * number_size(recipe)


def eight_bit_room(checkpoint: Checkpoint, recipe: Recipe, size: int | None = None) -> int:
    """Bytes by which a measured mix may make the weights larger than their ``size`` with every layer in 4 bits: up to
    the size of the model's Q4_K_M."""
    shape = checkpoint.shape
    if shape is None or recipe.precision is not Precision.INT4 or recipe.mixed is not Mixed.MEASURED:
        return 0
    if size is None:
        size = weights_size(checkpoint, replace(recipe, mixed=Mixed.LAST))
    eight = weights_size(checkpoint, replace(recipe, precision=Precision.INT8, mixed=Mixed.NONE))
    kind = family_of(checkpoint.architecture).layer
    linear = sum(_layer_matrices(shape, kind, recipe, layer, count_row) for layer in shape.linear_layers)
    allowed = int(PEER_SHARE * peer_size(shape, checkpoint.architecture, linear))
    return max(0, min(allowed, eight) - size)


def number_size(recipe: Recipe) -> int:
    """Bytes of every number that is not quantised."""
    return 2 if recipe.float16 or recipe.target is not Target.CPU else IO


def active_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights that are read for each token: of an embedding table of its own that is only one row."""
    size = weights_size(checkpoint, recipe)
    shape = checkpoint.shape
    if shape is None:
        return size
    return (
        size
        - layer_table_size(shape, recipe)
        - (0 if shares_embedding(shape, recipe) else embedding_size(shape, recipe))
    )


def shares_embedding(shape: Shape, recipe: Recipe) -> bool:
    """Whether embedding and head are stored once; the builder by itself never does that for int8."""
    quantized = recipe.compact_tables or (recipe.precision is Precision.INT4 and can_share_embedding(recipe))
    return shape.tied_embeddings and (quantized or not recipe.quantizes)


def matrices_size(shape: Shape, architecture: str, recipe: Recipe, row: RowBytes) -> int:
    """Bytes of the matrices of all layers and of the head, where ``row`` gives the bytes of a row."""
    kind = family_of(architecture).layer
    layers = sum(_layer_matrices(shape, kind, recipe, layer, row) for layer in range(shape.layers))
    inputs = shape.layers * shape.layer_inputs.size * row(shape.hidden_size, recipe, False) if shape.layer_inputs else 0
    return layers + inputs + _head_size(shape, recipe, row)


def _layer_matrices(shape: Shape, kind: Layer, recipe: Recipe, layer: int, row: RowBytes) -> int:
    """Bytes of the projections of one layer; of a sensitive one, some are kept in 8 bits."""
    hidden, inputs = shape.hidden_size, shape.layer_inputs
    sensitive = recipe.mixed is Mixed.LAYERS and _is_sensitive(layer, shape.layers)
    projections = [
        *([] if layer in shape.feed_forward else _mixing(shape, kind, layer, sensitive)),
        *([(inputs.size, hidden, False), (hidden, inputs.size, False)] if inputs else []),
        *_feed_forward(shape, kind, layer, sensitive and kind.mixes_down),
    ]
    return sum(rows * row(columns, recipe, exact) for rows, columns, exact in projections)


def _mixing(shape: Shape, kind: Layer, layer: int, sensitive: bool) -> list[Projection]:
    """The projections with which a layer mixes tokens."""
    hidden = shape.hidden_size
    head_size, key_value_heads = shape.heads_of(layer)
    attention, values = shape.attention_heads * head_size, key_value_heads * head_size
    if shape.linear_attention and layer in shape.linear_layers:
        return _linear_mixing(shape.linear_attention, kind, hidden)
    if layer in shape.borrowing:
        return [(attention, hidden, False), (hidden, attention, False)]
    if shape.wide_heads and shape.wide_heads.shares and layer in shape.wide_heads.layers and not shape.doubles_keys:
        return [(attention + values, hidden, False), (hidden, attention, False)]
    if layer in shape.convolutions:
        return [(3 * hidden, hidden, False), (hidden, hidden, False)]
    if shape.gated_attention:  # its queries, keys and values are only joined where all have as many bits
        return [(2 * attention + values, hidden, False), (values, hidden, sensitive), (hidden, attention, False)]
    if kind.joins:
        return [(attention + 2 * values, hidden, sensitive), (hidden, attention, False)]
    return [(attention + values, hidden, False), (values, hidden, sensitive), (hidden, attention, False)]


def _linear_mixing(linear: LinearAttention, kind: Layer, hidden: int) -> list[Projection]:
    """The same of a layer with a state: queries, keys and values, their gate, and the way out. The gates of the state
    itself are never quantised, but where one matrix makes them with all others."""
    made = linear.convolved + linear.values + (linear.value_heads if kind.one_part else 0)
    return [(made, hidden, False), (hidden, linear.values, False)]


def _feed_forward(shape: Shape, kind: Layer, layer: int, sensitive: bool) -> list[Projection]:
    hidden, inner = shape.hidden_size, shape.width_of(layer)
    of_experts = bool(shape.mixture and layer in shape.mixture.layers)
    if of_experts or (kind.one_part and layer not in shape.feed_forward):
        return []
    return [((2 if kind.gated else 1) * inner, hidden, False), (hidden, inner, sensitive)]


def experts_size(shape: Shape, recipe: Recipe) -> int:
    """Bytes of all experts: two weights of 4 bits are a byte, and there are no zero points."""
    io, bits, weights = number_size(recipe), weight_bits(recipe, exact=False), expert_weights(shape)
    return weights * io if bits is None else weights * bits // 8 + expert_scales(shape, recipe) * io


def expert_weights(shape: Shape) -> int:
    """How many weights all experts have together: each has three matrices."""
    mixture = shape.mixture
    return 3 * len(mixture.layers) * mixture.experts * mixture.width * shape.hidden_size if mixture else 0


def expert_scales(shape: Shape, recipe: Recipe) -> int:
    """How many scales all experts have together."""
    mixture, block_size = shape.mixture, expert_block_size(recipe.block_size)
    if mixture is None:
        return 0
    inner, outer = (-(-columns // block_size) for columns in (shape.hidden_size, mixture.width))
    return len(mixture.layers) * mixture.experts * (2 * mixture.width * inner + shape.hidden_size * outer)


def _mixture_vectors(shape: Shape, layer: int) -> int:
    """Numbers of a layer's experts that are never quantised: what chooses among them, and biases that are all 0."""
    mixture = shape.mixture
    if mixture is None or layer not in mixture.layers:
        return 0
    return mixture.experts * (2 * shape.hidden_size + 2 * mixture.width + (1 if mixture.biased else 0))


def _is_sensitive(layer: int, layers: int) -> bool:
    """The model builder's choice (``make_matmul_mixed_precision``): the first and the last eighth, and every third."""
    return layer < layers / 8 or layer >= 7 * layers / 8 or (layer - round(layers / 8)) % 3 == 2


def _layer_vectors(shape: Shape, kind: Layer, layer: int) -> int:
    """Numbers of one layer that are never quantised."""
    return _mixture_vectors(shape, layer) + _usual_vectors(shape, kind, layer)


def _usual_vectors(shape: Shape, kind: Layer, layer: int) -> int:
    if shape.linear_attention and layer in shape.linear_layers:
        linear = shape.linear_attention
        gates = 2 * linear.value_heads * (shape.hidden_size + 1)  # their matrices, and two numbers for each head
        return kind.norms * shape.hidden_size + gates + linear.convolved * (linear.kernel_size + 1) + linear.value_size
    if layer in shape.convolutions:
        return shape.hidden_size * (kind.norms + shape.kernel_size)
    qkv = (shape.attention_heads + 2 * shape.key_value_heads) * shape.head_size
    biases = shape.hidden_size * (2 + kind.norms) + shape.intermediate_size
    return (
        kind.norms * shape.hidden_size * (2 if kind.norm_biases else 1)
        + kind.head_norms * shape.heads_of(layer)[0]
        + (qkv if kind.qkv_bias else 0)
        + (biases if kind.all_biases else 0)
    )


def _ends(shape: Shape, kind: Layer, recipe: Recipe) -> int:
    """The embedding and the last norm, and the biases of the head."""
    embedding = 0 if shares_embedding(shape, recipe) else embedding_size(shape, recipe)
    biases = shape.hidden_size if kind.norm_biases or kind.all_biases else 0
    biases += shape.vocabulary if kind.all_biases else 0
    unit_length = shape.linear_attention.key_size if shape.linear_attention and shape.linear_layers else 0
    return embedding + (shape.hidden_size + biases + unit_length) * number_size(recipe)


def _head_size(shape: Shape, recipe: Recipe, row: RowBytes) -> int:
    return shape.vocabulary * row(shape.hidden_size, recipe, recipe.mixed is not Mixed.NONE)


def embedding_size(shape: Shape, recipe: Recipe) -> int:
    if recipe.compact_tables and recipe.quantizes:
        return shape.vocabulary * _row(shape.hidden_size, recipe, exact=True)
    return shape.vocabulary * shape.hidden_size * number_size(recipe)


def layer_table_size(shape: Shape, recipe: Recipe) -> int:
    """Bytes of the table of what every layer reads of each word besides: it has as many bits as the matrices."""
    if shape.layer_inputs is None:
        return 0
    width = shape.layers * shape.layer_inputs.size
    quantized = recipe.compact_tables and recipe.quantizes
    return shape.layer_inputs.words * (_row(width, recipe) if quantized else width * number_size(recipe))


def weight_bits(recipe: Recipe, exact: bool) -> int | None:
    """Bits of a weight; None: it is not quantised. ``exact``: in 8 bits where others have 4."""
    return BITS.get(Precision.INT8 if exact and recipe.precision is Precision.INT4 else recipe.precision)


def _row(columns: int, recipe: Recipe, exact: bool = False) -> int:
    """Bytes of one row of a matrix in the file, its scales and zero points included."""
    io, bits = number_size(recipe), weight_bits(recipe, exact)
    if bits is None:
        return columns * io
    blocks = -(-columns // recipe.block_size)
    symmetric = recipe.symmetric or (recipe.short_scales and bits == BITS[Precision.INT8])
    has_zero_points = recipe.method is Method.K_QUANT or not symmetric
    zero_points = -(-blocks * bits // 8) if has_zero_points else 0
    return blocks * (recipe.block_size * bits // 8 + (SHORT_SCALE if recipe.short_scales else io)) + zero_points
