"""``model.onnx.data``: every tensor's place is known before the first byte is written."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from msgspec import Struct

Buffer = bytes | memoryview
Report = Callable[[int, int], None]  # bytes written, bytes in all
Compute = Callable[[int, int], Sequence[Buffer]]  # rows from, to -> the bytes of these rows of each tensor


class Task(Struct, frozen=True):
    """One weight of the checkpoint, and the places in the data file of the tensors that it becomes. Each tensor has
    ``rows`` rows, which are computed and written ``step`` at a time, in any order."""

    name: str
    offsets: tuple[int, ...]  # bytes from the start of the file, of each tensor
    lengths: tuple[int, ...]  # bytes
    rows: int
    step: int
    compute: Compute


def fill(path: Path, tasks: Sequence[Task], report: Report, workers: int) -> None:
    """Write each task's bytes to their places with ``workers`` threads, of which each has the file open for itself.

    Raises ``ValueError`` when a weight gave more or fewer bytes than planned, ``OSError`` when the file has no room.
    """
    total = sum(sum(task.lengths) for task in tasks)
    with path.open("wb") as file:
        file.truncate(total)
    thread = threading.local()
    files = []

    def begin() -> None:
        thread.file = path.open("r+b", buffering=0)
        files.append(thread.file)

    def write(task: Task, start: int, stop: int) -> int:
        written = 0
        for offset, length, data in zip(task.offsets, task.lengths, task.compute(start, stop), strict=True):
            place, size = offset + length * start // task.rows, length * (stop - start) // task.rows
            view = memoryview(data).cast("B")
            if view.nbytes != size:
                raise ValueError(f"{task.name} did not fill its places in {path.name}")
            thread.file.seek(place)
            while view:
                view = view[thread.file.write(view) :]
            written += size
        return written

    done = 0
    with ThreadPoolExecutor(workers, initializer=begin) as pool:
        try:
            pending = [pool.submit(write, task, start, stop) for task in tasks for start, stop in _pieces(task)]
            for future in as_completed(pending):
                done += future.result()
                report(done, total)
        finally:
            pool.shutdown(cancel_futures=True)
            for file in files:
                file.close()


def _pieces(task: Task) -> Iterator[tuple[int, int]]:
    for start in range(0, task.rows, task.step):
        yield start, min(start + task.step, task.rows)
