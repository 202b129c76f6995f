"""The weight files of a model folder, as their headers describe them; no weight is read.

Format of safetensors: 8 bytes little-endian length of the header, the header (JSON), the data.
"""

import math
import re
import struct
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct

from app.core.checkpoint.weight_names import SINGLE, WEIGHT_INDEX, absent, missing_weights
from app.core.failures import Failure, FailureKind, Variant
from app.core.families.text_model import has_other_names, text_name, tower_of
from app.core.files.folder import check_keys, is_lfs_pointer, is_page, open_regular, read_json
from app.core.findings import Finding, Severity

MAXIMUM_HEADER = 8_000_000  # bytes; a 7B model's have 50 kB altogether
MAXIMUM_TENSORS = 50_000
SAMPLES, SAMPLE_BYTES = 4000, 4096  # places of a tensor that are compared with another's: 16 MB
_MOST_AXES, _LARGEST = 8, 1 << 48  # limits of a tensor's shape; keep the product of hostile numbers small

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
# The experts of a layer in one tensor, as transformers has them in memory, and some programs save them
JOINED_EXPERTS = re.compile(r"(model\.layers\.(\d{1,5})\.feed_forward\.experts\.)(gate_up_proj|down_proj)")
_WRAPPED = re.compile(r"(.{1,80}?\.)(?:model\.)?(?:layers\.\d{1,5}|embed_tokens)\.")
_FILE_NAME = re.compile(r"[^/\\:\0]+")
# Listed, but derived from other weights; missing_tensor tells whether the head is missing
_DERIVED = ("rotary_emb.inv_freq", "lm_head.weight")


class Tensor(Struct, frozen=True):
    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]  # bytes, counted from the end of the header


class Weights(Struct, frozen=True, kw_only=True):
    """What the weight files hold."""

    bytes: int
    parameters: int
    dtype: str  # type of most parameters, in PyTorch's words
    dtypes: frozenset[str]  # types of all of them
    layers: frozenset[int]
    shapes: dict[str, tuple[int, ...]]


def inspect_weights(folder: Path) -> Weights:
    """Read every weight file's header and compare it with the file's size and with the index. Of a model that also sees
    or hears, the text model's weights alone; by the names that most text models have.

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
    if renames(folder):
        tensors = text_tensors(tensors)
        size = sum(end - start for start, end in (tensor.data_offsets for tensor in tensors.values()))
    apart = dict(islice(_experts_apart(tensors), MAXIMUM_TENSORS + 1))  # a header can claim any number of experts
    if len(apart) > MAXIMUM_TENSORS:
        raise Failure(FailureKind.WEIGHTS_INCOMPLETE, "too many tensors", file=SINGLE)
    return _summary(apart, size)


def _experts_apart(tensors: Mapping[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """Each expert's matrices by their own names, where the file holds those of a layer in one tensor."""
    for name, tensor in tensors.items():
        match, shape = JOINED_EXPERTS.fullmatch(name), tensor.shape
        if not match or len(shape) != 3 or not shape[0]:
            yield name, tensor
            continue
        parts = ("w1", "w3") if match[3] == "gate_up_proj" else ("w2",)
        start, stop = tensor.data_offsets
        each = (stop - start) // (shape[0] * len(parts))
        for place in range(shape[0] * len(parts)):
            number, part = divmod(place, len(parts))
            sizes = [shape[1] // len(parts), shape[2]]
            offsets = (start + place * each, start + (place + 1) * each)
            yield f"{match[1]}{number}.{parts[part]}.weight", Tensor(tensor.dtype, sizes, offsets)


def has_tower(folder: Path) -> bool:
    """Whether ``config.json`` is of a model that also sees or hears, around a text model that is known. Raises
    ``Failure`` and ``OSError``."""
    path = folder / "config.json"
    return path.exists() and tower_of(read_json(path)) is not None


def renames(folder: Path) -> bool:
    """Whether the weights in ``folder`` have other names there than here. Raises ``Failure`` and ``OSError``."""
    path = folder / "config.json"
    return path.exists() and has_other_names(read_json(path))


def text_tensors(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The text model's tensors by its names, of those in a file."""
    return {text: tensor for name, tensor in tensors.items() if (text := text_name(name)) is not None}


def weight_files(folder: Path) -> list[Path]:
    """The files with the model's weights: there may be others, with the same weights in another layout. Raises
    ``Failure``."""
    return [folder / name for name in sorted(_held_by_file(folder))]


def read_header(path: Path) -> dict[str, Tensor]:
    """The tensors that a safetensors file holds. Raises ``Failure`` when the file is missing, cut or something else."""
    if not path.is_file():
        raise absent(path)
    if is_lfs_pointer(path):
        raise Failure(FailureKind.LFS_POINTER, file=path.name)
    size = path.stat().st_size
    with open_regular(path) as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
        if not 2 <= length <= min(MAXIMUM_HEADER, size - 8):
            details = f"header of {length} bytes in {size} bytes"
            if is_page(start):
                facts = {"file": path.name, "page": path.name}
                raise Failure(FailureKind.WEIGHTS_INCOMPLETE, details, Variant.PAGE, **facts)
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, details, file=path.name)
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
    if not (folder / WEIGHT_INDEX).is_file():
        raise missing_weights(folder)
    names = read_json(folder / WEIGHT_INDEX).get("weight_map")
    if not isinstance(names, dict) or not names:
        raise Failure(FailureKind.WEIGHTS_INCOMPLETE, "no weight_map", file=WEIGHT_INDEX)
    held: dict[str, set[str]] = {}
    for tensor, name in names.items():
        held.setdefault(str(name), set()).add(tensor)
    for name in held:
        if not _FILE_NAME.fullmatch(name) or name in (".", ".."):
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"not a file of the folder: {name!r}", file=WEIGHT_INDEX)
    return held


