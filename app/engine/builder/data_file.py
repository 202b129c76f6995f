"""``model.onnx.data``: every tensor's place is known before the first byte is written."""

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from io import FileIO
from pathlib import Path

from msgspec import Struct

from app.core.files.journal import Journal, Piece
from app.core.files.links import hard_link

Buffer = bytes | memoryview
WriteReport = Callable[[int, int, tuple[int, int]], None]  # bytes written, bytes in all, weights done and in all
First = Callable[[Journal], dict[Piece, int]]
Compute = Callable[[int, int], Sequence[Buffer]]  # rows from, to -> the bytes of these rows of each tensor

PAUSE = 0.05  # seconds between two looks at what the workers did


class Task(Struct, frozen=True):
    """One weight of the checkpoint, and the places in the data file of the tensors that it becomes. Each tensor has
    ``rows`` rows, which are computed and written ``step`` at a time, in any order."""

    name: str
    offsets: tuple[int, ...]  # bytes from the start of the file, of each tensor
    lengths: tuple[int, ...]  # bytes
    rows: int
    step: int
    compute: Compute


def fill(
    path: Path, tasks: Sequence[Task], report: WriteReport, workers: int, kept: Path, first: First | None = None
) -> None:
    """Write each task's bytes to their places with ``workers`` threads, of which each has the file open for itself;
    before that, what ``first`` writes by itself.

    The work is done in the folder ``kept``, with a journal; what an earlier run has finished there is not done again.
    The whole file then gets the name ``path`` too. Raises ``ValueError`` when a weight gave more or fewer bytes than
    planned, ``OSError`` when the file has no room.
    """
    total = sum(sum(task.lengths) for task in tasks)
    with Journal(kept, _fingerprint(tasks), total) as journal:
        done = {**journal.done, **(first(journal) if first else {})}
        _fill(journal, tasks, report, workers, total, done)
        data = journal.data
    if not hard_link(data, path):
        data.replace(path)


def _fill(
    journal: Journal,
    tasks: Sequence[Task],
    report: WriteReport,
    workers: int,
    total: int,
    before: Mapping[Piece, int],
) -> None:
    """Each worker takes piece after piece; this thread looks at what they did now and then, and not at each piece, for
    which it would need a core of its own."""
    done = sum(before.values())
    rows_left = [task.rows for task in tasks]
    for piece in before:
        rows_left[piece.task] -= piece.stop - piece.start
    pieces = iter([piece for piece in _pieces(tasks) if piece not in before])
    written: deque[tuple[Piece, int]] = deque()
    over = threading.Event()

    def work() -> None:
        with journal.data.open("r+b", buffering=0) as file:
            for piece in pieces:
                if over.is_set():
                    return
                written.append((piece, _write(tasks[piece.task], piece, file)))

    report(done, total, (rows_left.count(0), len(tasks)))
    with ThreadPoolExecutor(workers) as pool:
        try:
            running = {pool.submit(work) for _ in range(workers)}
            while running:
                ended, running = wait(running, PAUSE, FIRST_COMPLETED)
                while written:
                    piece, size = written.popleft()
                    journal.add(piece, size)
                    done += size
                    rows_left[piece.task] -= piece.stop - piece.start
                report(done, total, (rows_left.count(0), len(tasks)))
                for worker in ended:
                    worker.result()
            journal.commit()
        finally:
            over.set()


def _write(task: Task, piece: Piece, file: FileIO) -> int:
    """Compute ``piece`` and put each of its tensors into its place; returns the bytes."""
    return write_parts(task, piece, task.compute(piece.start, piece.stop), file)


def write_parts(task: Task, piece: Piece, parts: Sequence[Buffer], file: FileIO) -> int:
    """Put ``parts``, the bytes of ``piece`` of each tensor, into their places in the data file; returns their number.
    Raises ``ValueError`` when they are more or fewer than planned, and ``OSError``."""
    count, written = piece.stop - piece.start, 0
    for offset, length, data in zip(task.offsets, task.lengths, parts, strict=True):
        view = memoryview(data).cast("B")
        if view.nbytes != length * count // task.rows:
            raise ValueError(f"{task.name} did not fill its places in {file.name}")
        file.seek(offset + length * piece.start // task.rows)
        written += view.nbytes
        while view:
            view = view[file.write(view) :]
    return written


def _pieces(tasks: Sequence[Task]) -> Iterator[Piece]:
    for number, task in enumerate(tasks):
        for start in range(0, task.rows, task.step):
            yield Piece(number, start, min(start + task.step, task.rows))


def _fingerprint(tasks: Sequence[Task]) -> str:
    """The same for the same places."""
    places = [(task.name, task.offsets, task.lengths, task.rows) for task in tasks]
    return hashlib.sha256(repr(places).encode()).hexdigest()
