"""The weight files of a model folder, as their headers describe them; no weight is read.

Format of safetensors: 8 bytes little-endian length of the header, the header (JSON), the data.
"""

import math
import re
import struct
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.folder import is_lfs_pointer, open_regular, page_facts, read_json
from app.core.weight_names import INDEX, SINGLE, absent_facts, missing_weights

MAXIMUM_HEADER = 8_000_000  # bytes; a 7B model's have 50 kB altogether
MAXIMUM_TENSORS = 50_000
_MOST_AXES, _LARGEST = 8, 1 << 48  # of a tensor's shape; keeps the product of hostile numbers small

_BITS = {
    **dict.fromkeys(("F64", "I64", "U64", "C64"), 64),
    **dict.fromkeys(("F32", "I32", "U32"), 32),
    **dict.fromkeys(("F16", "BF16", "I16", "U16"), 16),
    **dict.fromkeys(("BOOL", "I8", "U8", "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ"), 8),
    **dict.fromkeys(("F6_E2M3", "F6_E3M2"), 6),
    "F4": 4,
}
_NAMES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}
_LAYER = re.compile(r"(?:model\.)?layers\.(\d{1,5})\.")
_ADAPTED = re.compile(r"\.(lora_[AB]|lora_embedding_[AB]|base_layer|lora_magnitude_vector)\.")
_WRAPPED = re.compile(r"(.{1,80}?\.)(?:model\.)?(?:layers\.\d{1,5}|embed_tokens)\.")
_FILE_NAME = re.compile(r"[^/\\:\0]+")
# Listed, but made of other weights: whether the head is missing, missing_tensor tells
_DERIVED = ("rotary_emb.inv_freq", "lm_head.weight")


class Tensor(Struct, frozen=True):
    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]  # from the end of the header


class Weights(Struct, frozen=True, kw_only=True):
    """What the weight files hold."""

    bytes: int
    parameters: int
    dtype: str  # as most parameters are stored, in PyTorch's words
    layers: frozenset[int]
    shapes: dict[str, tuple[int, ...]]


def inspect_weights(folder: Path) -> Weights:
    """Read every weight file's header and compare it with the file's size and with the index.

    Raises ``Failure`` (what is wrong with the files) and ``OSError``.
    """
    tensors: dict[str, Tensor] = {}
    size = 0
    for name, expected in sorted(_held_by_file(folder).items()):
        path = folder / name
        found = read_header(path)
        tensors |= found
        if len(tensors) > MAXIMUM_TENSORS:
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, "too many tensors", file=name)
        size += path.stat().st_size
        if lost := min((each for each in expected - found.keys() if not each.endswith(_DERIVED)), default=""):
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"{lost} is not in {name}", file=name)
    return _summary(tensors, size)


def weight_files(folder: Path) -> list[Path]:
    """The files with the model's weights: there may be others, with the same weights in another layout. Raises
    ``Failure``."""
    return [folder / name for name in sorted(_held_by_file(folder))]


def read_header(path: Path) -> dict[str, Tensor]:
    """The tensors that a safetensors file holds. Raises ``Failure`` when the file is missing, cut or something else."""
    if not path.is_file():
        raise Failure(FailureKind.WEIGHTS_INCOMPLETE, "missing", file=path.name, **absent_facts(path))
    if is_lfs_pointer(path):
        raise Failure(FailureKind.LFS_POINTER, file=path.name)
    size = path.stat().st_size
    with open_regular(path) as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
        if not 2 <= length <= min(MAXIMUM_HEADER, size - 8):
            facts = page_facts(start, path.name)
            details = f"header of {length} bytes in {size} bytes"
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, details, file=path.name, **facts)
        header = file.read(length)
    tensors = _parse_header(header, path.name)
    end = max((tensor.data_offsets[1] for tensor in tensors.values()), default=0)
    if 8 + length + end != size:
        raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"{size} bytes, {8 + length + end} expected", file=path.name)
    return tensors


