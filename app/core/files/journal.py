"""Which pieces of a data file are safe on the disk: what a conversion that was ended by force can build on.

A text file beside the data: one line a piece, appended after the piece itself has reached the disk. Each line ends with
its checksum, so that a last line that was cut off, or that a power failure left as zeros, is seen and ignored.
"""

import time
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from app.core.files.durable import flush_to_disk, lengthen

PATTERN = ".model-installer-*"  # names of the folders of jobs
PIECES = "pieces"  # folder of a job: the data file and its journal
OWNER = "owner"  # file of a job that names its process; it is gone when another job took the folder
PLACED = "placed"  # file of a job: which folder is about to become the output
MERGED = "merged"  # folder of a job: an adapter in its base model
DATA, JOURNAL = "data", "journal"
FLUSH_INTERVAL = 0.5  # seconds of work that a power failure may cost


class Piece(NamedTuple):
    task: int  # its number in the layout
    start: int  # rows
    stop: int


class Written(Struct, frozen=True):
    """What a journal says; ``layout`` identifies the places that the pieces were written to."""

    layout: str
    total: int  # bytes of the whole data file
    pieces: Mapping[Piece, int]  # -> bytes

    @property
    def bytes(self) -> int:
        return sum(self.pieces.values())


def read_written(folder: Path) -> Written | None:
    """What the data file in ``folder`` holds; None when there is nothing that can be built on."""
    try:
        lines = list(_valid_lines((folder / JOURNAL).read_bytes()))
        size = (folder / DATA).stat().st_size
        layout, total = lines[0]
        pieces = {Piece(int(task), int(start), int(stop)): int(length) for task, start, stop, length in lines[1:]}
    except (OSError, ValueError, IndexError):
        return None
    return Written(layout, int(total), pieces) if pieces and size == int(total) else None


class Journal:
    """The journal of the data file in ``folder``, which it makes when there is none for ``layout``; a context."""

    def __init__(self, folder: Path, layout: str, total: int) -> None:
        folder.mkdir(exist_ok=True)
        self.data = folder / DATA
        self._path = folder / JOURNAL
        written = read_written(folder)
        fits = written is not None and (written.layout, written.total) == (layout, total)
        self.done: Mapping[Piece, int] = written.pieces if written and fits else {}
        if not self.done:
            self._path.unlink(missing_ok=True)
            with self.data.open("wb") as file:
                lengthen(file, total)
        self._pending: list[bytes] = []
        self._last = time.perf_counter()
        self._file = self._open(layout, total)
        self._synced: BinaryIO = self.data.open("r+b")

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._synced.close()
        self._file.close()

    def add(self, piece: Piece, size: int) -> None:
        """The ``size`` bytes of ``piece`` were written; now and then, all of them so far are made safe.

        Raises ``OSError``, also when the folder was deleted meanwhile.
        """
        self._pending.append(_line(*piece, size))
        if time.perf_counter() - self._last >= FLUSH_INTERVAL:
            self.commit()

    def commit(self) -> None:
        """First the data, then the note about it: never the other way round. Raises ``OSError``."""
        self._path.stat()  # an open file that was deleted takes bytes without a word
        flush_to_disk(self._synced)
        self._file.write(b"".join(self._pending))
        self._file.flush()
        flush_to_disk(self._file)
        self._pending.clear()
        self._last = time.perf_counter()

    def _open(self, layout: str, total: int) -> BinaryIO:
        """Opened for appending behind the last whole line."""
        if not self.done:
            self._path.write_bytes(_line(layout, total))
        whole = sum(len(_line(*fields)) for fields in _valid_lines(self._path.read_bytes()))
        file = self._path.open("r+b")
        file.truncate(whole)
        file.seek(whole)
        return file


def _line(*fields: object) -> bytes:
    text = " ".join(map(str, fields)).encode()
    return text + b" %08x\n" % zlib.crc32(text)


def _valid_lines(data: bytes) -> Iterator[list[str]]:
    """The fields of each line up to the first that is cut off or damaged."""
    for line in data.splitlines(keepends=True):
        text, _, checksum = line.rpartition(b" ")
        if checksum != b"%08x\n" % zlib.crc32(text):
            return
        yield text.decode().split(" ")
