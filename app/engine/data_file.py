"""``model.onnx.data``: every tensor's place is known before the first byte is written."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

Buffer = bytes | memoryview
Report = Callable[[int, int], None]  # bytes written, bytes in all


class Task(Struct, frozen=True):
    """One weight of the checkpoint, and the places in the data file of the tensors that it becomes."""

    name: str
    offsets: tuple[int, ...]  # bytes from the start of the file, of each tensor
    lengths: tuple[int, ...]  # bytes
    pieces: Callable[[], Iterator[Sequence[Buffer]]]  # for each piece of the weight the next bytes of each tensor


def fill(path: Path, tasks: Sequence[Task], report: Report) -> None:
    """Write each task's bytes to their places; raises ``ValueError`` when a weight gave more or fewer than planned."""
    total = sum(sum(task.lengths) for task in tasks)
    written = 0
    with path.open("wb") as file:
        file.truncate(total)
        for task in tasks:
            ends = list(task.offsets)
            for piece in task.pieces():
                for index, data in enumerate(piece):
                    file.seek(ends[index])
                    count = file.write(memoryview(data).cast("B"))
                    ends[index] += count
                    written += count
                report(written, total)
            if ends != [offset + length for offset, length in zip(task.offsets, task.lengths, strict=True)]:
                raise ValueError(f"{task.name} did not fill its places in {path.name}")
