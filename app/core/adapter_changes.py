"""What a LoRA adapter does to each tensor of its base model, by the names and shapes in the files' headers."""

import json
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from app.core.adapter import Adapter
from app.core.failures import Failure, FailureKind

PREFIX = "base_model.model."  # PEFT's, before the base model's own names
# The end of an adapter's tensor's name -> the end of the base's, and what it is there (PEFT, ``lora/layer.py``)
_PARTS = {
    ".modules_to_save.weight": (".weight", "whole"),
    ".modules_to_save.bias": (".bias", "whole"),
    ".base_layer.bias": (".bias", "whole"),
    ".base_layer.weight": (".weight", "base"),
    ".lora_A.weight": (".weight", "down"),
    ".lora_B.weight": (".weight", "up"),
    ".lora_B.bias": (".bias", "added"),
    ".lora_embedding_A": (".weight", "embedding_down"),
    ".lora_embedding_B": (".weight", "embedding_up"),
    ".lora_magnitude_vector": (".weight", "magnitude"),
}
_WORDS, _HEAD = "model.embed_tokens.weight", "lm_head.weight"  # a row for each word
Shape = tuple[int, ...]


class Change(Struct, frozen=True, kw_only=True):
    """Of one tensor (rows, K) of the base model: names of the adapter's tensors, "" where there is none."""

    module: str
    whole: str = ""  # takes its place
    base: str = ""  # takes the place of what the rest is added to
    down: str = ""  # (rank, K)
    up: str = ""  # (rows, rank)
    embedding_down: str = ""  # (rank, rows): of an embedding, whose weight is transposed
    embedding_up: str = ""  # (K, rank)
    magnitude: str = ""  # (rows,): DoRA
    added: str = ""  # to a bias, scaled


def plan_changes(adapter: Adapter, tensors: Mapping[str, Shape], base: Mapping[str, Shape]) -> dict[str, Change]:
    """The changes of each tensor of ``base``; ``tensors`` are the adapter's. Of the embedding and the head it may bring
    fewer rows: those that no word uses are cut off where a model is fitted to its tokenizer (AutoTrain, Axolotl).

    Raises ``Failure`` (ADAPTER_MISMATCH) for what has no place in the base model, or another shape; with the fact
    ``added`` where training only added words.
    """
    changes: dict[str, Change] = {}
    lost, more = [], 0
    for name in sorted(tensors):
        target, part = _place(name)
        if target not in base:
            if target != _HEAD or adapter.trains_modules or PREFIX + _WORDS not in tensors:  # else it is tied
                lost.append(name)
            continue
        before = changes.get(target, Change(module=target.rpartition(".")[0]))
        changes[target] = replace(before, **{part: name})
    if lost:
        of_head = all(_place(name)[0] == "lm_head.weight" for name in lost)
        facts = {"head": "lm_head"} if of_head else {}  # the base model's head is its embedding
        raise Failure(FailureKind.ADAPTER_MISMATCH, json.dumps(lost[:5]), **facts)
    for target, change in changes.items():
        if change.magnitude and change.embedding_down:  # whose columns, not rows, get magnitudes
            raise Failure(FailureKind.ADAPTER_UNSUPPORTED, target, method="use_dora, embed_tokens")
        found, expected = _shape(adapter, change, tensors), base[target]
        if found and change.whole and target in (_WORDS, _HEAD) and found[1:] == expected[1:]:
            more = max(more, found[0] - expected[0])
        elif found != expected:
            raise Failure(FailureKind.ADAPTER_MISMATCH, f"{target}: {found}, not {expected}")
    if more:
        raise Failure(FailureKind.ADAPTER_MISMATCH, f"{more} rows more", added=str(more))
    return changes


def _place(name: str) -> tuple[str, str]:
    """The tensor of the base model that an adapter's tensor changes, and how."""
    inner = name.removeprefix(PREFIX)
    for end, (its_end, part) in _PARTS.items():
        if inner.endswith(end):
            return inner.removesuffix(end) + its_end, part
    return inner, "whole"


def _shape(adapter: Adapter, change: Change, tensors: Mapping[str, Shape]) -> Shape | None:
    """The shape that the changed tensor must have; None when the parts contradict each other."""
    low_rank = bool(change.down or change.up or change.embedding_down or change.embedding_up)
    if change.whole or change.added:
        return None if low_rank or change.magnitude else tensors[change.whole or change.added]
    if change.base and not low_rank:
        return tensors[change.base]
    up, down = tensors.get(change.up), tensors.get(change.down)
    if change.embedding_down or change.embedding_up:
        up, down = tensors.get(change.embedding_down, ())[::-1], tensors.get(change.embedding_up, ())[::-1]
    if not up or not down or len(up) != 2 or len(down) != 2 or up[1] != down[0]:
        return None
    if bool(change.magnitude) != adapter.dora or (adapter.dora and tensors[change.magnitude] != up[:1]):
        return None
    merged = (up[0], down[1])
    return merged if tensors.get(change.base, merged) == merged else None
