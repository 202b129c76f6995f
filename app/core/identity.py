"""Is this the same conversion as before? Then it goes on from what the earlier one wrote."""

import hashlib
import os
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from app import __version__
from app.core.folder import entries
from app.core.plan import Checkpoint, SourceMarks
from app.core.requests import Convert
from app.core.wire import to_json

_OF_THE_DESKTOP = frozenset({"desktop.ini", "thumbs.db"})  # written by whoever looks into a folder
BUILDERS = ("olive-ai", "onnxruntime", "onnxruntime-genai", "torch", "transformers")


def identity(request: Convert) -> str:
    """The same for the same files, recipe, destination and programs; raises ``OSError`` when a folder is gone."""
    folders = {request.checkpoint.folder, request.checkpoint.model_folder}
    parts = (
        __version__,
        [(name, _version(name)) for name in BUILDERS],
        os.fsencode(request.output),
        to_json(request.recipe),
        [(os.fsencode(folder), sorted(_files(folder))) for folder in sorted(folders)],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def source_stamp(checkpoint: Checkpoint) -> str:
    """The same as long as nobody writes to the files that a conversion reads; raises ``OSError``."""
    folders = {checkpoint.folder, checkpoint.model_folder}
    return repr([[file for file in sorted(_files(folder)) if _is_source(file[0])] for folder in sorted(folders)])


def source_marks(checkpoint: Checkpoint) -> SourceMarks:
    """Short digests, which tell nothing of this computer. Raises ``OSError``."""
    kind = (checkpoint.architecture, checkpoint.parameters, checkpoint.dtype, checkpoint.bytes, checkpoint.adapter)
    return SourceMarks(kind=_digest(repr(kind)), files=_digest(source_stamp(checkpoint)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _is_source(name: str) -> bool:
    return name.endswith(".safetensors") or name in ("config.json", "tokenizer.json", "adapter_config.json")


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in entries(folder):
        if path.is_file() and not path.name.startswith(".") and path.name.lower() not in _OF_THE_DESKTOP:
            found = path.stat()
            yield path.name, found.st_size, found.st_mtime_ns


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
