"""LoRA adapter + base model -> checkpoint, tensor by tensor: the merged model is never in memory as a whole."""

import math
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import torch
from safetensors import safe_open

from app.core.adapter import WEIGHTS, Adapter, read_adapter
from app.core.adapter_changes import plan_changes
from app.core.durable import flush_to_disk
from app.core.weights import inspect_weights, read_header, weight_files

PIECE = 4_000_000  # elements of a weight that are merged at once
TOKENIZER_FILES = (
    *("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json"),
    "generation_config.json",  # where a mended copy of an adapter lists its stop tokens
)

Report = Callable[[int, int, tuple[int, int]], None]  # bytes written, bytes in all, tensors done and in all


def merge(base: Path, adapter: Path, output: Path, report: Report) -> None:
    """Write the merged checkpoint to the folder ``output``; raises ``Failure`` for an adapter that does not fit.

    The adapter's own tokenizer and template win, when it has them: training may have changed them. A shard that an
    earlier run has finished is not merged again.
    """
    output.mkdir(exist_ok=True)
    for path in base.iterdir():
        if path.is_file() and path.suffix in (".json", ".jinja", ".model", ".txt"):
            shutil.copyfile(path, output / path.name)
    if (adapter / "tokenizer.json").is_file():
        (output / "chat_template.jinja").unlink(missing_ok=True)
        for name in TOKENIZER_FILES:
            if (adapter / name).is_file():
                shutil.copyfile(adapter / name, output / name)
    shards = weight_files(base)
    total = sum(path.stat().st_size for path in shards)
    tensors = sum(len(read_header(path)) for path in shards)
    with safe_open(adapter / WEIGHTS, framework="pt") as weights:
        changes = _Changes(read_adapter(adapter), base, adapter, weights)
        done = finished = 0
        for shard in shards:
            for written, ends in _merge_once(shard, output / shard.name, changes):
                done += written
                finished += ends
                report(done, total, (finished, tensors))


def _merge_once(shard: Path, output: Path, changes: "_Changes") -> Iterator[tuple[int, bool]]:
    """Like ``_merge_shard``; the shard gets its name when all of it is safe on the disk."""
    if output.exists():
        yield from ((0, True) for _ in read_header(shard))
        yield output.stat().st_size, False
        return
    unfinished = output.with_suffix(".unfinished")
    yield from _merge_shard(shard, unfinished, changes)
    with unfinished.open("r+b") as file:
        flush_to_disk(file)
    unfinished.replace(output)


def _merge_shard(shard: Path, output: Path, changes: "_Changes") -> Iterator[tuple[int, bool]]:
    """Write the shard anew; yields the numbers of bytes, and whether they ended a tensor. Names, types and shapes stay,
    and so does the header."""
    tensors = sorted(read_header(shard).items(), key=lambda item: item[1].data_offsets)
    with shard.open("rb") as source, output.open("wb") as target, safe_open(shard, framework="pt") as weights:
        length = int.from_bytes(source.read(8), "little")
        source.seek(0)
        target.write(source.read(8 + length))
        yield 8 + length, False
        for name, tensor in tensors:
            for start, stop in _row_ranges(tensor.shape):
                old = weights.get_slice(name)[start:stop] if tensor.shape else weights.get_tensor(name)
                yield _write(target, changes.apply(name, old, start, stop)), False
            yield 0, True


def _row_ranges(shape: list[int]) -> Iterator[tuple[int, int]]:
    """Ranges of rows with at most ``PIECE`` elements, or one row."""
    rows, width = (shape[0], math.prod(shape[1:])) if shape else (1, 1)
    step = max(1, PIECE // max(width, 1))
    return ((start, min(start + step, rows)) for start in range(0, rows, step))


def _write(target: BinaryIO, piece: torch.Tensor) -> int:
    return target.write(piece.contiguous().view(torch.uint8).numpy().data)


class _Changes:
    """What the adapter does to each tensor of the base model."""

    def __init__(self, adapter: Adapter, base: Path, folder: Path, weights: Any) -> None:
        """Raises ``Failure`` when the adapter holds something that the base model has no place for."""
        tensors = {name: tuple(tensor.shape) for name, tensor in read_header(folder / WEIGHTS).items()}
        self._adapter = adapter
        self._weights = weights
        self._changes = plan_changes(adapter, tensors, inspect_weights(base).shapes)

    def apply(self, name: str, old: torch.Tensor, start: int, stop: int) -> torch.Tensor:
        """The merged rows ``start`` to ``stop`` of a tensor, in its own type; ``old`` are the base model's."""
        change = self._changes.get(name)
        if change is None:
            return old
        if change.whole:
            rows = self._rows(change.whole, start, stop).to(old.dtype)
            return torch.cat((rows, old[len(rows) :]))  # no word uses those that training has cut off
        before = self._rows(change.base, start, stop) if change.base else old
        if change.added:
            rank = self._weights.get_slice(change.added.removesuffix("bias") + "weight").get_shape()[1]
            added = self._rows(change.added, start, stop).float()
            return (old.float() + self._adapter.scale(change.module, rank) * added).to(old.dtype)
        if not change.down and not change.embedding_down:
            return before.to(old.dtype)
        if change.embedding_down:
            up = self._weights.get_slice(change.embedding_down)[:, start:stop].float().T
            down = self._weights.get_tensor(change.embedding_up).float().T
        else:
            up, down = self._rows(change.up, start, stop).float(), self._weights.get_tensor(change.down).float()
        new: torch.Tensor = before.float() + self._adapter.scale(change.module, down.shape[0]) * (up @ down)
        if change.magnitude:  # PEFT, ``DoraLinearLayer``: unit rows times magnitudes
            new *= (self._rows(change.magnitude, start, stop).float() / new.norm(dim=1)).unsqueeze(1)
        return new.to(old.dtype)

    def _rows(self, name: str, start: int, stop: int) -> torch.Tensor:
        rows: torch.Tensor = self._weights.get_slice(name)[start:stop]
        return rows
