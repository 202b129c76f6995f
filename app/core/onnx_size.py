"""How many bytes the model builder writes into ``model.onnx.data`` for a CPU, from a model's sizes alone.

The file has no padding. Block-quantised weights (symmetric, no zero points) are laid out by rows: ``ceil(K / block)``
blocks, each with one scale. Checked against real conversions: see the tests.
"""

from msgspec import Struct

from app.core.plan import Checkpoint, Precision, Recipe, Shape
from app.core.recipe import can_share_embedding

IO = 4  # bytes of every number that is not quantised; float32, as the CPU wants it
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
    rotary: float = 1.0  # share of the head size that is rotated


_LLAMA = _Family()
_FAMILIES = {
    "Qwen2ForCausalLM": _Family(qkv_bias=True),
    "Qwen3ForCausalLM": _Family(head_norms=2),
    "HunYuanDenseV1ForCausalLM": _Family(head_norms=2),
    "Gemma2ForCausalLM": _Family(norms=4),
    "PhiForCausalLM": _Family(norms=1, gated=False, qkv_bias=True, all_biases=True, rotary=0.5),
}


def weights_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of ``model.onnx.data``. Without a ``Shape``: from the number of parameters, good to some 10%."""
    if checkpoint.shape is None:
        return int(checkpoint.parameters * _row(recipe.block_size, recipe) / recipe.block_size)
    shape, family = checkpoint.shape, _FAMILIES.get(checkpoint.architecture, _LLAMA)
    caches = 2 * checkpoint.context_length * int(shape.head_size * family.rotary) // 2 * IO
    layers = shape.layers * (_layer_matrices(shape, family, recipe) + _layer_vectors(shape, family) * IO)
    return layers + _ends(shape, family, recipe) + caches


def active_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights that are read for each token: of an embedding table of its own that is only one row."""
    size = weights_size(checkpoint, recipe)
    shape = checkpoint.shape
    if shape is None or shares_embedding(shape, recipe):
        return size
    return size - _embedding_size(shape)


def resident_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights in private memory of a running model."""
    shape = checkpoint.shape
    copied = shape is not None and shape.tied_embeddings and recipe.precision is Precision.FP32
    # The head of a float32 model is laid out anew; embeddings that share it keep the old copy too
    return active_size(checkpoint, recipe) + (_embedding_size(shape) if shape and copied else 0)


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
    return max(PIECES, _embedding_size(shape) if shape and copied else 0)


def shares_embedding(shape: Shape, recipe: Recipe) -> bool:
    """Whether embedding and head are stored once; the builder never does that for int8."""
    quantized = recipe.precision is Precision.INT4 and can_share_embedding(recipe)
    return shape.tied_embeddings and (quantized or not recipe.quantizes)


def kv_cache_size(shape: Shape, tokens: int) -> int:
    """Bytes of the keys and values of ``tokens`` tokens, float32."""
    return 2 * shape.layers * shape.key_value_heads * shape.head_size * IO * tokens


def _layer_matrices(shape: Shape, family: _Family, recipe: Recipe) -> int:
    hidden, inner = shape.hidden_size, shape.intermediate_size
    attention = shape.attention_heads * shape.head_size
    projections = [
        (attention + 2 * shape.key_value_heads * shape.head_size, hidden),
        (hidden, attention),
        ((2 if family.gated else 1) * inner, hidden),
        (hidden, inner),
    ]
    return sum(rows * _row(columns, recipe) for rows, columns in projections)


def _layer_vectors(shape: Shape, family: _Family) -> int:
    qkv = (shape.attention_heads + 2 * shape.key_value_heads) * shape.head_size
    biases = shape.hidden_size * (2 + family.norms) + shape.intermediate_size
    return (
        family.norms * shape.hidden_size
        + family.head_norms * shape.head_size
        + (qkv if family.qkv_bias else 0)
        + (biases if family.all_biases else 0)
    )


def _ends(shape: Shape, family: _Family, recipe: Recipe) -> int:
    """The embedding, the last norm and the head."""
    head = shape.vocabulary * _row(shape.hidden_size, recipe)
    embedding = 0 if shares_embedding(shape, recipe) else _embedding_size(shape)
    biases = shape.hidden_size + shape.vocabulary if family.all_biases else 0
    return head + embedding + (shape.hidden_size + biases) * IO


def _embedding_size(shape: Shape) -> int:
    return shape.vocabulary * shape.hidden_size * IO


def _row(columns: int, recipe: Recipe) -> int:
    """Bytes of one row of a matrix, its scales included."""
    bits = _BITS.get(recipe.precision)
    if bits is None:
        return columns * IO
    blocks = -(-columns // recipe.block_size)
    return blocks * (recipe.block_size * bits // 8 + IO)
