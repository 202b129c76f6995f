"""JSON in and out for everything that crosses a process border or is kept on disk."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """One line of UTF-8 JSON, without the line end."""
    return msgspec.json.encode(value, enc_hook=_encode)


def to_builtins(value: object) -> Any:
    """Dicts, lists, strings and numbers: what ``json.dumps`` would accept."""
    return msgspec.to_builtins(value, enc_hook=_encode)


def to_pretty_json(value: object) -> str:
    """Indented JSON that ends with a line end, for files that people open."""
    return msgspec.json.format(to_json(value), indent=2).decode() + "\n"


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Read ``data`` as ``kind``; raises ``msgspec.DecodeError`` (a ``ValueError``) when it is something else."""
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_decode)
    except RecursionError as error:  # thousands of brackets in each other, in a stranger's package
        raise msgspec.DecodeError(str(error)) from error


def _encode(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


def _decode(kind: type, value: object) -> object:
    if issubclass(kind, Path):
        return Path(str(value))
    raise TypeError(kind.__name__)
