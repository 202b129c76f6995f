"""LoRA adapter + base model -> checkpoint, tensor by tensor: the merged model is never in memory as a whole."""

import json
import math
import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import torch
from msgspec import Struct
from safetensors import safe_open

from app.core.checkpoint.adapter import Adapter, adapter_weights, read_adapter
from app.core.checkpoint.adapter_changes import PREFIX, plan_changes
from app.core.checkpoint.shape import ties_embeddings
from app.core.checkpoint.weight_names import SINGLE, WEIGHT_INDEX
from app.core.checkpoint.weights import Tensor, has_tower, inspect_weights, read_header, renames, weight_files
from app.core.failures import Failure, FailureKind, Variant
from app.core.families.support import architecture
from app.core.families.table import family_of
from app.core.families.text_model import text_config, text_name
from app.core.files.durable import flush_to_disk
from app.core.files.folder import read_json
from app.core.template.files import has_template, read_template
from app.core.tokenizer.files import MAXIMUM_TOKENIZER
from app.core.weights.needed import EMBEDDING, HEAD
from app.core.weights.tensor_names import unnamed
from app.engine.builder.loading import differs_from_embedding

MERGE_PIECE = 4_000_000  # elements of a weight that are merged at once
TOKENIZER_FILES = (
    *("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json"),
    "generation_config.json",  # a mended copy of an adapter lists its stop tokens there
)

# The files of a model whose head becomes a table of its own
_FIRST, _HEAD_FILE = "model-00001-of-00002.safetensors", "model-head.safetensors"

MergeReport = Callable[[int, int, tuple[int, int]], None]  # bytes written, bytes in all, tensors done and in all


def merge(base: Path, adapter: Path, output: Path, report: MergeReport) -> None:
    """Write the merged checkpoint to the folder ``output``; raises ``Failure`` for an adapter that does not fit.

    The adapter's own tokenizer and template win, when it has them: training may have changed them. A shard that an
    earlier run has finished is not merged again. Of a base model that also sees or hears the text model is merged, and
    written as a text model.
    """
    output.mkdir(exist_ok=True)
    for path in base.iterdir():
        small = path.is_file() and path.stat().st_size <= MAXIMUM_TOKENIZER
        if small and path.suffix in (".json", ".jinja", ".model", ".txt"):
            shutil.copyfile(path, output / path.name)
    if has_tower(base):
        _describe_text_model(base, output)
    if (adapter / "tokenizer.json").is_file():
        (output / "chat_template.jinja").unlink(missing_ok=True)
        for name in TOKENIZER_FILES:
            if (adapter / name).is_file():
                shutil.copyfile(adapter / name, output / name)
    elif has_template(adapter) and (template := read_template(adapter, [])):
        (output / "chat_template.jinja").write_text(template, encoding="utf-8", newline="\n")
    shards = weight_files(base)
    headers = [_Header(path, renames(base), has_tower(base)) for path in shards]
    with safe_open(adapter_weights(adapter), framework="pt") as weights:
        changes = _Changes(read_adapter(adapter), base, adapter, weights)
        embedding = next(filter(None, map(_Embedding.of, headers)), None) if changes.makes_head else None
        names = {path: _FIRST if embedding and path.name == SINGLE else path.name for path in shards}
        work = [_merge_once(header, output / names[header.shard], changes) for header in headers]
        total, tensors = sum(header.file_size for header in headers), sum(len(each.tensors) for each in headers)
        if embedding:
            work.append(_write_head(embedding, output / _HEAD_FILE, changes))
            total, tensors = total + embedding.head_size, tensors + 1
            held = {text: names[header.shard] for header in headers for _, text, _ in header.tensors}
            _untie(output, held | {HEAD: _HEAD_FILE})
        done = finished = 0
        for written, ends in chain.from_iterable(work):
            done += written
            finished += ends
            report(done, total, (finished, tensors))


