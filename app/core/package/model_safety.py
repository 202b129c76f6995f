"""A stranger's model must not lead the runtime out of the model's folder, or to program code."""

import mmap
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from app.core.failures import Failure, FailureKind, Variant
from app.core.files.folder import RepeatedKey, check_keys, entries, read_bytes, read_json
from app.core.library.converted_check import GENAI_CONFIG
from app.core.library.genai_config import known_config
from app.core.tokenizer.files import MAXIMUM_TOKENIZER

_CODE = (".dll", ".so", ".dylib")
# Which other files an ONNX graph reads its weights from is told by the bytes of the file: nothing is loaded. The
# numbers of the fields are those of onnx.proto3 of ONNX 1.x; a test compares them with the installed ``onnx``.
#
# The fields of each message that lead to a tensor, and what they hold
LEADS = {
    "ModelProto": {7: "GraphProto", 20: "TrainingInfoProto", 25: "FunctionProto"},
    "TrainingInfoProto": {1: "GraphProto", 2: "GraphProto"},
    "FunctionProto": {7: "NodeProto", 11: "AttributeProto"},
    "GraphProto": {1: "NodeProto", 5: "TensorProto", 15: "SparseTensorProto"},
    "NodeProto": {5: "AttributeProto"},
    "AttributeProto": {
        **{5: "TensorProto", 6: "GraphProto", 10: "TensorProto", 11: "GraphProto"},
        **{22: "SparseTensorProto", 23: "SparseTensorProto"},
    },
    "SparseTensorProto": {1: "TensorProto", 2: "TensorProto"},
    "TensorProto": {13: "StringStringEntryProto"},  # external_data
}
_ENTRY = "StringStringEntryProto"
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5  # wire types
_LARGEST_TAG = 2**32 - 1


MakeFailure = Callable[[str, str], Failure]  # called with the details and the file that is at fault


def unsafe(details: str, file: str) -> Failure:
    return Failure(FailureKind.UNSAFE_MODEL, details, file=file)


def check_safe(folder: Path, failure: MakeFailure = unsafe) -> None:
    """Raises the ``failure`` when the configuration or a graph in ``folder`` names a library or another folder, when
    there is a setting that no model needs, and what ``read_json`` does.

    The runtime loads the library that ``custom_ops_library`` names (onnxruntime-genai 0.18, when it lies in the model's
    folder), execution providers take paths in their options, and a graph may say that its weights are in any file.
    """
    texts = check_settings(folder, failure)
    named = {folder / value for key, value in texts if key == "filename"}
    for path in entries(folder):
        if path.suffix.lower() == ".json" and path.is_file():
            _check_keys(path, failure)
    for path in {*named, *(path for path in entries(folder) if path.suffix.lower() == ".onnx")}:
        if path.is_file():
            _check_graph(path, failure)


def check_settings(folder: Path, failure: MakeFailure = unsafe) -> list[tuple[str, str]]:
    """Like ``check_safe``, of the configuration alone. Returns every text in it, with the key it stands under."""
    config = read_json(folder / GENAI_CONFIG)
    texts = _texts(config, "")
    for key, value in texts:
        if key == "custom_ops_library" or "/" in value or "\\" in value or value.lower().endswith(_CODE):
            raise failure(f"{key}: {value}", GENAI_CONFIG)
    try:
        known_config(config)
    except ValueError as error:
        raise failure(str(error), GENAI_CONFIG) from error
    return texts


def _check_keys(path: Path, failure: MakeFailure) -> None:
    """Each JSON file is read by several programs, of which none says what it does with a key that comes twice."""
    try:
        check_keys(read_bytes(path, MAXIMUM_TOKENIZER, FailureKind.BAD_CONFIG))
    except RepeatedKey as error:
        raise failure(str(error), path.name) from error


def _check_graph(path: Path, failure: MakeFailure) -> None:
    try:
        names = external_files(path)
    except ValueError as error:  # the runtime may read more of it than this does
        facts = {"path": str(path.parent), "missing": path.name}
        raise Failure(FailureKind.NOT_A_CONVERTED_MODEL, str(error), Variant.FILES, **facts) from error
    for name in sorted(names):
        if not _is_plain(name):
            raise failure(f"external data: {name}", path.name)


def _is_plain(name: str) -> bool:
    """A file of the graph's own folder, as every system reads the name."""
    plain = PurePosixPath(name).name == name and PureWindowsPath(name).name == name
    return plain and name not in ("", "..") and "\0" not in name


def _texts(value: object, key: str) -> list[tuple[str, str]]:
    """Every text in ``value``, with the key it stands under."""
    if isinstance(value, str):
        return [(key, value)]
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in _texts(inner, str(name))]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, key)]
    return []


def external_files(path: Path) -> frozenset[str]:
    """The files that tensors of the graph in ``path`` lie in, as the graph names them.

    Raises ``OSError``, and ``ValueError`` for bytes that are no such graph; no runtime reads them either.
    """
    if path.stat().st_size == 0:
        return frozenset()
    found: set[str] = set()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        rest = [("ModelProto", 0, len(data))]
        while rest:
            kind, start, stop = rest.pop()
            if kind == _ENTRY:
                found |= _location(data, start, stop)
                continue
            leads = LEADS[kind]
            rest += [(leads[field], *place) for field, place in _fields(data, start, stop) if field in leads]
    return frozenset(found)


def _location(data: mmap.mmap, start: int, stop: int) -> set[str]:
    """Every value of an entry whose key is "location": in a forged one there may be several."""
    fields = [(field, data[first:last]) for field, (first, last) in _fields(data, start, stop)]
    named = (1, b"location") in fields
    return {value.decode("utf-8", "replace") for field, value in fields if field == 2 and named}


def _fields(data: mmap.mmap, place: int, stop: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """The number of each field that holds bytes, and where these are."""
    while place < stop:
        tag, place = _varint(data, place, stop)
        if tag > _LARGEST_TAG:  # other readers drop the bits that they have no room for
            raise ValueError(f"tag {tag}")
        wire = tag & 7
        if wire == _BYTES:
            size, place = _varint(data, place, stop)
            if place + size > stop:
                raise ValueError("a field is longer than its message")
            yield tag >> 3, (place, place + size)
            place += size
        elif wire == _VARINT:
            _, place = _varint(data, place, stop)
        elif wire in (_EIGHT, _FOUR):
            place += 8 if wire == _EIGHT else 4
        else:  # groups, which no ONNX file has
            raise ValueError(f"wire type {wire}")


def _varint(data: mmap.mmap, place: int, stop: int) -> tuple[int, int]:
    """The number at ``place``, and the place behind it."""
    number = 0
    for shift in range(0, 70, 7):
        if place >= stop:
            raise ValueError("cut off in a number")
        byte = data[place]
        place += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, place
    raise ValueError("a number without an end")
