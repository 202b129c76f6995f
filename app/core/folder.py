"""Reads the small files of a stranger's folder: capped in size, only regular files, and any damage is a ``Failure``."""

import codecs
import errno
import json
import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from app.core.failures import Failure, FailureKind

MAXIMUM_JSON = 4_000_000  # bytes; the largest tokenizer_config.json of a supported family has 1.2 MB
MAXIMUM_TEXT = 200_000  # bytes of a chat template
MAXIMUM_DEPTH = 100  # of objects and lists in each other; those that read them call themselves
MAXIMUM_ENTRIES = 20_000  # that are looked at in one folder
_CONTAINERS = (dict, list)
_RECALLED = 0x0040_0000 | 0x0000_1000  # file attributes: recall on data access, offline
_DATALESS = 0x4000_0000  # SF_DATALESS
_LFS_START = b"version https://git-lfs.github.com/spec/"


def read_json(path: Path, limit: int = MAXIMUM_JSON) -> dict[str, object]:
    """The JSON object in ``path``. Raises ``Failure`` (LFS_POINTER, BAD_CONFIG) and ``OSError``."""
    data = read_bytes(path, limit, FailureKind.BAD_CONFIG)
    try:
        value = json.loads(_text(data))  # Python's parser, not msgspec's: Hugging Face writes NaN and Infinity
    except (ValueError, RecursionError) as error:
        raise Failure(FailureKind.BAD_CONFIG, str(error), file=path.name, **page_facts(data, path.name)) from error
    if not isinstance(value, dict):
        raise Failure(FailureKind.BAD_CONFIG, "not a JSON object", file=path.name)
    if _is_deep(value):
        raise Failure(FailureKind.BAD_CONFIG, f"deeper than {MAXIMUM_DEPTH} levels", file=path.name)
    return value


def _is_deep(value: object) -> bool:
    level: list[Any] = [value]
    for _ in range(MAXIMUM_DEPTH):
        inside = (each.values() if isinstance(each, dict) else each for each in level)
        level = [inner for values in inside for inner in values if isinstance(inner, _CONTAINERS)]
    return bool(level)


def read_text(path: Path) -> str:
    """The text in ``path``. Raises ``Failure`` (LFS_POINTER, BAD_TEMPLATE) and ``OSError``."""
    try:
        return _text(read_bytes(path, MAXIMUM_TEXT, FailureKind.BAD_TEMPLATE))
    except ValueError as error:
        raise Failure(FailureKind.BAD_TEMPLATE, str(error), file=path.name) from error


def page_facts(data: bytes, name: str) -> dict[str, str]:
    """Whether a browser has saved the page about a file under the file's name."""
    return {"page": name} if data.lstrip()[:2].lower() in (b"<!", b"<h") else {}


def _text(data: bytes) -> str:
    """Also of what Windows' older programs write: UTF-16, or a mark at the start. Raises ``ValueError``."""
    return data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")


def read_bytes(path: Path, limit: int, too_large: FailureKind) -> bytes:
    """The whole of ``path``. Raises ``Failure`` (LFS_POINTER, ``too_large``) and ``OSError``."""
    with open_regular(path) as file:
        if file.seek(0, os.SEEK_END) > limit:  # before anything is allocated
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
        raise Failure(FailureKind.SYNCED_FOLDER, file=path.name)
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
    """What lies directly in ``folder``, up to a number that no model's folder reaches; raises ``OSError``."""
    return islice(folder.iterdir(), MAXIMUM_ENTRIES)
