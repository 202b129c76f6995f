"""Calibrated rounding in the streaming pass: what stays in 8 bits, and each layer's weights at their places in the data
file as soon as they are rounded."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import torch
from msgspec import Struct
from msgspec.structs import replace

from app.core.estimate.calibration_work import MEASURED_WINDOWS
from app.core.files.durable import replace_file
from app.core.files.journal import Journal, Piece
from app.engine.builder.data_file import Task, write_parts
from app.engine.builder.quantize import Quantizer
from app.engine.calibration.calibrate import Store, Tokens, calibrate
from app.engine.calibration.matrices import Matrix, find_matrices
from app.engine.calibration.packing import pack_rounded, read_rounded
from app.engine.calibration.rounding import Grid, Rounded
from app.engine.calibration.sensitivity import Sensitivities, measure_sensitivities
from app.engine.calibration.token_weights import TokenWeights

MEASURED = "measured.msgpack"  # beside the journal: a later run must round by the same
EXACT_BITS = 8
MEASURING = 0.25  # share of the work that the sensitivities are

ShareReport = Callable[[float], None]  # from 0 to 1


class Calibration(Struct, frozen=True):
    """What is needed besides the model."""

    ids: torch.Tensor  # (windows, tokens)
    grid: Grid
    room: int  # bytes by which matrices in 8 bits may make the file larger; 0: none is kept in 8 bits
    rounds: bool  # whether weights are rounded by the inputs; else each to the nearest
    report: ShareReport


class Measured(Struct, frozen=True):
    """What is known of the model before the first matrix is rounded."""

    exact: list[str]  # matrices that stay in 8 bits
    weights: TokenWeights


class CalibratedRounding:
    """For one model, whose graph is made: ``choose``, then lay out, then ``write``."""

    def __init__(self, calibration: Calibration, model: Any, quantizers: Sequence[Quantizer]) -> None:
        self._calibration, self._model = calibration, model
        self._weights = TokenWeights()
        small = [quantizer for quantizer in quantizers if quantizer.bits == calibration.grid.bits]
        self._matrices = find_matrices(model, small)

    def choose(self, kept: Path) -> Sequence[str]:
        """The names of the matrices that stay in 8 bits. What an earlier run measured is taken from the folder
        ``kept``."""
        measured = _read_measured(kept / MEASURED)
        if measured is None:
            measured = self._measure()
            kept.mkdir(exist_ok=True)
            replace_file(kept / MEASURED, msgspec.msgpack.encode(measured))
        self._weights = measured.weights
        self._matrices = [matrix for matrix in self._matrices if matrix.name not in measured.exact]
        return measured.exact

    def whole(self, tasks: Sequence[Task]) -> list[Task]:
        """``tasks``, in which each matrix that is rounded here is one piece."""
        mine = {matrix.name for matrix in self._rounded}
        return [replace(task, step=task.rows) if task.name in mine else task for task in tasks]

    def write(self, tasks: Sequence[Task], journal: Journal) -> dict[Piece, int]:
        """Round and write; returns the pieces with their bytes. What ``journal`` has is not done again."""
        places = {task.name: (number, task) for number, task in enumerate(tasks)}
        widths = {matrix.name: matrix.quantizer.weight.extent[0] for matrix in self._rounded}
        written: dict[Piece, int] = {}
        calibration = self._calibration

        def read(name: str) -> Rounded | None:
            number, task = places[name]
            if Piece(number, 0, task.rows) not in journal.done:
                return None
            return read_rounded(journal.data, task, calibration.grid, widths[name])

        def write(name: str, rounded: Rounded) -> None:
            number, task = places[name]
            piece = Piece(number, 0, task.rows)
            with journal.data.open("r+b", buffering=0) as file:
                written[piece] = write_parts(task, piece, pack_rounded(rounded), file)
            journal.add(piece, written[piece])

        def report(done: float, total: int) -> None:
            calibration.report(MEASURING + (1 - MEASURING) * done / total)

        if self._rounded:
            tokens = Tokens(calibration.ids, self._weights)
            calibrate(self._model, tokens, self._rounded, calibration.grid, Store(read, write), report)
            journal.commit()
        return written

    @property
    def _rounded(self) -> list[Matrix]:
        return self._matrices if self._calibration.rounds else []

    def _measure(self) -> Measured:
        calibration = self._calibration
        if not calibration.room:
            return Measured([], TokenWeights())

        def report(done: int, total: int) -> None:
            calibration.report(MEASURING * done / total)

        step = max(1, len(calibration.ids) // MEASURED_WINDOWS)
        ids = calibration.ids[::step][:MEASURED_WINDOWS]
        found, norms = measure_sensitivities(self._model, ids, self._matrices, calibration.grid, report)
        exact = list(best_choice(found, self._matrices, calibration.grid, calibration.room))
        return Measured(exact, norms.weights(step))


def best_choice(found: Sensitivities, matrices: Iterable[Matrix], grid: Grid, room: int) -> Iterable[str]:
    """The matrices whose rounding costs most for each byte that 8 bits take more, as far as there is ``room``."""
    sizes = {matrix.name: _extra_bytes(matrix, grid) for matrix in matrices}
    for name in sorted(found, key=lambda name: found[name] / sizes[name], reverse=True):
        if sizes[name] <= room:
            room -= sizes[name]
            yield name


def _extra_bytes(matrix: Matrix, grid: Grid) -> int:
    width, height = matrix.quantizer.weight.extent
    blocks = grid.blocks(width)
    zero_points = 0 if grid.symmetric else -(-blocks * grid.bits // 8)  # 8 bits have none
    return height * (blocks * grid.block_size * (EXACT_BITS - grid.bits) // 8 - zero_points)


def _read_measured(file: Path) -> Measured | None:
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=Measured)
    except (OSError, msgspec.DecodeError):
        return None