def _write_head(embedding: "_Embedding", output: Path, changes: "_Changes") -> Iterator[tuple[int, bool]]:
    """Write a head of its own, which the ``embedding`` was before the training."""
    if output.exists():
        yield output.stat().st_size, True
        return
    unfinished = output.with_suffix(".unfinished")
    with unfinished.open("wb") as target, safe_open(embedding.shard, framework="pt") as weights:
        yield target.write(embedding.start_of_head), False
        for start, stop in _row_ranges(embedding.tensor.shape):
            old = weights.get_slice(embedding.name)[start:stop]
            yield _write(target, changes.apply(HEAD, old, start, stop)), False
        flush_to_disk(target)
    unfinished.replace(output)
    yield 0, True


def _untie(output: Path, held: dict[str, str]) -> None:
    """Say in the merged model's files that it has two tables, and which file holds what."""
    config = read_json(output / "config.json")
    older = family_of(architecture(config)).older_tie
    config |= {"tie_word_embeddings": False} | ({older: False} if older else {})
    (output / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (output / WEIGHT_INDEX).write_text(json.dumps({"metadata": {}, "weight_map": held}), encoding="utf-8")


def _describe_text_model(base: Path, output: Path) -> None:
    """The settings and the list of weights in ``output`` become the text model's."""
    (output / "config.json").write_text(json.dumps(text_config(read_json(base / "config.json"))), encoding="utf-8")
    if (base / SINGLE).is_file():
        return
    listed = read_json(base / WEIGHT_INDEX)["weight_map"]
    assert isinstance(listed, dict)  # else its weights could not have been listed
    held = {text: file for name, file in listed.items() if (text := text_name(name)) is not None}
    (output / WEIGHT_INDEX).write_text(json.dumps({"metadata": {}, "weight_map": held}), encoding="utf-8")


class _Header:
    """What the merged shard will hold: the tensors of ``shard`` in their order, of a text model inside alone."""

    def __init__(self, shard: Path, renamed: bool, has_tower: bool) -> None:
        self.shard = shard
        self._keeps_names = not has_tower
        found = sorted(read_header(shard).items(), key=lambda item: item[1].data_offsets)
        names = {name: (text_name(name) or "") if renamed else name for name, _ in found}
        self.tensors: list[tuple[str, str, Tensor]] = [
            (name, text, tensor) for name, tensor in found if (text := names[name]) or not has_tower
        ]

    @property
    def file_size(self) -> int:
        return len(self.start) + sum(self._length(tensor) for _, _, tensor in self.tensors)

    @property
    def start(self) -> bytes:
        """The bytes before the data: those of ``shard``, where nothing is left out."""
        if self._keeps_names:
            with self.shard.open("rb") as file:
                length = int.from_bytes(file.read(8), "little")
                file.seek(0)
                return file.read(8 + length)
        header: dict[str, object] = {"__metadata__": {"format": "pt"}}
        end = 0
        for _, text, tensor in self.tensors:
            place = (end, end := end + self._length(tensor))
            header[text] = {"dtype": tensor.dtype, "shape": tensor.shape, "data_offsets": place}
        content = json.dumps(header, separators=(",", ":")).encode()
        content += b" " * (-len(content) % 8)  # the data begins at a multiple of 8
        return len(content).to_bytes(8, "little") + content

    @staticmethod
    def _length(tensor: Tensor) -> int:
        start, end = tensor.data_offsets
        return end - start


class _Embedding(Struct, frozen=True):
    """The table of words of a model whose head becomes another."""

    shard: Path
    name: str  # its name in the shard
    tensor: Tensor

    @classmethod
    def of(cls, header: _Header) -> "_Embedding | None":
        found = (cls(header.shard, name, tensor) for name, text, tensor in header.tensors if text == EMBEDDING)
        return next(found, None)

    @property
    def start_of_head(self) -> bytes:
        """The bytes before the data, in the file of the head."""
        start, stop = self.tensor.data_offsets
        entry = {"dtype": self.tensor.dtype, "shape": self.tensor.shape, "data_offsets": (0, stop - start)}
        text = json.dumps({"__metadata__": {"format": "pt"}, HEAD: entry}).encode()
        text += b" " * (-len(text) % 8)
        return len(text).to_bytes(8, "little") + text

    @property
    def head_size(self) -> int:
        """Bytes of the file of the head."""
        start, stop = self.tensor.data_offsets
        return len(self.start_of_head) + stop - start


def _merge_once(header: _Header, output: Path, changes: "_Changes") -> Iterator[tuple[int, bool]]:
    """Like ``_merge_shard``; the shard gets its name when all of it is safe on the disk."""
    if output.exists():
        yield from ((0, True) for _ in header.tensors)
        yield output.stat().st_size, False
        return
    unfinished = output.with_suffix(".unfinished")
    yield from _merge_shard(header, unfinished, changes)
    with unfinished.open("r+b") as file:
        flush_to_disk(file)
    unfinished.replace(output)


def _merge_shard(header: _Header, output: Path, changes: "_Changes") -> Iterator[tuple[int, bool]]:
    """Write the merged shard; yields the numbers of bytes, and whether they ended a tensor. Types and shapes stay."""
    start_of_file = header.start
    with output.open("wb") as target, safe_open(header.shard, framework="pt") as weights:
        target.write(start_of_file)
        yield len(start_of_file), False
        for name, text, tensor in header.tensors:
            for start, stop in _row_ranges(tensor.shape):
                old = weights.get_slice(name)[start:stop] if tensor.shape else weights.get_tensor(name)
                yield _write(target, changes.apply(text, old, start, stop)), False
            yield 0, True


def _row_ranges(shape: list[int]) -> Iterator[tuple[int, int]]:
    """Ranges of rows with at most ``MERGE_PIECE`` elements, or one row."""
    rows, width = (shape[0], math.prod(shape[1:])) if shape else (1, 1)
    step = max(1, MERGE_PIECE // max(width, 1))
    return ((start, min(start + step, rows)) for start in range(0, rows, step))


def _write(target: BinaryIO, piece: torch.Tensor) -> int:
    return target.write(piece.contiguous().reshape(-1).view(torch.uint8).numpy().data)


def _is_head(name: str) -> bool:
    """Whether an adapter's tensor is the whole head."""
    return text_name(unnamed(name).removeprefix(PREFIX)) == HEAD


class _Changes:
    """What the adapter does to each tensor of the base model."""

    def __init__(self, adapter: Adapter, base: Path, folder: Path, weights: Any) -> None:
        """Raises ``Failure`` when the adapter holds something that the base model has no place for."""
        tensors = {name: tuple(tensor.shape) for name, tensor in read_header(adapter_weights(folder)).items()}
        config, shapes = text_config(read_json(base / "config.json")), inspect_weights(base).shapes
        tied = ties_embeddings(config) and not differs_from_embedding(base, None)
        self._adapter = adapter
        self._weights = weights
        self._changes = plan_changes(adapter, tensors, shapes, tied)
        self.makes_head = HEAD in self._changes and HEAD not in shapes
        self._check_tied(next((name for name in tensors if _is_head(name)), ""))

    def _check_tied(self, head: str) -> None:
        """Raises ``Failure`` when a ``head`` that is tied was saved with other numbers than the embedding."""
        words = self._changes.get(EMBEDDING)
        if not head or not words or not words.whole or HEAD in self._changes:
            return
        if not self._weights.get_tensor(words.whole).equal(self._weights.get_tensor(head)):
            name = HEAD.removesuffix(".weight")
            raise Failure(FailureKind.ADAPTER_MISMATCH, head, Variant.HEAD, head=name)

    def apply(self, name: str, old: torch.Tensor, start: int, stop: int) -> torch.Tensor:
        """The merged rows ``start`` to ``stop`` of a tensor, in its own type; ``old`` are the base model's."""
        change = self._changes.get(name)
        if change is None:
            return old
        if change.whole:
            rows = self._rows(change.whole, start, stop).to(old.dtype)
            return torch.cat((rows, old[len(rows) :]))  # rows that training has cut off belong to no token
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
