"""Reads the small files of a stranger's folder: capped in size, only regular files, and any damage is a ``Failure``."""

import codecs
import errno
import json
import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from app.core.failures import Failure, FailureKind, Variant

MAXIMUM_JSON = 4_000_000  # bytes; the largest tokenizer_config.json of a supported family has 1.2 MB
MAXIMUM_TEXT = 200_000  # bytes of a chat template
MAXIMUM_DEPTH = 100  # nested objects and lists; their readers are recursive
MAXIMUM_ENTRIES = 20_000  # the most entries that are looked at in one folder
_CONTAINERS = (dict, list)
_LONGEST_NUMBER = 20  # digits
_RECALLED = 0x0040_0000 | 0x0000_1000  # file attributes: recall on data access, offline
_DATALESS = 0x4000_0000  # SF_DATALESS
_LFS_START = b"version https://git-lfs.github.com/spec/"


def read_json(path: Path, limit: int = MAXIMUM_JSON) -> dict[str, object]:
    """The JSON object in ``path``. Raises ``Failure`` (LFS_POINTER, BAD_CONFIG) and ``OSError``."""
    data = read_bytes(path, limit, FailureKind.BAD_CONFIG)
    try:
        # Python's parser, not msgspec's: Hugging Face writes NaN and Infinity
        value = json.loads(_text(data), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        if is_page(data):
            facts = {"file": path.name, "page": path.name}
            raise Failure(FailureKind.BAD_CONFIG, str(error), Variant.PAGE, **facts) from error
        raise Failure(FailureKind.BAD_CONFIG, str(error), file=path.name) from error
    if not isinstance(value, dict):
        raise Failure(FailureKind.BAD_CONFIG, "not a JSON object", file=path.name)
    if _is_deep(value):
        raise Failure(FailureKind.BAD_CONFIG, f"deeper than {MAXIMUM_DEPTH} levels", file=path.name)
    return value


class RepeatedKey(ValueError):
    """A JSON object has a key twice."""


def parse_json(data: bytes) -> object:
    """What another program has sent, read strictly: no key twice, no number that is none, none that is absurdly long.
    Raises ``ValueError`` and ``RecursionError``."""
    return json.loads(data, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_short_number)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _short_number(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(text)


def check_keys(data: bytes) -> None:
    """Raises ``RepeatedKey``; what is no JSON at all passes."""
    try:
        json.loads(_text(data), object_pairs_hook=_once)
    except RepeatedKey:
        raise
    except (ValueError, RecursionError):
        return


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a key that comes twice some programs read the first, others the last, and the runtime both."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise RepeatedKey(f"the key {next(key for key in found if keys.count(key) > 1)[:80]!a} comes twice")
    return found


def _is_deep(value: object) -> bool:
    level: list[Any] = [value]
    for _ in range(MAXIMUM_DEPTH):
        inside = (each.values() if isinstance(each, dict) else each for each in level)
        level = [inner for values in inside for inner in values if isinstance(inner, _CONTAINERS)]
    return bool(level)


def read_text(path: Path) -> str:
    """The text in ``path``, its lines ended as Python's text mode reads them: on Windows, transformers writes "\\r\\n".

    Raises ``Failure`` (LFS_POINTER, BAD_TEMPLATE) and ``OSError``.
    """
    try:
        text = _text(read_bytes(path, MAXIMUM_TEXT, FailureKind.BAD_TEMPLATE))
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except ValueError as error:
        raise Failure(FailureKind.BAD_TEMPLATE, str(error), file=path.name) from error


def is_page(data: bytes) -> bool:
    """Whether a browser has saved the page about a file under the file's name."""
    return data.lstrip()[:2].lower() in (b"<!", b"<h")


def _text(data: bytes) -> str:
    """Reads also what older programs of Windows write: UTF-16, or a mark at the start. Raises ``ValueError``."""
    return data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")


def read_bytes(path: Path, limit: int, too_large: FailureKind) -> bytes:
    """The whole of ``path``. Raises ``Failure`` (LFS_POINTER, ``too_large``) and ``OSError``."""
    with open_regular(path) as file:
        if file.seek(0, os.SEEK_END) > limit:  # checked before anything is allocated
            raise Failure(too_large, "too large", file=path.name)
        file.seek(0)
        data = file.read(limit)
    if data.startswith(_LFS_START):
        raise Failure(FailureKind.LFS_POINTER, file=path.name)
    return data


def open_regular(path: Path) -> BinaryIO:
    """Open a file and nothing else: a pipe would wait for ever, a device never ends, and what only a cloud has would be
    downloaded as a whole. Raises ``Failure`` (SYNCED_FOLDER) and ``OSError``."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    if is_only_in_cloud(status):
        raise Failure(FailureKind.SYNCED_FOLDER, "", Variant.ONLY_IN_CLOUD, file=path.name)
    return path.open("rb")


def is_only_in_cloud(status: os.stat_result) -> bool:
    """Whether Windows (OneDrive and others) or macOS (iCloud and others) would fetch a file first, to read it."""
    windows, macos = getattr(status, "st_file_attributes", 0), getattr(status, "st_flags", 0)
    return bool(windows & _RECALLED or macos & _DATALESS)


def is_lfs_pointer(path: Path) -> bool:
    """Whether ``path`` holds Git LFS's note about a file instead of the file; raises ``OSError``."""
    with open_regular(path) as file:
        return file.read(len(_LFS_START)) == _LFS_START


def entries(folder: Path) -> Iterator[Path]:
    """What lies directly in ``folder``, up to a number that no model's folder reaches; raises ``OSError``. Without what
    a Mac writes beside each file on a drive that is not its own: "._model.safetensors" holds no weights."""
    return (path for path in islice(folder.iterdir(), MAXIMUM_ENTRIES) if not path.name.startswith("._"))
