"""Measures in about a second how fast this computer is at what conversions and chats are made of."""

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import FileIO
from pathlib import Path

import numpy as np
import psutil
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession, SessionOptions

from app import __version__
from app.core.estimate.speeds import TYPICAL, Speeds
from app.core.files.durable import flush_to_disk
from app.engine.builder.block_quantize import quantize_rows
from app.engine.builder.weight import CACHED

IMPORTED = time.time()
PART = 0.25  # seconds for each measurement
WIDTH = 4096
COLUMNS, FLOAT_COLUMNS = 49_152, 8_192  # matrices of 113 MB in 4 bits, and of 134 MB: much more than a cache holds
BLOCK = 128
STRETCH = 16_000_000  # bytes of a file that are made safe at once
_TOKENS = 256
FRESH = 64 << 20  # bytes of memory; what is smaller, the C library may keep for the next time


def measure_computer(folder: Path) -> Speeds:
    """``folder``: where a file may be written. Without room the disk is taken for an ordinary one, and the speeds
    have no version, so that they are not kept."""
    try:
        version, disk = __version__, _disk(folder / "speed")
    except OSError:
        version, disk = "", TYPICAL.disk
    return Speeds(
        version=version,
        start=max(0.05, IMPORTED - psutil.Process().create_time()),
        quantize=_quantize(),
        disk=disk,
        memory=_memory(),
        reading=_reading(),
        reading_floats=_reading_floats(),
        multiplying=_multiplying(),
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
    """Bytes a second over some stretches, each of which is waited for: one alone tells of the disk's own memory."""
    data = os.urandom(1_000_000)
    try:
        with path.open("wb", buffering=0) as file:
            seconds = _times(lambda: _write(file, data))
    finally:
        path.unlink(missing_ok=True)
    return STRETCH * len(seconds) / sum(seconds)


def _write(file: FileIO, data: bytes) -> None:
    for _ in range(STRETCH // len(data)):
        file.write(data)
    flush_to_disk(file)


def _memory() -> float:
    """Bytes a second of pages that the system has to find, to clear and to take back, which takes several times as long
    on a virtual computer as on a real one."""
    return FRESH / _typical(lambda: bytes((1,)) * FRESH)


def _reading() -> float:
    """Bytes a second of a matrix in 4 bits that is multiplied by a vector, as for each token of an answer."""
    packed = np.full((COLUMNS, WIDTH // BLOCK, BLOCK // 2), 0x53, np.uint8)
    scales = np.ones((COLUMNS, WIDTH // BLOCK), np.float32)
    node = helper.make_node("MatMulNBits", ["vector", "packed", "scales"], ["result"], domain="com.microsoft")
    sizes = {"K": WIDTH, "N": COLUMNS, "bits": 4, "block_size": BLOCK, "accuracy_level": 4}
    node.attribute.extend(helper.make_attribute(name, size) for name, size in sizes.items())
    seconds = _multiply(node, {"packed": packed, "scales": scales}, COLUMNS)
    return (packed.nbytes + 2 * scales.nbytes) / seconds  # the kernel lays out a sum beside each scale


def _reading_floats() -> float:
    """The same of a matrix in float32, whose kernel computes less for each byte."""
    matrix = np.ones((WIDTH, FLOAT_COLUMNS), np.float32)
    node = helper.make_node("MatMul", ["vector", "matrix"], ["result"])
    return matrix.nbytes / _multiply(node, {"matrix": matrix}, FLOAT_COLUMNS)


def _multiplying() -> float:
    """Multiplications a second, each added to a sum, of tokens by a matrix in float32."""
    tokens, matrix = torch.ones(_TOKENS, WIDTH // 4), torch.ones(WIDTH // 4, WIDTH)
    return tokens.numel() * WIDTH / _typical(lambda: tokens @ matrix)


def _multiply(node: NodeProto, weights: dict[str, np.ndarray], columns: int) -> float:
    """Seconds of one multiplication, with a thread for each physical core."""
    shapes = {"vector": (1, WIDTH), "result": (1, columns)}
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    tensors = [numpy_helper.from_array(weight, name) for name, weight in weights.items()]
    graph = helper.make_graph([node], "multiplication", values[:1], values[1:], tensors)
    versions = [helper.make_opsetid("", 21), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=versions, ir_version=10).SerializeToString()
    options = SessionOptions()
    options.intra_op_num_threads = psutil.cpu_count(logical=False) or 1
    session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
    vector = np.ones((1, WIDTH), np.float32)
    return _typical(lambda: session.run(None, {"vector": vector}))


def _typical(work: Callable[[], object]) -> float:
    """Median seconds, after one time to get warm."""
    work()
    return statistics.median(_times(work))


def _times(work: Callable[[], object]) -> list[float]:
    """Seconds of each time that there is room for; at least one."""
    times: list[float] = []
    end = time.perf_counter() + PART
    while not times or time.perf_counter() < end:
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return times
