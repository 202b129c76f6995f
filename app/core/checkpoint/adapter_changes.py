"""What a LoRA adapter does to each tensor of its base model, by the names and shapes in the files' headers."""

import json
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from app.core.checkpoint.adapter import Adapter
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.failures import Failure, FailureKind, Variant
from app.core.families.text_model import text_name
from app.core.findings import Finding, informs
from app.core.weights.needed import EMBEDDING, HEAD, Sizes
from app.core.weights.tensor_names import unnamed

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


class Change(Struct, frozen=True, kw_only=True):
    """The change of one tensor (rows, K) of the base model: names of the adapter's tensors, "" where there is none."""

    module: str
    whole: str = ""  # tensor that takes its place
    base: str = ""  # tensor that takes the place of what the rest is added to
    down: str = ""  # (rank, K)
    up: str = ""  # (rows, rank)
    embedding_down: str = ""  # (rank, rows): of an embedding, whose weight is transposed
    embedding_up: str = ""  # (K, rank)
    magnitude: str = ""  # (rows,): DoRA
    added: str = ""  # tensor that is added to a bias, scaled


def plan_changes(
    adapter: Adapter, tensors: Mapping[str, Sizes], base: Mapping[str, Sizes], tied: bool
) -> dict[str, Change]:
    """The changes of each tensor of ``base``; ``tensors`` are the adapter's. Of the embedding and the head it may bring
    fewer rows: those that no word uses are cut off where a model is fitted to its tokenizer (AutoTrain, Axolotl). What
    it changes of the parts that see and hear is left out with them.

    A head that is ``tied`` to the embedding is a table of its own among the changes where PEFT's model, which is not
    merged, computes with two: training changed one of them only, or both apart.

    Raises ``Failure`` (ADAPTER_MISMATCH) for what has no place in the base model, or another shape; the variant
    ADDED where training only added words.
    """
    head = {HEAD: base[EMBEDDING]} if tied and EMBEDDING in base else {}
    places = {**head, **base}
    kept = {name: sizes for name, sizes in tensors.items() if not changes_senses(name)}
    changes, lost = _placed(kept, places)
    if tensors and not kept:
        raise _without_place(sorted(tensors))
    if lost and not changes:
        raise Failure(FailureKind.ADAPTER_MISMATCH, lost[0], Variant.NAMES, name=lost[0])
    if lost:
        raise _without_place(lost)
    if left_out := [name for name in kept if _is_low_rank(name) and not adapter.targets.hold(_module(name))]:
        raise Failure(FailureKind.ADAPTER_MISMATCH, left_out[0], Variant.TARGETS, name=_module(left_out[0]))
    _check_sizes(adapter, kept, places, changes)
    if tied:
        _settle_head(adapter, changes, stored=HEAD in base)
    return changes


def _placed(tensors: Mapping[str, Sizes], places: Mapping[str, Sizes]) -> tuple[dict[str, Change], list[str]]:
    """The changes by what they change, and the names that lead nowhere."""
    changes: dict[str, Change] = {}
    lost = []
    for name in sorted(tensors):
        target, part = _place(name)
        if target not in places:
            lost.append(name)
            continue
        before = changes.get(target, Change(module=target.rpartition(".")[0]))
        if getattr(before, part):  # Two adapters in one file may change the same part
            raise Failure(FailureKind.ADAPTER_UNSUPPORTED, name, method=f"{getattr(before, part)}, {name}")
        changes[target] = replace(before, **{part: name})
    return changes, lost


def _check_sizes(
    adapter: Adapter, tensors: Mapping[str, Sizes], places: Mapping[str, Sizes], changes: Mapping[str, Change]
) -> None:
    more = 0
    for target, change in changes.items():
        if change.magnitude and change.embedding_down:  # an embedding's columns get magnitudes, not its rows
            raise Failure(FailureKind.ADAPTER_UNSUPPORTED, target, method="use_dora, embed_tokens")
        found, expected = _shape(adapter, change, tensors), places[target]
        if found and change.whole and target in (EMBEDDING, HEAD) and found[1:] == expected[1:]:
            more = max(more, found[0] - expected[0])
        elif found != expected:
            raise Failure(FailureKind.ADAPTER_MISMATCH, f"{target}: {found}, not {expected}")
    if more:
        raise Failure(FailureKind.ADAPTER_MISMATCH, f"{more} rows more", Variant.ADDED, added=str(more))


