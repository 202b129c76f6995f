"""How many bytes a ``tokenizer.json`` takes once transformers has saved it again: over lines, each merge a pair."""

from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

INDENT = 2
# From "a b" to a list of two strings on lines of their own
PAIR_BYTES = len('[\n        "",\n        ""\n      ]') - len('" "')
LARGEST_TOKENIZER = 100_000_000  # bytes that are looked into


class _Model(Struct):
    merges: list[msgspec.Raw] = []


class _Tokenizer(Struct):
    model: _Model


def saved_size(file: Path) -> int:
    """Good to the few hundred bytes of a post-processor that transformers adds; 0 when there is no such file."""
    try:
        stat = file.stat()
    except OSError:
        return 0
    return _saved_size(file, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=4)
def _saved_size(file: Path, size: int, _changed: int) -> int:
    if size > LARGEST_TOKENIZER:
        return size
    try:
        content = file.read_bytes()
        merges = msgspec.json.decode(content, type=_Tokenizer).model.merges
        return len(msgspec.json.format(content, indent=INDENT)) + PAIR_BYTES * sum(map(_is_text, merges))
    except (OSError, msgspec.DecodeError, RecursionError):
        return size


def _is_text(merge: msgspec.Raw) -> bool:
    return bytes(merge).lstrip()[:1] == b'"'
