"""A small model folder in memory, to be changed and written."""

import copy
import json
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any

import torch
from msgspec import Struct
from safetensors.torch import load_file, save_file

WEIGHTS, ADAPTER_WEIGHTS = "model.safetensors", "adapter_model.safetensors"
SETTINGS = ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "adapter_config.json")


class Draft(Struct):
    """``tensors`` and ``files`` are the model's, or the adapter's that ``base`` belongs to."""

    tensors: dict[str, torch.Tensor]
    files: dict[str, Any]  # name -> content of a JSON file
    base: Path | None = None
    shards: int = 1
    texts: dict[str, str] = {}  # other files
    without: set[str] = set()  # files that are not written

    @property
    def config(self) -> dict[str, Any]:
        return self.files["config.json"]  # type: ignore[no-any-return]

    @property
    def tokenizer(self) -> dict[str, Any]:
        return self.files["tokenizer.json"]  # type: ignore[no-any-return]

    @property
    def tokenizer_config(self) -> dict[str, Any]:
        return self.files["tokenizer_config.json"]  # type: ignore[no-any-return]

    @property
    def generation(self) -> dict[str, Any]:
        return self.files.setdefault("generation_config.json", {})  # type: ignore[no-any-return]

    @property
    def adapter(self) -> dict[str, Any]:
        return self.files["adapter_config.json"]  # type: ignore[no-any-return]

    def matrices(self) -> list[str]:
        return sorted(name for name, tensor in self.tensors.items() if tensor.ndim == 2)

    def rename(self, change: Callable[[str], str]) -> None:
        self.tensors = {change(name): tensor for name, tensor in self.tensors.items()}


class Kind(StrEnum):
    WEIGHTS = "weights"
    SETTINGS = "settings"
    TOKENIZER = "tokenizer"
    GENERATION = "answers' settings and template"
    ADAPTER = "adapter"


class Mutation(Struct, frozen=True):
    """``change`` does it by chance. With ``same`` the folder still means the same model, whether transformers reads it
    so or not."""

    kind: Kind
    change: Callable[[Draft, Random], None]
    same: bool = False

    @property
    def name(self) -> str:
        return self.change.__name__.removeprefix("_").replace("_", " ")


def read_draft(folder: Path, base: Path | None = None) -> Draft:
    weights = ADAPTER_WEIGHTS if base else WEIGHTS
    files = {name: json.loads((folder / name).read_text("utf-8")) for name in SETTINGS if (folder / name).exists()}
    return Draft(load_file(folder / weights), copy.deepcopy(files), base)


def write_draft(draft: Draft, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _write_tensors(draft, folder)
    for name, content in draft.files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    for name, text in draft.texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    for name in draft.without:
        (folder / name).unlink(missing_ok=True)


def _write_tensors(draft: Draft, folder: Path) -> None:
    tensors = {name: tensor.contiguous().clone() for name, tensor in draft.tensors.items()}
    if draft.base or draft.shards == 1:
        save_file(tensors, folder / (ADAPTER_WEIGHTS if draft.base else WEIGHTS), metadata={"format": "pt"})
        return
    places = {}
    for number in range(draft.shards):
        file = f"model-{number + 1:05}-of-{draft.shards:05}.safetensors"
        part = {name: tensors[name] for name in sorted(tensors)[number :: draft.shards]}
        save_file(part, folder / file, metadata={"format": "pt"})
        places |= dict.fromkeys(part, file)
    index = {"metadata": {"total_size": sum(each.nbytes for each in tensors.values())}, "weight_map": places}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
