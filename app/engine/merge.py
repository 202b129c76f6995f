"""LoRA adapter + base model -> checkpoint, tensor by tensor: the merged model is never in memory as a whole."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import torch
from safetensors import safe_open

from app.core.adapter import WEIGHTS, Adapter, read_adapter
from app.core.durable import flush_to_disk
from app.core.failures import Failure, FailureKind
from app.core.weights import Tensor, read_header

PREFIX = "base_model.model."
PIECE = 4_000_000  # elements of a weight that are merged at once
PARTS = ("modules_to_save.weight", "lora_A.weight", "lora_B.weight", "lora_magnitude_vector")
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json")

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
    shards = sorted(base.glob("*.safetensors"))
    total = sum(path.stat().st_size for path in shards)
    tensors = sum(len(read_header(path)) for path in shards)
    with safe_open(adapter / WEIGHTS, framework="pt") as weights:
        changes = _Changes(read_adapter(adapter), weights)
        done = finished = 0
        for shard in shards:
            for written, ends in _merge_once(shard, output / shard.name, changes):
                done += written
                finished += ends
                report(done, total, (finished, tensors))
        changes.check_all_used()


def _merge_once(shard: Path, output: Path, changes: "_Changes") -> Iterator[tuple[int, bool]]:
    """Like ``_merge_shard``; the shard gets its name when all of it is safe on the disk."""
    if output.exists():
        tensors = read_header(shard)
        for name in tensors:
            changes.skip(name)
            yield 0, True
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
            for piece in changes.pieces(name, tensor, weights):
                yield _write(target, piece), False
            yield 0, True


def _write(target: BinaryIO, piece: torch.Tensor) -> int:
    return target.write(piece.contiguous().view(torch.uint8).numpy().data)


class _Changes:
    """What the adapter does to each tensor of the base model."""

    def __init__(self, adapter: Adapter, weights: Any) -> None:
        self._adapter = adapter
        self._weights = weights
        self._left = set(weights.keys())

    def pieces(self, name: str, tensor: Tensor, base: Any) -> Iterator[torch.Tensor]:
        """The tensor's merged rows, in its own type."""
        whole = self._take(f"{PREFIX}{name}", f"{PREFIX}{name.removesuffix('.weight')}.modules_to_save.weight")
        if whole is not None:
            if list(whole.shape) != tensor.shape:
                raise Failure(FailureKind.ADAPTER_MISMATCH, f"{name}: {list(whole.shape)}, not {tensor.shape}")
            yield whole.to(base.get_slice(name)[:1].dtype)
            return
        module = name.removesuffix(".weight")
        down = self._take(f"{PREFIX}{module}.lora_A.weight")
        up = self._take(f"{PREFIX}{module}.lora_B.weight")
        magnitude = self._take(f"{PREFIX}{module}.lora_magnitude_vector")
        if down is None or up is None:
            yield base.get_tensor(name)
            return
        if [up.shape[0], down.shape[1]] != tensor.shape:
            raise Failure(FailureKind.ADAPTER_MISMATCH, f"{name}: {[up.shape[0], down.shape[1]]}, not {tensor.shape}")
        rows, narrow = base.get_slice(name), down.float()
        step = max(1, PIECE // tensor.shape[1])
        for start in range(0, tensor.shape[0], step):
            old = rows[start : start + step]
            new = old.float() + self._adapter.scale(module) * (up[start : start + step].float() @ narrow)
            if self._adapter.dora and magnitude is not None:  # PEFT, ``DoraLinearLayer``: unit rows times magnitudes
                new *= (magnitude[start : start + step].float() / new.norm(dim=1)).unsqueeze(1)
            yield new.to(old.dtype)

    def skip(self, name: str) -> None:
        """The tensor was merged before."""
        module = name.removesuffix(".weight")
        self._left -= {f"{PREFIX}{name}"} | {f"{PREFIX}{module}.{part}" for part in PARTS}

    def check_all_used(self) -> None:
        """Raises ``Failure`` when the adapter holds something that the base model has no place for."""
        if self._left:
            raise Failure(FailureKind.ADAPTER_MISMATCH, json.dumps(sorted(self._left)[:5]))

    def _take(self, *names: str) -> torch.Tensor | None:
        name = next((name for name in names if name in self._left), None)
        if name is None:
            return None
        self._left.discard(name)
        tensor: torch.Tensor = self._weights.get_tensor(name)
        return tensor
