"""How many bytes the model builder writes into ``model.onnx.data``, from a model's sizes and a recipe alone.

The file has no padding. Block-quantised weights are laid out by rows: ``ceil(K / block)`` blocks, each with one scale
and, where the method has them, one zero point. Checked against real conversions: see the tests.
"""

from msgspec import Struct

from app.core.plan import Checkpoint, Method, Mixed, Precision, Recipe, Shape, Target
from app.core.recipe import can_share_embedding

IO = 4  # bytes of every number that is not quantised, where that is float32
PACKED_LIMIT = 600_000_000  # bytes of weights that every computer has room for
PACKED_SHARE = 8  # of the free memory one part
PIECES = 150_000_000  # bytes of the pieces of a weight that are being quantised
_BITS = {Precision.INT4: 4, Precision.INT8: 8}


class _Family(Struct, frozen=True):
    """How a family differs from Llama's layers."""

    norms: int = 2  # weights of ``hidden_size`` a layer
    head_norms: int = 0  # weights of ``head_size`` a layer
    gated: bool = True  # gate, up and down projections; else only up and down
    qkv_bias: bool = False
    all_biases: bool = False  # of every projection, every norm and the head
    norm_biases: bool = False


_LLAMA = _Family()
_FAMILIES = {
    "Qwen2ForCausalLM": _Family(qkv_bias=True),
    "Qwen3ForCausalLM": _Family(head_norms=2),
    "HunYuanDenseV1ForCausalLM": _Family(head_norms=2),
    "Gemma2ForCausalLM": _Family(norms=4),
    "Gemma3ForCausalLM": _Family(norms=4, head_norms=2),
    "NemotronForCausalLM": _Family(gated=False, norm_biases=True),
    "OlmoForCausalLM": _Family(norm_biases=True),
    "PhiForCausalLM": _Family(norms=1, gated=False, qkv_bias=True, all_biases=True),
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
    matrices = sum(_layer_matrices(shape, family, recipe, layer) for layer in range(shape.layers))
    return matrices + shape.layers * _layer_vectors(shape, family) * io + _ends(shape, family, recipe) + caches


def number_size(recipe: Recipe) -> int:
    """Bytes of every number that is not quantised."""
    return 2 if recipe.float16 or recipe.target is not Target.CPU else IO


def active_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights that are read for each token: of an embedding table of its own that is only one row."""
    size = weights_size(checkpoint, recipe)
    shape = checkpoint.shape
    if shape is None or shares_embedding(shape, recipe):
        return size
    return size - _embedding_size(shape, recipe)


def resident_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights in private memory of a running model."""
    shape = checkpoint.shape
    copied = shape is not None and shape.tied_embeddings and recipe.precision is Precision.FP32
    # The head of a float32 model is laid out anew; embeddings that share it keep the old copy too
    return active_size(checkpoint, recipe) + (_embedding_size(shape, recipe) if shape and copied else 0)


def fits_packed(weights: int, free_memory: int) -> bool:
    """Whether the trial after a conversion takes weights of so many bytes into memory, where they are fast, or leaves
    them in the mapped file."""
    return weights <= max(PACKED_LIMIT, free_memory // PACKED_SHARE)


def conversion_size(checkpoint: Checkpoint, recipe: Recipe, free_memory: int) -> int:
    """Bytes of private memory at the worst moment of a conversion, besides the program: the trial of the result, since
    weights are written piece by piece."""
    shape = checkpoint.shape
    if fits_packed(weights_size(checkpoint, recipe), free_memory):
        return max(PIECES, resident_size(checkpoint, recipe))
    # The head of a float32 model that shares the embedding is transposed in memory all the same
    copied = shape is not None and shape.tied_embeddings and recipe.precision is Precision.FP32
    return max(PIECES, _embedding_size(shape, recipe) if shape and copied else 0)


def shares_embedding(shape: Shape, recipe: Recipe) -> bool:
    """Whether embedding and head are stored once; the builder never does that for int8."""
    quantized = recipe.precision is Precision.INT4 and can_share_embedding(recipe)
    return shape.tied_embeddings and (quantized or not recipe.quantizes)


def kv_cache_size(shape: Shape, tokens: int) -> int:
    """Bytes of the keys and values of ``tokens`` tokens, float32."""
    return 2 * shape.layers * shape.key_value_heads * shape.head_size * IO * tokens


def _layer_matrices(shape: Shape, family: _Family, recipe: Recipe, layer: int) -> int:
    """Bytes of the projections of one layer; of a sensitive one, some are kept in 8 bits."""
    hidden, inner = shape.hidden_size, shape.intermediate_size
    attention, values = shape.attention_heads * shape.head_size, shape.key_value_heads * shape.head_size
    sensitive = recipe.mixed is Mixed.LAYERS and _is_sensitive(layer, shape.layers)
    projections = [
        (attention + 2 * values, hidden, sensitive),
        (hidden, attention, False),
        ((2 if family.gated else 1) * inner, hidden, False),
        (hidden, inner, sensitive),
    ]
    return sum(rows * _row(columns, recipe, exact) for rows, columns, exact in projections)


def _is_sensitive(layer: int, layers: int) -> bool:
    """The model builder's choice (``make_matmul_mixed_precision``): the first and the last eighth, and every third."""
    return layer < layers / 8 or layer >= 7 * layers / 8 or (layer - round(layers / 8)) % 3 == 2


def _layer_vectors(shape: Shape, family: _Family) -> int:
    qkv = (shape.attention_heads + 2 * shape.key_value_heads) * shape.head_size
    biases = shape.hidden_size * (2 + family.norms) + shape.intermediate_size
    return (
        family.norms * shape.hidden_size * (2 if family.norm_biases else 1)
        + family.head_norms * shape.head_size
        + (qkv if family.qkv_bias else 0)
        + (biases if family.all_biases else 0)
    )


def _ends(shape: Shape, family: _Family, recipe: Recipe) -> int:
    """The embedding, the last norm and the head."""
    head = shape.vocabulary * _row(shape.hidden_size, recipe, recipe.mixed is not Mixed.NONE)
    embedding = 0 if shares_embedding(shape, recipe) else _embedding_size(shape, recipe)
    biases = shape.hidden_size if family.norm_biases or family.all_biases else 0
    biases += shape.vocabulary if family.all_biases else 0
    return head + embedding + (shape.hidden_size + biases) * number_size(recipe)


def _embedding_size(shape: Shape, recipe: Recipe) -> int:
    return shape.vocabulary * shape.hidden_size * number_size(recipe)


def _row(columns: int, recipe: Recipe, exact: bool = False) -> int:
    """Bytes of one row of a matrix, its scales and zero points included. ``exact``: in 8 bits where others have 4."""
    io, bits = number_size(recipe), _BITS.get(recipe.precision)
    if bits is None:
        return columns * io
    bits = 8 if exact and recipe.precision is Precision.INT4 else bits
    blocks = -(-columns // recipe.block_size)
    has_zero_points = recipe.method is Method.K_QUANT or not recipe.symmetric
    zero_points = -(-blocks * bits // 8) if has_zero_points else 0
    return blocks * (recipe.block_size * bits // 8 + io) + zero_points
