"""What would make a conversion fail later is seen before it begins: the destination, the space, the checkpoint."""

import sys
from pathlib import Path

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.computer.machine import require_room
from app.core.estimate.onnx_size import weights_size
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.journal import MERGED, OWNER, PIECES, read_written
from app.core.files.location import LONGEST_PATH, largest_file
from app.core.library.notes import folder_bytes
from app.core.recipe.offer import check_recipe
from app.core.requests import Convert

SPARE = 2_000_000  # bytes on the disk for the graph and temporary files
TEMPORARY_PATH = 130  # characters of the longest path that Olive makes in the job's folder


def check_before_work(request: Convert, job: Path) -> None:
    """Raises ``Failure``; nothing was written then."""
    if _is_there(request.output):
        raise Failure(FailureKind.DESTINATION_EXISTS, path=str(request.output))
    if refused := check_recipe(request.checkpoint, request.recipe):
        raise Failure.of(refused)
    _check_path(job)
    _check_checkpoint(request)
    _check_space(request, job)


def _is_there(output: Path) -> bool:
    """Raises ``OSError`` for a name that the drive cannot have; ``os.path.lexists`` takes it for one that is free."""
    try:
        output.lstat()
    except FileNotFoundError:
        return False
    return True


def check_place(request: Convert, job: Path) -> None:
    """Raises ``Failure(DESTINATION_GONE)`` when the job's folder was deleted, or its drive pulled out: folders
    made where it was would fill another disk."""
    if not (job / OWNER).exists():
        raise Failure(FailureKind.DESTINATION_GONE, path=str(request.output.parent))


def done_before(job: Path) -> int:
    """Bytes that an interrupted run of the same conversion has left in ``job``."""
    written = read_written(job / PIECES)
    merged = job / MERGED
    return (written.bytes if written else 0) + (folder_bytes(merged) if merged.exists() else 0)


def _check_path(job: Path) -> None:
    """Raises for a path that Windows' programs without long paths cannot open."""
    longest = len(str(job)) + TEMPORARY_PATH
    if sys.platform == "win32" and longest > LONGEST_PATH:
        facts = {"found": str(longest), "needed": str(LONGEST_PATH)}
        raise Failure(FailureKind.PATH_TOO_LONG, "", Variant.BELOW, path=str(job.parent), **facts)


def _check_checkpoint(request: Convert) -> None:
    """Check the checkpoint again: it may have been changed or cut short since it was inspected."""
    checkpoint = inspect_checkpoint(request.checkpoint.folder, request.checkpoint.base)
    if blocking := checkpoint.blocking:
        raise Failure.of(blocking)


def _check_space(request: Convert, job: Path) -> None:
    """Everything large lies in the job's folder: merged weights and the converted ones. The temporary files and the
    app's data take little, wherever they are."""
    merged = request.checkpoint.bytes if request.checkpoint.base else 0
    tokenizer = (request.checkpoint.model_folder / "tokenizer.json").stat().st_size
    needed = merged + weights_size(request.checkpoint, request.recipe) + tokenizer + SPARE - done_before(job)
    limit = largest_file(job)
    if limit is not None and weights_size(request.checkpoint, request.recipe) > limit:
        raise Failure(FailureKind.FILE_TOO_LARGE, path=str(request.output.parent))
    require_room(needed, job, request.output.parent)
