"""How many bytes the model builder writes into ``model.onnx.data``, from a model's sizes and a recipe alone.

The file has no padding. Block-quantised weights are laid out by rows: ``ceil(K / block)`` blocks, each with one scale
and, where the method has them, one zero point. Checked against real conversions: see the tests.
"""

from collections.abc import Callable

from msgspec import Struct

from app.core.plan import Checkpoint, Method, Mixed, Precision, Recipe, Shape, Target
from app.core.recipe import can_share_embedding

IO = 4  # bytes of every number that is not quantised, where that is float32
BITS = {Precision.INT4: 4, Precision.INT8: 8}


Row = Callable[[int, Recipe, bool], int]  # columns, recipe, whether in 8 bits where others have 4: bytes


class _Family(Struct, frozen=True):
    """How a family differs from Llama's layers."""

    norms: int = 2  # weights of ``hidden_size`` a layer
    head_norms: int = 0  # weights of ``head_size`` a layer
    gated: bool = True  # gate, up and down projections; else only up and down
    qkv_bias: bool = False
    all_biases: bool = False  # of every projection, every norm and the head
    norm_biases: bool = False
    mixes_down: bool = True  # the builder knows the last projection by its name, and keeps it in 8 bits in some layers


_LLAMA = _Family()
_FAMILIES = {
    "Qwen2ForCausalLM": _Family(qkv_bias=True),
    "Qwen3ForCausalLM": _Family(head_norms=2),
    "HunYuanDenseV1ForCausalLM": _Family(head_norms=2),
    "Gemma2ForCausalLM": _Family(norms=4),
    "Gemma3ForCausalLM": _Family(norms=4, head_norms=2),
    "NemotronForCausalLM": _Family(gated=False, norm_biases=True),
    "Lfm2ForCausalLM": _Family(head_norms=2),
    "OlmoForCausalLM": _Family(norm_biases=True),
    "PhiForCausalLM": _Family(norms=1, gated=False, qkv_bias=True, all_biases=True, mixes_down=False),
}


def weights_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of ``model.onnx.data``, and of LongRoPE's tables, which lie in ``model.onnx``.

    Without a ``Shape``: from the number of parameters, good to some 10%.
    """
    if checkpoint.shape is None:
        return int(checkpoint.parameters * _row(64 * recipe.block_size, recipe) / (64 * recipe.block_size))
    shape, family = checkpoint.shape, _FAMILIES.get(checkpoint.architecture, _LLAMA)
    io = number_size(recipe)
    caches = 2 * shape.rotary_positions * (shape.rotated_size // 2) * io
    matrices = matrices_size(shape, checkpoint.architecture, recipe, _row)
    vectors = sum(_layer_vectors(shape, family, layer) for layer in range(shape.layers))
    return matrices + vectors * io + _ends(shape, family, recipe) + caches


def number_size(recipe: Recipe) -> int:
    """Bytes of every number that is not quantised."""
    return 2 if recipe.float16 or recipe.target is not Target.CPU else IO


def active_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights that are read for each token: of an embedding table of its own that is only one row."""
    size = weights_size(checkpoint, recipe)
    shape = checkpoint.shape
    if shape is None or shares_embedding(shape, recipe):
        return size
    return size - embedding_size(shape, recipe)


def shares_embedding(shape: Shape, recipe: Recipe) -> bool:
    """Whether embedding and head are stored once; the builder never does that for int8."""
    quantized = recipe.precision is Precision.INT4 and can_share_embedding(recipe)
    return shape.tied_embeddings and (quantized or not recipe.quantizes)


def matrices_size(shape: Shape, architecture: str, recipe: Recipe, row: Row) -> int:
    """Bytes of the matrices of all layers and of the head, where ``row`` gives the bytes of a row."""
    family = _FAMILIES.get(architecture, _LLAMA)
    layers = sum(_layer_matrices(shape, family, recipe, layer, row) for layer in range(shape.layers))
    return layers + _head_size(shape, recipe, row)


def _layer_matrices(shape: Shape, family: _Family, recipe: Recipe, layer: int, row: Row) -> int:
    """Bytes of the projections of one layer; of a sensitive one, some are kept in 8 bits."""
    hidden, inner = shape.hidden_size, shape.intermediate_size
    attention, values = shape.attention_heads * shape.head_size, shape.key_value_heads * shape.head_size
    sensitive = recipe.mixed is Mixed.LAYERS and _is_sensitive(layer, shape.layers)
    if layer in shape.convolutions:
        mixing = [(3 * hidden, hidden, False), (hidden, hidden, False)]
    else:
        mixing = [(attention + 2 * values, hidden, sensitive), (hidden, attention, False)]
    projections = [
        *mixing,
        ((2 if family.gated else 1) * inner, hidden, False),
        (hidden, inner, sensitive and family.mixes_down),
    ]
    return sum(rows * row(columns, recipe, exact) for rows, columns, exact in projections)


def _is_sensitive(layer: int, layers: int) -> bool:
    """The model builder's choice (``make_matmul_mixed_precision``): the first and the last eighth, and every third."""
    return layer < layers / 8 or layer >= 7 * layers / 8 or (layer - round(layers / 8)) % 3 == 2


def _layer_vectors(shape: Shape, family: _Family, layer: int) -> int:
    """Numbers of one layer that are never quantised."""
    if layer in shape.convolutions:
        return shape.hidden_size * (family.norms + shape.kernel_size)
    qkv = (shape.attention_heads + 2 * shape.key_value_heads) * shape.head_size
    biases = shape.hidden_size * (2 + family.norms) + shape.intermediate_size
    return (
        family.norms * shape.hidden_size * (2 if family.norm_biases else 1)
        + family.head_norms * shape.head_size
        + (qkv if family.qkv_bias else 0)
        + (biases if family.all_biases else 0)
    )


def _ends(shape: Shape, family: _Family, recipe: Recipe) -> int:
    """The embedding and the last norm, and the biases of the head."""
    embedding = 0 if shares_embedding(shape, recipe) else embedding_size(shape, recipe)
    biases = shape.hidden_size if family.norm_biases or family.all_biases else 0
    biases += shape.vocabulary if family.all_biases else 0
    return embedding + (shape.hidden_size + biases) * number_size(recipe)


def _head_size(shape: Shape, recipe: Recipe, row: Row) -> int:
    return shape.vocabulary * row(shape.hidden_size, recipe, recipe.mixed is not Mixed.NONE)


def embedding_size(shape: Shape, recipe: Recipe) -> int:
    return shape.vocabulary * shape.hidden_size * number_size(recipe)


def weight_bits(recipe: Recipe, exact: bool) -> int | None:
    """Bits of a weight; None: it is not quantised. ``exact``: in 8 bits where others have 4."""
    return BITS.get(Precision.INT8 if exact and recipe.precision is Precision.INT4 else recipe.precision)


def _row(columns: int, recipe: Recipe, exact: bool = False) -> int:
    """Bytes of one row of a matrix in the file, its scales and zero points included."""
    io, bits = number_size(recipe), weight_bits(recipe, exact)
    if bits is None:
        return columns * io
    blocks = -(-columns // recipe.block_size)
    has_zero_points = recipe.method is Method.K_QUANT or not recipe.symmetric
    zero_points = -(-blocks * bits // 8) if has_zero_points else 0
    return blocks * (recipe.block_size * bits // 8 + io) + zero_points
