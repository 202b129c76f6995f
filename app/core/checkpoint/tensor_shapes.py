"""Whether the tensors are those that the model needs, with the sizes that ``config.json`` says. transformers fills
what is missing with random numbers, leaves out what it does not know, and says so only in its log."""

import re
from collections.abc import Iterator, Mapping

from app.core.checkpoint.shape import Shape
from app.core.checkpoint.weights import Weights
from app.core.failures import FailureKind, Variant
from app.core.findings import Finding, blocks, informs, warns
from app.core.weights.needed import Sizes, is_borrowed
from app.core.weights.tensor_names import Settled

OF_TRAINING = re.compile(r"(v_head|value_head|reward_head|score)\.")  # extra heads that TRL saves beside the model
_ADAPTED = re.compile(r"\.(lora_[AB]|lora_embedding_[AB]|lora_magnitude_vector)(\.|$)")
_LAYER = re.compile(r"model\.layers\.(\d{1,5})\.")

_NAME = re.compile(r"(?:model\.)?(?:layers\.(\d{1,5})\.)?((?:\w+\.)*\w+)\.(?:weight|bias)")
_QUANTISED = {  # endings of tensors that only quantised checkpoints have
    ".qweight": "GPTQ/AWQ",
    ".absmax": "bitsandbytes",
    ".SCB": "bitsandbytes",
    ".weight_scale_inv": "FP8",
    ".weight_scale": "FP8",
}


def quantization_method(weights: Weights) -> str:
    """How the weights were quantised, by what the weight files hold; "" when they were not."""
    for ending, method in _QUANTISED.items():
        if any(name.endswith(ending) for name in weights.shapes):
            return method
    if weights.dtype.startswith(("f8_", "f4", "f6_")):
        return weights.dtype.split("_")[0].upper()
    return weights.dtype if weights.dtype in ("i8", "u8", "i32", "u32", "i16", "u16") else ""


def unmerged(weights: Weights) -> Finding | None:
    """An adapter that was saved with the model, and not merged into it."""
    name = next((name for name in weights.shapes if _ADAPTED.search(name)), None)
    facts = {"file": "model.safetensors", "unmerged": name or ""}
    return blocks(FailureKind.WEIGHTS_INCOMPLETE, Variant.UNMERGED, **facts) if name else None


def compared(settled: Settled, weights: Weights, needed: Mapping[str, Sizes], shape: Shape) -> Iterator[Finding]:
    """What keeps the tensors of a file from being those that the model needs, and which of them are left out."""
    kind, file = FailureKind.WEIGHTS_INCOMPLETE, "model.safetensors"
    if settled.missing:
        yield _missing(settled, shape)
    elif settled.wrapped:
        yield blocks(kind, Variant.WRAPPED, file=file, wrapped=settled.wrapped)
    elif settled.joined or settled.apart:
        variant = Variant.JOINED if settled.joined else Variant.DIVIDED
        yield blocks(kind, variant, file=file, joined=settled.joined or settled.apart)
    elif finding := _differing(settled, weights, needed):
        yield finding
    yield from _left_out(settled, shape)


def too_few_layers(found: int, shape: Shape) -> Finding:
    facts = {"file": "model.safetensors", "found": str(found), "needed": str(shape.layers)}
    return blocks(FailureKind.WEIGHTS_INCOMPLETE, Variant.LAYERS, **facts)


def _missing(settled: Settled, shape: Shape) -> Finding:
    layers = len({match[1] for match in map(_LAYER.match, settled.made) if match})
    if not layers and settled.left:
        facts = {"file": "model.safetensors", "name": settled.left[0], "needed": settled.missing[0]}
        return blocks(FailureKind.WEIGHTS_INCOMPLETE, Variant.NAMES, **facts)
    if layers < shape.layers:
        return too_few_layers(layers, shape)
    lost = settled.missing[0]
    return blocks(FailureKind.WEIGHTS_INCOMPLETE, Variant.TENSOR, file=lost, tensor=lost)


def _differing(settled: Settled, weights: Weights, needed: Mapping[str, Sizes]) -> Finding | None:
    for own, (part,) in settled.made.items():
        found = weights.shapes[part.name]
        if found != needed[own]:
            facts = {"name": part.name, "found": _times(found), "needed": _times(needed[own])}
            return blocks(FailureKind.WRONG_SHAPE, **facts)
    return None


def _left_out(settled: Settled, shape: Shape) -> Iterator[Finding]:
    """Tensors that have no place in the model: of layers that it has not, or of another kind of model."""
    left = [name for name in settled.left if not OF_TRAINING.match(name) and not is_borrowed(name, shape.borrowing)]
    if not left or settled.missing:
        return
    beyond = all((match := _LAYER.match(name)) and int(match[1]) >= shape.layers for name in left)
    facts = {"name": left[0], "count": str(len(left))}
    if beyond:
        yield informs(FailureKind.LEFT_OUT, Variant.TENSOR, **facts)
    else:
        yield warns(FailureKind.LEFT_OUT, Variant.TENSOR, **facts)


def wrong_shape(weights: Weights, shape: Shape) -> Finding | None:
    """The first tensor whose sizes contradict ``shape``."""
    expected = _expected(shape, -1)
    wide = _expected(shape, min(shape.wide_heads.layers, default=-1)) if shape.wide_heads else expected
    for name, found in sorted(weights.shapes.items()):
        match = _NAME.fullmatch(name)
        is_wide = bool(match and match[1] and shape.wide_heads and int(match[1]) in shape.wide_heads.layers)
        rows_columns = (wide if is_wide else expected).get(match[2]) if match else None
        if rows_columns is None or (found and found == rows_columns[: len(found)]):
            continue
        facts = {"name": name, "found": _times(found), "needed": _times(rows_columns[: len(found) or 1])}
        return blocks(FailureKind.WRONG_SHAPE, **facts)
    return None


def _expected(shape: Shape, layer: int) -> dict[str, tuple[int, ...]]:
    """Of ``layer``, or of an ordinary one: rows and columns of the weights whose names all plain families share; a bias
    has as many numbers as rows."""
    hidden, inner = shape.hidden_size, shape.intermediate_size
    head_size, key_value_heads = shape.heads_of(layer)
    queries, keys = shape.attention_heads * head_size, key_value_heads * head_size
    return {
        "embed_tokens": (shape.vocabulary, hidden),
        "lm_head": (shape.vocabulary, hidden),
        "norm": (hidden,),
        "input_layernorm": (hidden,),
        "self_attn.q_proj": ((2 if shape.gated_attention else 1) * queries, hidden),
        "self_attn.k_proj": (keys, hidden),
        "self_attn.v_proj": (keys, hidden),
        "self_attn.o_proj": (hidden, queries),
        "self_attn.qkv_proj": (queries + 2 * keys, hidden),
        "mlp.gate_proj": (inner, hidden),
        "mlp.up_proj": (inner, hidden),
        "mlp.gate_up_proj": (2 * inner, hidden),
        "mlp.down_proj": (hidden, inner),
    }


def _times(sizes: tuple[int, ...]) -> str:
    return " x ".join(map(str, sizes)) or "1"
