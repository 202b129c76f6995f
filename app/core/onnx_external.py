"""Which other files an ONNX graph reads its weights from, by the bytes of the file: nothing is loaded.

Source: onnx.proto3 of ONNX 1.x (the numbers of the fields) and the protocol buffers' wire format. A test compares the
numbers with the installed ``onnx``.
"""

import mmap
from collections.abc import Iterator
from pathlib import Path

# Of each message the fields that lead to a tensor, and what they hold
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
