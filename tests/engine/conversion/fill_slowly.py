"""Fills a data file slowly, so that a test can end it by force at any point.

``python -m tests.engine.conversion.fill_slowly FOLDER SECONDS``: prints how many pieces it computed. SECONDS go into
each.
"""

import hashlib
import sys
import time
from pathlib import Path

from app.core.files import journal
from app.engine.builder.data_file import Task, fill

ROWS, STEP, WIDTHS = 60, 7, (5, 32)  # each task has two tensors with rows of so many bytes
TASKS = 12
PIECES = TASKS * -(-ROWS // STEP)


def expected() -> bytes:
    return b"".join(_rows(number, width, 0, ROWS) for number in range(TASKS) for width in WIDTHS)


def _rows(number: int, width: int, start: int, stop: int) -> bytes:
    rows = (hashlib.sha256(f"{number} {width} {row}".encode()).digest()[:width] for row in range(start, stop))
    return b"".join(rows)


def main(folder: Path, seconds: float) -> int:
    journal.FLUSH_INTERVAL = 0.002
    computed = []

    def task(number: int) -> Task:
        def compute(start: int, stop: int) -> list[bytes]:
            time.sleep(seconds)
            computed.append(start)
            return [_rows(number, width, start, stop) for width in WIDTHS]

        begin = number * ROWS * sum(WIDTHS)
        places = (begin, begin + ROWS * WIDTHS[0])
        return Task(f"task {number}", places, tuple(ROWS * width for width in WIDTHS), ROWS, STEP, compute)

    (folder / "model").unlink(missing_ok=True)
    fill(folder / "model", [task(number) for number in range(TASKS)], lambda *_: None, 2, folder / "kept")
    return len(computed)


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), float(sys.argv[2])))
