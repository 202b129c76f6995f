"""How much private memory a model takes while it runs, and how long a conversation this computer has room for.

Measured with ONNX Runtime GenAI 0.18 and Foundry Local 2.2 on x64: a session takes the KV cache of the whole
``context_length`` of ``genai_config.json`` at its start, and weights are repacked for the processor's kernels.
What is left in the file (norms, biases, cosines, a separate embedding) is mapped, so it is not private.
"""

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.shape import Shape
from app.core.estimate.onnx_size import (
    IO,
    active_size,
    eight_bit_room,
    embedding_size,
    expert_scales,
    expert_weights,
    experts_size,
    matrices_size,
    number_size,
    positions_size,
    shares_embedding,
    weight_bits,
    weights_size,
)
from app.core.families.family import LinearAttention
from app.core.recipe.recipe import Precision, Recipe, Target

LIBRARY_BYTES = 400_000_000  # memory of a process with PyTorch and transformers
RUNTIME_BYTES = 50_000_000  # memory of the chat's process without a model
PROMPT_PIECE = 512  # tokens of a prompt that are read at once
WORKING_ROWS = (6, 4)  # numbers held for each of them: so many times the hidden size, and the intermediate size
# The same of a Mamba layer: times its values and what it convolves, and times a row of the states of all heads
STATE_ROWS = (7, 2)
IRREGULAR_PACKING = 1.2  # times the packed weights, for an irregular model
SYSTEM_BYTES = 2_000_000_000  # memory that the system and open programs keep
CONTEXT_SHARE = 8  # the KV cache may take one part in so many of the whole memory
LEAST_CONTEXT = 2048  # tokens; below it no chat is worth the name
CONTEXT_STEP = 1024  # tokens

PACKED_LIMIT = 600_000_000  # bytes of weights that every computer has room for
PACKED_SHARE = 8  # packed weights may take one part in so many of the free memory
WIDEST_MOMENTS = 6144  # inputs of a layer whose second moments are kept together
INVERTED_COPIES = 4  # of these moments, while they are inverted. Measured with the shapes of Qwen2.5 0.5B and 7B
CALIBRATED_TOKENS, LOGIT_ROWS = 24_000, 128  # tokens whose hidden states are kept; rows of logits
COMPARED_COPIES, COMPARED_ROWS = 4, 64  # of so many rows of logits, while next words are compared with the original's
OBSERVED_TOKENS = 1024  # that a layer of the original is given at once
# Numbers that a Mamba layer of the original makes of each: times what it convolves, and for each head so many times
# the tokens that it works on at once and the size of a state's row. Measured with transformers 5.23
SCANNED_ROWS, SCANNED_TOKENS = (10, 5, 4), 128
PIECES_BYTES = 150_000_000  # bytes of the pieces of a weight that are being quantised
# Experts that a trial makes float32 at once, where it leaves their weights in the mapped file. Measured with the shapes
# of LFM2-8B-A1B
UNPACKED_EXPERTS = 8


def run_size(checkpoint: Checkpoint, recipe: Recipe, context: int) -> int:
    """Bytes of a chat in which up to ``context`` tokens are held; of a graphics card's model, on the card."""
    if checkpoint.shape is None:
        return RUNTIME_BYTES + resident_size(checkpoint, recipe)
    shape = checkpoint.shape
    cache = token_size(shape, recipe) * context + state_size(shape)
    return RUNTIME_BYTES + resident_size(checkpoint, recipe) + cache + PROMPT_PIECE * IO * _working_numbers(shape)


def _working_numbers(shape: Shape) -> int:
    """Numbers that are held for each token of a prompt while it is read."""
    (hidden, inner), (mixed, states) = WORKING_ROWS, STATE_ROWS
    linear, widest = _of_mamba(shape), inner * shape.intermediate_size
    if linear:
        widest = max(widest, mixed * (linear.values + linear.convolved) + states * linear.value_heads * linear.key_size)
    return hidden * shape.hidden_size + widest


def _of_mamba(shape: Shape) -> LinearAttention | None:
    """The sizes of layers with a state, where these are nothing else."""
    return shape.linear_attention if shape.feed_forward else None


