"""Weight files rewritten: the same numbers, under other names, cut apart or joined. Nothing is read as a number.

Rows lie one behind the other in a safetensors file, so a tensor's first rows are its first bytes.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from app.core.files.folder import open_regular
from app.core.files.streamed import read_blocks
from app.core.weights.tensor_names import Part


class StoredTensor(Protocol):
    """A tensor as a file's header describes it."""

    @property
    def dtype(self) -> str: ...
    @property
    def shape(self) -> list[int]: ...
    @property
    def data_offsets(self) -> tuple[int, int]: ...


class Rows(Struct, frozen=True):
    """Bytes of a file."""

    path: Path
    start: int
    size: int


class NewTensor(Struct, frozen=True, kw_only=True):
    name: str
    dtype: str
    shape: tuple[int, ...]
    rows: tuple[Rows, ...]  # one behind the other


def new_tensor(name: str, parts: Iterable[Part], places: Mapping[str, tuple[Path, StoredTensor]]) -> NewTensor:
    """The tensor ``name`` of the ``parts`` that lie in the files as ``places`` says."""
    rows, count, tensor = [], 0, None
    for part in parts:
        path, tensor = places[part.name]
        start, stop = tensor.data_offsets
        each = (stop - start) // max(1, tensor.shape[0] if tensor.shape else 1)
        rows.append(Rows(path, _data(path) + start + each * part.start, each * (part.stop - part.start)))
        count += part.stop - part.start
    assert tensor
    shape = (count, *tensor.shape[1:]) if tensor.shape else ()
    return NewTensor(name=name, dtype=tensor.dtype, shape=shape, rows=tuple(rows))


def _data(path: Path) -> int:
    """Where the data of a safetensors file begins."""
    with open_regular(path) as file:
        return int(8 + struct.unpack("<Q", file.read(8))[0])


def write_tensors(target: Path, tensors: Iterable[NewTensor]) -> None:
    """Write a safetensors file; raises ``Failure`` and ``OSError``."""
    tensors = list(tensors)
    header, end = {"__metadata__": {"format": "pt"}}, 0
    entries: dict[str, object] = dict(header)
    for tensor in tensors:
        start, end = end, end + sum(rows.size for rows in tensor.rows)
        entries[tensor.name] = {"dtype": tensor.dtype, "shape": tensor.shape, "data_offsets": (start, end)}
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % 8)
    with target.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors:
            for rows in tensor.rows:
                with open_regular(rows.path) as source:
                    source.seek(rows.start)
                    for block in read_blocks(source, rows.size):
                        file.write(block)
