"""Reads the small files of a stranger's folder: capped in size, and any damage is a ``Failure``."""

import json
from pathlib import Path

from app.core.failures import Failure, FailureKind

MAXIMUM_JSON = 64_000_000  # bytes; the largest tokenizer.json of a supported family has 34 MB
MAXIMUM_TEXT = 1_000_000  # bytes of a chat template
_LFS_START = b"version https://git-lfs.github.com/spec/"


def read_json(path: Path) -> dict[str, object]:
    """The JSON object in ``path``. Raises ``Failure`` (LFS_POINTER, BAD_CONFIG) and ``OSError``."""
    if is_lfs_pointer(path):
        raise Failure(FailureKind.LFS_POINTER, file=path.name)
    if path.stat().st_size > MAXIMUM_JSON:
        raise Failure(FailureKind.BAD_CONFIG, "too large", file=path.name)
    try:
        # Python's parser, not msgspec's: Hugging Face writes NaN and Infinity
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Failure(FailureKind.BAD_CONFIG, str(error), file=path.name) from error
    if not isinstance(value, dict):
        raise Failure(FailureKind.BAD_CONFIG, "not a JSON object", file=path.name)
    return value


def read_text(path: Path) -> str:
    """The text in ``path``. Raises ``Failure`` (BAD_TEMPLATE) and ``OSError``."""
    if path.stat().st_size > MAXIMUM_TEXT:
        raise Failure(FailureKind.BAD_TEMPLATE, "too large", file=path.name)
    try:
        return path.read_text(encoding="utf-8-sig")
    except ValueError as error:
        raise Failure(FailureKind.BAD_TEMPLATE, str(error), file=path.name) from error


def is_lfs_pointer(path: Path) -> bool:
    """Whether ``path`` holds Git LFS's note about a file instead of the file; raises ``OSError``."""
    with path.open("rb") as file:
        return file.read(len(_LFS_START)) == _LFS_START
