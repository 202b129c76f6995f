"""The size of the file that people would otherwise use: the model as llama.cpp's Q4_K_M.

It is what the recommended 4 bits may take. Types and places are those of llama.cpp's quantiser: 6 bits for the values
and the last projection of some layers and for the head, 4 for the rest; a row that is no multiple of 256 gets the next
larger type of blocks of 32.
"""

from app.core.checkpoint.shape import Shape
from app.core.families.table import family_of

_LARGE = 256  # weights of a block with scales of its own scales
_FOUR, _SIX = 4.5, 6.5625  # bits of a weight, scales included
_FALLBACK = {_FOUR: 5.5, _SIX: 8.5}
_FLOAT = 32


def peer_size(shape: Shape, architecture: str, linear: int = 0) -> int:
    """Bytes of all tensors; ``linear``: weights in the matrices of layers that keep a state, gates and all."""
    kind = family_of(architecture).layer
    hidden = shape.hidden_size
    bits = _FLOAT * hidden * (1 + kind.norms * shape.layers) + linear * _FOUR
    for number in range(shape.layers):
        if number in shape.linear_layers:
            continue
        some = _SIX if _is_sensitive(number, shape.layers) else _FOUR
        if number in shape.convolutions:
            bits += _matrix(4 * hidden, hidden, _FOUR)
        elif number not in shape.feed_forward:
            size, count = shape.heads_of(number)
            queries, values = shape.attention_heads * size, 0 if number in shape.borrowing else count * size
            bits += _matrix(queries + values, hidden, _FOUR) + _matrix(values, hidden, some)
            bits += _matrix(hidden, queries, _FOUR)
        if kind.one_part and number not in shape.feed_forward:
            continue
        inner = shape.width_of(number)
        bits += _matrix((2 if kind.gated else 1) * inner, hidden, _FOUR) + _matrix(hidden, inner, some)
    bits += _matrix(shape.vocabulary, hidden, _SIX)
    if inputs := shape.layer_inputs:
        width = shape.layers * inputs.size
        bits += _matrix(inputs.words, width, _FOUR) + _matrix(width + 2 * width, hidden, _FOUR)
    if not shape.tied_embeddings:
        bits += _matrix(shape.vocabulary, hidden, _FOUR)
    return int(bits / 8)


def _matrix(rows: int, columns: int, bits: float) -> float:
    return rows * columns * (_FALLBACK[bits] if columns % _LARGE else bits)


def _is_sensitive(layer: int, layers: int) -> bool:
    eighth = layers // 8
    return layer < eighth or layer >= 7 * layers // 8 or (layer - eighth) % 3 == 2