def resident_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights in private memory of a running model."""
    shape = checkpoint.shape
    if recipe.target is not Target.CPU:
        return active_size(checkpoint, recipe)
    if shape is None:
        return int(IRREGULAR_PACKING * active_size(checkpoint, recipe))
    packed = matrices_size(shape, checkpoint.architecture, recipe, _packed_row) + eight_bit_room(checkpoint, recipe)
    packed += _packed_experts(shape, recipe)
    if not shares_embedding(shape, recipe):
        return packed
    # Besides the head that is repacked, the embedding keeps one that both could have shared
    bits = weight_bits(recipe, exact=recipe.compact_tables)
    return packed + (shape.vocabulary * shape.hidden_size * bits // 8 if bits else embedding_size(shape, recipe))


def _packed_experts(shape: Shape, recipe: Recipe) -> int:
    """Bytes of all experts. What of them stays in the mapped file is counted too: every answer reads most of it. In 8
    bits the kernel holds a sum beside each scale."""
    sums = IO * expert_scales(shape, recipe) if recipe.precision is Precision.INT8 else 0
    return experts_size(shape, recipe) + sums


def original_size(checkpoint: Checkpoint) -> int:
    """Bytes of private memory of the checkpoint itself, as Hugging Face's libraries run it in float32, and of those
    libraries. Experts stay in the mapped files, and one at a time is made float32."""
    shape = checkpoint.shape
    mapped = expert_weights(shape) if shape else 0
    return LIBRARY_BYTES + IO * (checkpoint.parameters - mapped + (_expert_weights(shape) if shape else 0))


def touched_size(checkpoint: Checkpoint, recipe: Recipe) -> int:
    """Bytes of weights that are read from memory for each token: of experts, only those that it is given to."""
    shape = checkpoint.shape
    if shape is None or recipe.target is not Target.CPU:
        return active_size(checkpoint, recipe)
    matrices = matrices_size(shape, checkpoint.architecture, recipe, _packed_row)
    mixture = shape.mixture
    of_experts = experts_size(shape, recipe) * mixture.chosen // mixture.experts if mixture else 0
    return matrices + eight_bit_room(checkpoint, recipe) + of_experts


def token_size(shape: Shape, recipe: Recipe) -> int:
    """Bytes of the keys and values of one token."""
    heads = [shape.heads_of(layer) for layer in range(shape.named_layers)] if shape.wide_heads else []
    numbers = sum(size * count for size, count in heads)
    numbers = numbers or shape.attending_layers * shape.key_value_heads * shape.head_size
    return 2 * numbers * number_size(recipe)


def state_size(shape: Shape) -> int:
    """Bytes of what layers with a state keep, however long the text is: before a token and after it."""
    linear = shape.linear_attention
    if linear is None:
        return 0
    state = linear.value_heads * linear.key_size * linear.value_size + linear.convolved * (linear.kernel_size - 1)
    return 2 * IO * len(shape.linear_layers) * state


def affordable_context(context: int, each: int, weights: int, total_memory: int) -> int:
    """Of a model's ``context`` tokens, those whose KV cache this computer has room for.

    ``each``: bytes of a token's keys and values; ``weights``: bytes of private memory without them.
    """
    available = min(total_memory // CONTEXT_SHARE, total_memory - SYSTEM_BYTES - weights)
    tokens = max(LEAST_CONTEXT, available // max(each, 1) // CONTEXT_STEP * CONTEXT_STEP)
    return min(context, tokens)


def context_here(checkpoint: Checkpoint, recipe: Recipe, total_memory: int) -> int:
    """Tokens that a conversation with the model can hold on a computer with so many bytes of memory; 0: unknown."""
    if checkpoint.shape is None:
        return checkpoint.context_length
    each = token_size(checkpoint.shape, recipe)
    return affordable_context(checkpoint.context_length, each, run_size(checkpoint, recipe, 0), total_memory)


def fits_packed(weights: int, free_memory: int) -> bool:
    """Whether the trial after a conversion takes weights of so many bytes into memory, where they are fast, or leaves
    them in the mapped file."""
    return weights <= max(PACKED_LIMIT, free_memory // PACKED_SHARE)


def conversion_size(checkpoint: Checkpoint, recipe: Recipe, free_memory: int, tokenizer: int = 0) -> int:
    """Bytes of private memory at the worst moment of a conversion, besides the program and its tokenizer: the trial of
    the result, since weights are written piece by piece, while its next words are compared; or the original's largest
    layer, which is run, or its calibration; and the tables of positions, which are held all the time. ``tokenizer``:
    bytes of the runtime's own."""
    shape = checkpoint.shape
    trial, calibration = _trial_size(checkpoint, recipe, free_memory) + tokenizer, _calibration_size(shape, recipe)
    if shape is None:
        return max(trial, calibration)
    if recipe.target is not Target.CPU:
        return positions_size(shape, recipe) + max(trial, calibration)
    compared = trial + IO * COMPARED_COPIES * COMPARED_ROWS * shape.vocabulary
    return positions_size(shape, recipe) + max(compared, calibration, _layer_size(shape))


