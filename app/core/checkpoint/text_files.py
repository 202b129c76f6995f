"""The small text files of a model folder as editors and training programs leave them: with a byte order mark, in
UTF-16, or with values that stop a conversion though nothing needs them. Everything else here reads them all the same;
transformers and the runtime do not."""

import codecs
import json
import math
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from app.core.failures import Failure, FailureKind, Variant
from app.core.families.sizes import size
from app.core.files.folder import entries, open_regular, read_bytes, read_json, read_text
from app.core.findings import Finding, blocks
from app.core.tokenizer.settings import usable_map, usable_numbers, usable_settings

_CONFIG, _GENERATION = "config.json", "generation_config.json"
_TOKENIZER, _SPECIAL, _ADDED = "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"
_TEMPLATE = "chat_template.jinja"
_WITH_VALUES = (_CONFIG, _GENERATION, _TOKENIZER, _SPECIAL, _ADDED)  # files whose values are looked at
_NAMES = (
    *(_CONFIG, "tokenizer.json", _TOKENIZER, _SPECIAL, _ADDED),
    *("model.safetensors.index.json", "adapter_config.json", _TEMPLATE, _GENERATION),
)
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LARGEST = 64_000_000  # bytes
_READ = (".json", ".jinja", ".txt", ".model", ".safetensors", ".bin", ".tiktoken")  # endings that the libraries read
_TYPES = ("dtype", "torch_dtype")
_TYPE_NAME = re.compile(r"b?float\d*(_e\d\w*)?|half|double|u?int\d+")  # names of PyTorch's types
_IDS = ("eos_token_id", "pad_token_id", "bos_token_id")
# What the model builder copies into the runtime's configuration, which reads nothing else there
_NUMBERS = (
    *("top_k", "top_p", "temperature", "repetition_penalty", "length_penalty", "diversity_penalty", "num_beams"),
    *("num_return_sequences", "no_repeat_ngram_size", "max_length", "min_length"),
)
_KINDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("do_sample", "early_stopping"), (bool,)),
    **dict.fromkeys(_NUMBERS, (int, float)),
}


def odd_texts(folder: Path) -> Iterator[Finding]:
    """The files that have to be rewritten before a model can be converted."""
    for name in _odd_names(folder):
        yield blocks(FailureKind.BAD_CONFIG, Variant.REWRITE, file=name)


def odd_files(folder: Path) -> Iterator[Finding]:
    """Pipes, devices and the like among the model's files: reading one may never end. Raises ``OSError``."""
    for path in entries(folder):
        if path.suffix.lower() not in _READ:
            continue
        with suppress(OSError):  # a link that leads nowhere is named elsewhere
            mode = path.stat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                facts = {"path": str(path), "file": path.name, "reason": "not a regular file"}
                yield blocks(FailureKind.UNREADABLE, Variant.IN_FOLDER, **facts)


def rewritten(folder: Path) -> dict[str, bytes]:
    """The same files as plain UTF-8, without such values; empty: better without the file. Raises ``Failure`` and
    ``OSError``."""
    return {name: _plain(folder / name) for name in _odd_names(folder)}


def _odd_names(folder: Path) -> Iterator[str]:
    for name in _NAMES:
        path = folder / name
        if _mark(path) or _is_blank(path) or (name in _WITH_VALUES and _has_odd_value(path)):
            yield name


def _plain(path: Path) -> bytes:
    data = read_bytes(path, _LARGEST, FailureKind.BAD_CONFIG)
    encoding = _MARKS.get(_mark(path), "utf-8")
    try:
        text = data.decode(encoding)
    except ValueError as error:
        raise Failure(FailureKind.BAD_CONFIG, str(error), file=path.name) from error
    if path.name in _WITH_VALUES:
        text = json.dumps(_usable(path, read_json(path)), indent=2, ensure_ascii=False)
    return b"" if _is_blank(path) else text.encode()


def _is_blank(path: Path) -> bool:
    """A template without a word: transformers takes it all the same, in the place of the one in the configuration."""
    with suppress(Failure, OSError, ValueError):
        return path.name == _TEMPLATE and path.exists() and not read_text(path).strip()
    return False


def _mark(path: Path) -> bytes:
    """The byte order mark at the start; what cannot be read has none, and is named elsewhere."""
    with suppress(Failure, OSError, ValueError), open_regular(path) as file:
        start = file.read(3)
        return next((mark for mark in _MARKS if start.startswith(mark)), b"")
    return b""


def _has_odd_value(path: Path) -> bool:
    with suppress(Failure, OSError, ValueError):
        content = read_json(path)
        return _usable(path, content) != content
    return False


def _usable(path: Path, content: Mapping[str, object]) -> dict[str, object]:
    """``content`` without token ids that no row of the embedding has, and without what the runtime or transformers
    cannot read."""
    if path.name == _TOKENIZER:
        return usable_settings(content)
    if path.name in (_SPECIAL, _ADDED):
        return _usable_older(path, content)
    rows = 0
    with suppress(Failure, OSError, ValueError):
        rows = size(read_json(path.with_name(_CONFIG)), "vocab_size")
    kept = {key: _known(value, rows) if key in _IDS else _type_name(key, value) for key, value in content.items()}
    lost = {key for key in (*_IDS, *_TYPES) if key in kept and kept[key] is None and content[key] is not None}
    if path.name == _GENERATION:
        lost |= {key for key, value in kept.items() if _is_odd(key, value)}
    return {key: value for key, value in kept.items() if key not in lost}


def _usable_older(path: Path, content: Mapping[str, object]) -> dict[str, object]:
    """``content`` is what transformers reads only where ``tokenizer_config.json`` describes no tokens."""
    with suppress(Failure, OSError, ValueError):
        if "added_tokens_decoder" in usable_settings(read_json(path.with_name(_TOKENIZER))):
            return dict(content)
    return usable_numbers(content) if path.name == _ADDED else usable_map(content)


def _type_name(key: str, value: object) -> object:
    """ "bfloat16" of "torch.bfloat16", which transformers takes for no type, and None of what is none: "auto", say."""
    if key not in _TYPES or isinstance(value, dict):  # a model that also sees has one for each part
        return value
    name = value.removeprefix("torch.") if isinstance(value, str) else ""
    return name if _TYPE_NAME.fullmatch(name) else None


def _known(ids: object, rows: int) -> object:
    if isinstance(ids, list):
        return [each for each in ids if _known(each, rows) is not None] if rows else ids
    return None if rows and type(ids) is int and ids >= rows else ids


def _is_odd(key: str, value: object) -> bool:
    if isinstance(value, float) and not math.isfinite(value):
        return True
    return key in _KINDS and value is not None and type(value) not in _KINDS[key]
