"""What transformers makes of a checkpoint's weights, looked at instead of believed: it fills what it does not find with
random numbers, and says so in its log only."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from transformers import PreTrainedModel

from app.core.checkpoint.weights import renames, weight_files
from app.core.failures import Failure, FailureKind, Variant
from app.core.families.support import architecture
from app.core.families.table import family_of
from app.core.families.text_model import text_name
from app.core.weights.needed import EMBEDDING, HEAD
from app.engine.monkey_patch import patched

HERE = (None, "eager", "sdpa")  # attention that is computed here; the rest asks for a graphics card's own kernels
PIECE = 2048  # rows of the two tables that are compared at once


@contextmanager
def checked_loading() -> Iterator[None]:
    """While this is open, a model of which a weight is missing, or has another size, is refused. Raises ``Failure``."""
    original = PreTrainedModel.from_pretrained.__func__

    def from_pretrained(cls: type, *arguments: Any, **named: Any) -> Any:
        if getattr(named.get("config"), "_attn_implementation", None) not in HERE:
            named["attn_implementation"] = "eager"
        model, found = original(cls, *arguments, **named, output_loading_info=True)
        for lost in sorted(found["missing_keys"]):
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, lost, Variant.TENSOR, file=lost, tensor=lost)
        for name, *sizes in sorted(found["mismatched_keys"]):
            stored, needed = (" x ".join(map(str, each)) for each in sizes)
            raise Failure(FailureKind.WRONG_SHAPE, name, name=name, found=stored, needed=needed)
        return model

    with patched(PreTrainedModel, from_pretrained=classmethod(from_pretrained)):
        yield


def settle_config(config: Any, folder: Path) -> None:
    """Change a transformers config, as read from ``folder``, to what the weights there say: which class it is where a
    wrapper has put its name, and whether the head is a table of its own."""
    config.architectures = [architecture({**config.to_dict(), "auto_map": getattr(config, "auto_map", None)})]
    tied = getattr(config, "tie_word_embeddings", False)
    if tied and (not family_of(config.architectures[0]).ties or differs_from_embedding(folder, config.dtype)):
        config.tie_word_embeddings = False


def differs_from_embedding(folder: Path, dtype: torch.dtype | None) -> bool:
    """Whether the model in ``folder`` has a head that differs from its embedding, once both are in ``dtype``: then
    transformers ties them not, whatever its configuration says (``PreTrainedModel.tie_weights``)."""
    renamed = renames(folder)
    with ExitStack() as stack:
        files = [stack.enter_context(safe_open(path, framework="pt")) for path in weight_files(folder)]
        held = [(_own_name(name, renamed), name, file) for file in files for name in file.keys()]  # noqa: SIM118
        found = {own: (name, file) for own, name, file in held if own in (EMBEDDING, HEAD)}
        if len(found) < 2:
            return False
        tables = [file.get_slice(name) for name, file in (found[EMBEDDING], found[HEAD])]
        rows, other = (table.get_shape() for table in tables)
        if rows != other:
            return True
        for start in range(0, rows[0], PIECE):
            one, two = (table[start : start + PIECE] for table in tables)
            if one.dtype != two.dtype:
                one, two = (part.to(dtype or torch.float32) for part in (one, two))
            if not torch.equal(one, two):
                return True
    return False


def _own_name(name: str, renamed: bool) -> str | None:
    """Our name of a tensor; ``renamed`` says whether it is saved under another."""
    return text_name(name) if renamed else name
