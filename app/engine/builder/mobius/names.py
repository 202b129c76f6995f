"""What the model builder calls a matrix that mobius calls otherwise: recipes name matrices as the builder does."""

import re
from collections.abc import Sequence

_OF_LAYER = re.compile(r".*\blayers\.(\d+)\.(\w+)\.(\w+)\.weight")
_OF_INPUT = re.compile(r"model\.(?:layers\.(\d+)\.)?(per_layer_\w+)\.weight")  # for words that each layer reads
_PARTS = ("mlp", "mamba")  # what is no attention
_STATE = re.compile(r"(past|present)(?:_key_values)?\.(\d+)\.(conv|ssm)_state")
_STATES = {"conv": "conv", "ssm": "recurrent"}


def matrix_name(names: Sequence[str]) -> str:
    """The name of the MatMul with the weights ``names``, more than one where queries, keys and values are joined."""
    match = _OF_LAYER.fullmatch(names[0])
    if match is None and (own := _OF_INPUT.fullmatch(names[0])):
        layer, projection = own.groups()
        return f"/model/layers.{layer}/{projection}/MatMul" if layer else f"/model/{projection}/MatMul"
    if match is None:
        raise ValueError(f"{names[0]} is a weight of no layer")
    layer, part, projection = match.groups()
    part = part if part in _PARTS else "attn"
    return f"/model/layers.{layer}/{part}/{projection if len(names) == 1 else 'qkv_proj'}/MatMul"


def cache_name(name: str) -> str:
    """``name`` of a value of the graph; of a state that is kept between tokens, the runtime's name."""
    match = _STATE.fullmatch(name)
    return f"{match[1]}.{match[2]}.{_STATES[match[3]]}" if match else name
