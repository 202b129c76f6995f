"""What tells a checkpoint from others: marks of its files."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from app.core.checkpoint.adapter import adapter_weights
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.weights import read_header, weight_files
from app.core.files.folder import entries, open_regular

_OF_THE_DESKTOP = frozenset({"desktop.ini", "thumbs.db"})  # written by the desktop when a folder is opened
SAMPLE = 512  # bytes from the middle of each tensor: training changes some of them in every matrix that it touches


class SourceMarks(Struct, frozen=True, kw_only=True):
    """Tell a model folder from others without reading all of its weights."""

    kind: str  # the same for every training of one model that was saved alike
    files: str  # the same for the same files, also in a folder of another name
    sample: str = ""  # the same for copies too; "" for models of earlier versions


def source_marks(checkpoint: Checkpoint) -> SourceMarks:
    """Short digests, which tell nothing of this computer. Raises ``OSError``."""
    kind = (checkpoint.architecture, checkpoint.parameters, checkpoint.dtype, checkpoint.bytes, checkpoint.adapter)
    return SourceMarks(kind=_digest(repr(kind)), files=_digest(source_stamp(checkpoint)))


def source_stamp(checkpoint: Checkpoint) -> str:
    """Changes when a file that a conversion reads is written to; raises ``OSError``."""
    folders = {checkpoint.folder, checkpoint.model_folder}
    return repr([[file for file in sorted(files_of(folder)) if _is_source(file[0])] for folder in sorted(folders)])


def sample_mark(checkpoint: Checkpoint) -> str:
    """A short digest of every tensor's name, type and sizes and a few of its bytes: the same for copies, however they
    are called and cut into files. Reads 0.2 MB of a 7B model. Raises ``Failure`` and ``OSError``."""
    files = weight_files(checkpoint.model_folder)
    files += [adapter_weights(checkpoint.folder)] if checkpoint.base else []
    digest = hashlib.sha256()
    for line in sorted(line for path in files for line in _samples(path)):
        digest.update(line)
    return digest.hexdigest()[:16]


def _samples(path: Path) -> Iterator[bytes]:
    tensors = read_header(path)
    with open_regular(path) as file:
        data = 8 + int.from_bytes(file.read(8), "little")
        for name, tensor in sorted(tensors.items(), key=lambda item: item[1].data_offsets):
            start, end = tensor.data_offsets
            file.seek(data + max(start, (start + end - SAMPLE) // 2))
            yield repr((name, tensor.dtype, tensor.shape, file.read(min(SAMPLE, end - start)))).encode()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _is_source(name: str) -> bool:
    return name.endswith(".safetensors") or name in ("config.json", "tokenizer.json", "adapter_config.json")


def files_of(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The name, size in bytes and time of the last change of each file that counts; raises ``OSError``."""
    for path in entries(folder):
        if path.is_file() and not path.name.startswith(".") and path.name.lower() not in _OF_THE_DESKTOP:
            found = path.stat()
            yield path.name, found.st_size, found.st_mtime_ns
