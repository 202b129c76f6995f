"""Is the model that was chosen among the installed ones, perhaps as a copy in another folder?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from app.core.adapter import WEIGHTS
from app.core.failures import FailureKind
from app.core.findings import informs
from app.core.folder import open_regular
from app.core.identity import source_marks
from app.core.library import find_deployments, read_provenance
from app.core.plan import Checkpoint, Deployment, Finding, SourceMarks
from app.core.weights import read_header, weight_files

SAMPLE = 512  # bytes from the middle of each tensor: training changes some of them in every matrix that it touches


def duplicate(checkpoint: Checkpoint, library: Path) -> Finding | None:
    """An installed model that was made from the very files (``same``), from files that look the same (``alike``), or
    from a folder of the same name; another kind of model in such a folder is none, as far as its marks are known.

    Raises ``Failure`` and ``OSError``.
    """
    installed = [(each, _marks(each)) for each in find_deployments([library])]
    marks = source_marks(checkpoint) if installed and checkpoint.architecture else None
    if marks and (name := next((each.name for each, known in installed if known and known.files == marks.files), "")):
        return informs(FailureKind.DUPLICATE, name=name, same="yes")
    of_kind = [(each, known) for each, known in installed if not marks or not known or known.kind == marks.kind]
    samples = {known.sample: each.name for each, known in of_kind if marks and known and known.sample}
    if samples and (name := samples.get(sample_mark(checkpoint), "")):
        return informs(FailureKind.DUPLICATE, name=name, alike="yes")
    name = next((each.name for each, _ in of_kind if each.source == checkpoint.folder.name), "")
    return informs(FailureKind.DUPLICATE, name=name) if name else None


def sample_mark(checkpoint: Checkpoint) -> str:
    """A short digest of every tensor's name, type and sizes and a few of its bytes: the same for copies, however they
    are called and cut into files. Reads 0.2 MB of a 7B model. Raises ``Failure`` and ``OSError``."""
    files = weight_files(checkpoint.model_folder)
    files += [checkpoint.folder / WEIGHTS] if checkpoint.base else []
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


def _marks(deployment: Deployment) -> SourceMarks | None:
    provenance = read_provenance(deployment.folder)
    return provenance.marks if provenance else None
