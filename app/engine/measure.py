"""Measures in about a second how fast this computer is at what conversions and chats are made of."""

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import torch

from app import __version__
from app.core.speeds import Speeds
from app.engine.block_quantize import quantize_rows
from app.engine.weight import CACHED

IMPORTED = time.time()
PART = 0.25  # seconds for each measurement
WIDTH = 4096
MATRIX = (6144, 4096)  # 100 MB as float32, more than a cache holds
FILE = 32_000_000  # bytes


def measure(folder: Path) -> Speeds:
    """``folder``: where a file may be written. Raises ``OSError``."""
    return Speeds(
        version=__version__,
        start=max(0.05, IMPORTED - psutil.Process().create_time()),
        quantize=_quantize(),
        disk=_disk(folder / "speed"),
        reading=_reading(),
    )


def _quantize() -> float:
    """Parameters a second of bfloat16 rows to 4 bits, in as many threads as a conversion has."""
    workers = torch.get_num_threads()
    torch.set_num_threads(1)
    rows = torch.randn(16 * CACHED // WIDTH, WIDTH).to(torch.bfloat16)
    pieces = [rows[start : start + CACHED // WIDTH] for start in range(0, len(rows), CACHED // WIDTH)]
    with ThreadPoolExecutor(workers) as pool:
        seconds = _typical(lambda: list(pool.map(lambda piece: quantize_rows(piece, 4, 32, True), pieces)))
    torch.set_num_threads(workers)
    return rows.numel() / seconds


def _disk(path: Path) -> float:
    data = os.urandom(1_000_000)
    started = time.perf_counter()
    with path.open("wb", buffering=0) as file:
        for _ in range(FILE // len(data)):
            file.write(data)
        os.fsync(file.fileno())
    seconds = time.perf_counter() - started
    path.unlink()
    return FILE / seconds


def _reading() -> float:
    """Bytes a second of a matrix that is multiplied by a vector, with a thread for each physical core."""
    workers = torch.get_num_threads()
    torch.set_num_threads(psutil.cpu_count(logical=False) or 1)
    matrix, vector = torch.ones(MATRIX), torch.ones(MATRIX[1])
    seconds = _typical(lambda: torch.mv(matrix, vector))
    torch.set_num_threads(workers)
    return matrix.nbytes / seconds


def _typical(work: Callable[[], object]) -> float:
    """Median seconds, after one time to get warm."""
    work()
    times: list[float] = []
    end = time.perf_counter() + PART
    while not times or time.perf_counter() < end:
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)
