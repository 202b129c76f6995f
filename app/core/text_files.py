"""The small text files of a model folder as text editors leave them: with a byte order mark, in UTF-16, or with a
number that is none. Everything else here reads them all the same; transformers and the runtime do not."""

import codecs
import json
import math
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.findings import blocks
from app.core.folder import open_regular, read_bytes, read_json
from app.core.plan import Finding

_NAMES = (
    *("config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"),
    *("model.safetensors.index.json", "adapter_config.json", "chat_template.jinja"),
)
_GENERATION = "generation_config.json"
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LARGEST = 64_000_000  # bytes


def odd_texts(folder: Path) -> Iterator[Finding]:
    """The files that have to be written anew before a model can be converted."""
    for name in (*_NAMES, _GENERATION):
        if _mark(folder / name) or (name == _GENERATION and _has_odd_number(folder / name)):
            yield blocks(FailureKind.BAD_CONFIG, file=name, rewrite="yes")


def rewritten(folder: Path) -> dict[str, bytes]:
    """The same files as plain UTF-8, without numbers that are none. Raises ``Failure`` and ``OSError``."""
    return {finding.facts["file"]: _plain(folder / finding.facts["file"]) for finding in odd_texts(folder)}


def _plain(path: Path) -> bytes:
    data = read_bytes(path, _LARGEST, FailureKind.BAD_CONFIG)
    encoding = _MARKS.get(_mark(path), "utf-8")
    try:
        text = data.decode(encoding)
        if path.name == _GENERATION:
            text = json.dumps(_finite(json.loads(text)), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError) as error:
        raise Failure(FailureKind.BAD_CONFIG, str(error), file=path.name) from error
    return text.encode()


def _mark(path: Path) -> bytes:
    """The byte order mark at the start; what cannot be read has none, and is named elsewhere."""
    with suppress(Failure, OSError, ValueError), open_regular(path) as file:
        start = file.read(3)
        return next((mark for mark in _MARKS if start.startswith(mark)), b"")
    return b""


def _has_odd_number(path: Path) -> bool:
    with suppress(Failure, OSError, ValueError):
        return any(isinstance(value, float) and not math.isfinite(value) for value in read_json(path).values())
    return False


def _finite(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {key: each for key, each in value.items() if not isinstance(each, float) or math.isfinite(each)}
