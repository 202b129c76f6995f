"""Whether the tensors have the sizes that ``config.json`` says; loading the model would fail where they have not."""

import re

from app.core.failures import FailureKind
from app.core.findings import blocks
from app.core.plan import Finding, Shape
from app.core.weights import Weights

_NAME = re.compile(r"(?:model\.)?(?:layers\.\d{1,5}\.)?((?:\w+\.)*\w+)\.(?:weight|bias)")
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


def wrong_shape(weights: Weights, shape: Shape) -> Finding | None:
    """The first tensor whose sizes contradict ``shape``."""
    expected = _expected(shape)
    for name, found in sorted(weights.shapes.items()):
        match = _NAME.fullmatch(name)
        rows_columns = expected.get(match[1]) if match else None
        if rows_columns is None or (found and found == rows_columns[: len(found)]):
            continue
        facts = {"name": name, "found": _times(found), "needed": _times(rows_columns[: len(found) or 1])}
        return blocks(FailureKind.WRONG_SHAPE, **facts)
    return None


def _expected(shape: Shape) -> dict[str, tuple[int, ...]]:
    """Rows and columns of the weights whose names all plain families share; a bias has as many numbers as rows."""
    hidden, inner = shape.hidden_size, shape.intermediate_size
    queries, keys = shape.attention_heads * shape.head_size, shape.key_value_heads * shape.head_size
    return {
        "embed_tokens": (shape.vocabulary, hidden),
        "lm_head": (shape.vocabulary, hidden),
        "norm": (hidden,),
        "input_layernorm": (hidden,),
        "self_attn.q_proj": (queries, hidden),
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