def _parse_header(header: bytes, name: str) -> dict[str, Tensor]:
    try:
        entries = msgspec.json.decode(header, type=dict[str, msgspec.Raw])
        entries.pop("__metadata__", None)
        tensors = {key: msgspec.json.decode(raw, type=Tensor) for key, raw in entries.items()}
        check_keys(header)
    except (ValueError, RecursionError) as error:
        raise Failure(FailureKind.WEIGHTS_INCOMPLETE, f"header: {error}", file=name) from error
    for key, tensor in tensors.items():
        if tensor.dtype not in _BITS:  # the safetensors library then opens nothing of the file
            kind, variant, details = FailureKind.WEIGHTS_INCOMPLETE, Variant.STORED, f"{key}: {tensor.dtype}"
            raise Failure(kind, details, variant, file=name, stored=tensor.dtype)
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
    dtypes = frozenset(_NAMES.get(each, each.lower()) for each in count)
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    dtype = _NAMES.get(most, most.lower())
    return Weights(bytes=size, parameters=count.total(), dtype=dtype, dtypes=dtypes, layers=layers, shapes=shapes)


def unloadable(weights: Weights) -> Finding | None:
    """Why the tensors' names are none of the model's: what training had wrapped around it. transformers fills every
    weight with random numbers then."""
    if weights.layers:
        return None
    wrapped = next(filter(None, map(_WRAPPED.match, weights.shapes)), None)
    kind, facts = FailureKind.WEIGHTS_INCOMPLETE, {"file": SINGLE, "wrapped": wrapped[1] if wrapped else ""}
    return Finding(kind, Severity.BLOCKS, facts, Variant.WRAPPED) if wrapped else None


def looks_equal(folder: Path, first: str, second: str) -> bool:
    """Whether two tensors hold the same bytes, as far as a few thousand places in them tell. Raises ``Failure`` and
    ``OSError``."""
    headers = {path: read_header(path) for path in weight_files(folder)}
    headers = {path: text_tensors(held) for path, held in headers.items()} if renames(folder) else headers
    found = [(path, held[name]) for name in (first, second) for path, held in headers.items() if name in held]
    if len({(tensor.dtype, *tensor.shape) for _, tensor in found}) != 1:
        return False
    one, *others = [_samples(path, tensor) for path, tensor in found]
    return all(len(set(pieces)) == 1 for pieces in zip(one, *others, strict=True))


def _samples(path: Path, tensor: Tensor) -> Iterator[bytes]:
    start, stop = tensor.data_offsets
    step = max(SAMPLE_BYTES, (stop - start) // SAMPLES // 8 * 8)
    with open_regular(path) as file:
        data = 8 + struct.unpack("<Q", file.read(8))[0]
        for place in range(start, stop, step):
            file.seek(data + place)
            yield file.read(min(SAMPLE_BYTES, stop - place))


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