def _held_by_file(folder: Path) -> dict[str, set[str]]:
    """Which tensors the index says each file holds; of a single file, which has no index, nothing is said."""
    if (folder / SINGLE).is_file():
        return {SINGLE: set()}
    if not (folder / INDEX).is_file():
        raise missing_weights(folder)
    names = read_json(folder / INDEX).get("weight_map")
    if not isinstance(names, dict) or not names:
        raise Failure(FailureKind.WEIGHTS_INCOMPLETE, "no weight_map", file=INDEX)
    held: dict[str, set[str]] = {}
    for tensor, name in names.items():
        held.setdefault(str(name), set()).add(tensor)
    for name in held:
        if not _FILE_NAME.fullmatch(name) or name in (".", ".."):
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"not a file of the folder: {name!r}", file=INDEX)
    return held


def _parse_header(header: bytes, name: str) -> dict[str, Tensor]:
    try:
        entries = msgspec.json.decode(header, type=dict[str, msgspec.Raw])
        entries.pop("__metadata__", None)
        tensors = {key: msgspec.json.decode(raw, type=Tensor) for key, raw in entries.items()}
    except (ValueError, RecursionError) as error:
        raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"header: {error}", file=name) from error
    for key, tensor in tensors.items():
        if tensor.dtype not in _BITS:  # the safetensors library then opens nothing of the file
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"{key}: {tensor.dtype}", file=name, stored=tensor.dtype)
        if not _is_consistent(tensor):
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"{key}: wrong size", file=name)
    return tensors


def _is_consistent(tensor: Tensor) -> bool:
    start, end = tensor.data_offsets
    if start < 0 or len(tensor.shape) > _MOST_AXES or not all(0 <= size <= _LARGEST for size in tensor.shape):
        return False
    return (end - start) * 8 == _BITS[tensor.dtype] * math.prod(tensor.shape)


def _summary(tensors: dict[str, Tensor], size: int) -> Weights:
    count: Counter[str] = Counter()
    for tensor in tensors.values():
        count[tensor.dtype] += math.prod(tensor.shape)
    most = count.most_common(1)[0][0] if count else ""
    layers = frozenset(int(match[1]) for name in tensors if (match := _LAYER.match(name)))
    dtype = _NAMES.get(most, most.lower())
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    return Weights(bytes=size, parameters=count.total(), dtype=dtype, layers=layers, shapes=shapes)


def unloadable(weights: Weights) -> dict[str, str]:
    """Why the tensors' names are none of the model's: an ``unmerged`` adapter was saved with it, or what training had
    ``wrapped`` around it. transformers fills every weight with random numbers then."""
    if unmerged := next((name for name in weights.shapes if _ADAPTED.search(name)), None):
        return {"unmerged": unmerged}
    if weights.layers:
        return {}
    wrapped = next(filter(None, map(_WRAPPED.match, weights.shapes)), None)
    return {"wrapped": wrapped[1]} if wrapped else {}


def missing_tensor(weights: Weights, ends: Iterable[str], convolutions: Collection[int] = ()) -> str:
    """The name of a tensor that every checkpoint of this kind has and this one has not; "" when there is none. Outside
    the layers, names that end as ``ends`` say; ``convolutions`` are the layers of another kind than the rest.

    transformers fills what is missing with random numbers and says so only in its log.
    """
    outside = [name for name in weights.shapes if not _LAYER.match(name)]
    for end in ends:
        if not any(name.endswith(end) for name in outside):
            return end
    parts: dict[str, set[int]] = {}
    for name in weights.shapes:
        if match := _LAYER.match(name):
            parts.setdefault(name[match.end() :], set()).add(int(match[1]))
    every = max(parts.values(), key=len, default=set())
    other = every.intersection(convolutions)
    for part, held in sorted(parts.items()):
        needed = other if held <= other else every - other if held.isdisjoint(other) else every
        if held < needed:
            return f"{part} of layer {min(needed - held)}"
    return ""