def _layer_size(shape: Shape) -> int:
    """A layer's weights, and what it makes of some tokens: in float32."""
    made = max(4 * shape.hidden_size + 3 * shape.intermediate_size, _scanned_numbers(shape))
    return IO * (_layer_weights(shape) + OBSERVED_TOKENS * made)


def _scanned_numbers(shape: Shape) -> int:
    linear = _of_mamba(shape)
    if linear is None:
        return 0
    convolved, tokens, row = SCANNED_ROWS
    each = tokens * SCANNED_TOKENS + row * linear.key_size + linear.value_size
    return convolved * linear.convolved + linear.value_heads * each


def _layer_weights(shape: Shape) -> int:
    attention = 2 * (shape.attention_heads + shape.key_value_heads) * shape.head_size
    if linear := _of_mamba(shape):  # the largest of three kinds
        of_state = linear.convolved + 2 * linear.values + linear.value_heads
        return shape.hidden_size * max(attention, of_state, 2 * shape.intermediate_size)
    return shape.hidden_size * (attention + 3 * shape.intermediate_size)


def _calibration_size(shape: Shape | None, recipe: Recipe) -> int:
    """A layer's weights, the second moments of its inputs and what is made of the widest, the tokens that are looked
    at, what a layer makes of some, and the logits of some: all in float32."""
    if shape is None or not recipe.calibrates:
        return 0
    hidden, inner = shape.hidden_size, shape.intermediate_size
    linear = _of_mamba(shape)
    widest = max(hidden, inner, linear.values if linear else 0, 1)
    groups = -(-widest // WIDEST_MOMENTS)
    moments = 3 * hidden**2 + (groups + INVERTED_COPIES) * (widest // groups) ** 2
    made = OBSERVED_TOKENS * (3 * inner + _scanned_numbers(shape))
    kept = CALIBRATED_TOKENS * hidden + 3 * LOGIT_ROWS * shape.vocabulary
    return IO * (_layer_weights(shape) + moments + made + kept)


def _trial_size(checkpoint: Checkpoint, recipe: Recipe, free_memory: int) -> int:
    shape = checkpoint.shape
    if fits_packed(weights_size(checkpoint, recipe), free_memory):
        return max(PIECES_BYTES, resident_size(checkpoint, recipe))
    # The head of a float32 model that shares the embedding is transposed in memory all the same
    copied = shape is not None and shape.tied_embeddings and recipe.precision is Precision.FP32
    unpacked = UNPACKED_EXPERTS * _expert_weights(shape) if shape and recipe.quantizes else 0
    return max(PIECES_BYTES, embedding_size(shape, recipe) if shape and copied else 0) + IO * unpacked


def _expert_weights(shape: Shape) -> int:
    return 3 * shape.mixture.width * shape.hidden_size if shape.mixture else 0


def _packed_row(columns: int, recipe: Recipe, exact: bool) -> int:
    """Bytes of a row as MatMulNBits holds it: each block with its scale and its sum as float32 (of a float16 model with
    a second scale), zero points put into the sums. Exact to 0.5% for eight builds of 0.5B and 1.5B parameters."""
    bits = weight_bits(recipe, exact)
    if bits is None:
        return columns * IO
    blocks = -(-columns // recipe.block_size)
    return blocks * (recipe.block_size * bits // 8 + (3 if recipe.float16 else 2) * IO)