def _settle_head(adapter: Adapter, changes: dict[str, Change], stored: bool) -> None:
    """Let the ``changes`` of a head that is tied to the embedding be those that PEFT's model computes with; ``stored``
    says whether the base model has it in its files all the same."""
    words, head = changes.get(EMBEDDING), changes.get(HEAD)
    if words and head and words.whole and head.whole and not adapter.whole_modules:
        head = None  # saved with the embedding, of which it is the same table still; ``merge`` looks whether it is
    elif head and head.whole and not words and not adapter.whole_modules:
        raise _without_place([head.whole])  # PEFT would put it into both places
    elif words and not head and not adapter.keeps_tied and (not words.whole or _is_trained(adapter, EMBEDDING)):
        head = Change(module=HEAD.removesuffix(".weight"), whole=words.base)  # as it was before the training
    changes.pop(HEAD, None)
    if own := head or (words if stored else None):
        changes[HEAD] = own


def _is_trained(adapter: Adapter, tensor: str) -> bool:
    """Whether a tensor is of a module that was trained as a whole, and so is not shared any more."""
    module = tensor.removesuffix(".weight")
    return any(module == name or module.endswith(f".{name}") for name in adapter.whole_modules)


def changes_senses(name: str) -> bool:
    """Whether an adapter's tensor changes a part that sees or hears."""
    return text_name(name.removeprefix(PREFIX)) is None


def _without_place(names: list[str]) -> Failure:
    kind, details = FailureKind.ADAPTER_MISMATCH, json.dumps(names[:5])
    if all(_place(name)[0] == HEAD for name in names):  # the base model's head is its embedding
        return Failure(kind, details, Variant.HEAD, head=HEAD.removesuffix(".weight"))
    return Failure(kind, details)


def _place(name: str) -> tuple[str, str]:
    """The tensor of the base model that an adapter's tensor changes, and how. Adapters of models that also see or hear
    name the text model's as the whole model does."""
    inner = unnamed(name).removeprefix(PREFIX)
    inner = text_name(inner) or inner
    for end, (its_end, part) in _PARTS.items():
        if inner.endswith(end):
            return inner.removesuffix(end) + its_end, part
    return inner, "whole"


def _module(name: str) -> str:
    """The module that an adapter's tensor belongs to, as PEFT names it."""
    inner = unnamed(name).removeprefix(PREFIX)
    return next((inner.removesuffix(end) for end in _PARTS if inner.endswith(end)), inner)


def _is_low_rank(name: str) -> bool:
    return ".lora_" in name


def _shape(adapter: Adapter, change: Change, tensors: Mapping[str, Sizes]) -> Sizes | None:
    """The shape that the changed tensor must have; None when the parts contradict each other."""
    low_rank = bool(change.down or change.up or change.embedding_down or change.embedding_up)
    if change.whole or change.added:
        return None if low_rank or change.magnitude else tensors[change.whole or change.added]
    if change.base and not low_rank:
        return tensors[change.base]
    up, down = tensors.get(change.up), tensors.get(change.down)
    if change.embedding_down or change.embedding_up:
        up, down = tensors.get(change.embedding_down, ())[::-1], tensors.get(change.embedding_up, ())[::-1]
    if not up or not down or len(up) != 2 or len(down) != 2 or up[1] != down[0] or down[0] not in adapter.ranks:
        return None
    if bool(change.magnitude) != adapter.dora or (adapter.dora and tensors[change.magnitude] != up[:1]):
        return None
    merged = (up[0], down[1])
    return merged if tensors.get(change.base, merged) == merged else None


def left_out_of_adapter(tensors: Iterable[str]) -> list[Finding]:
    """What an adapter changes of the parts that see or hear."""
    name = next(filter(changes_senses, tensors), "")
    return [informs(FailureKind.LEFT_OUT, Variant.ADAPTED, name=name)] if name else []


def with_own_head(model: Checkpoint) -> Checkpoint:
    """``model``, whose adapter has made two tables of one."""
    if not model.shape or not model.shape.tied_embeddings:
        return model
    shape = replace(model.shape, tied_embeddings=False)
    findings = (*model.findings, informs(FailureKind.OWN_HEAD, Variant.TRAINED))
    return replace(model, shape=shape, tied_embeddings=False, findings=findings)
