"""What training puts around the names of a model's tensors, and how to find the model's own names again.

The one place that knows these names: ``plain_name`` for the parts that wrap a module, ``settle`` for a whole file.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from app.core.weights.needed import EMBEDDING, HEAD, Sizes

# Parts of a name that a wrapper adds: torch.compile, DDP, FSDP, checkpointing, DeepSpeed, PEFT
WRAPPING = frozenset(
    {"_orig_mod", "module", "_fsdp_wrapped_module", "_checkpoint_wrapped_module", "_forward_module", "base_layer"}
)
PEFT_PREFIX = "base_model.model."
# What other programs save beside the weights, and nothing reads
# An adapter's own name in the names of its tensors: "default", or what the training program calls it
_ADAPTER_NAME = re.compile(
    r"\.(lora_[AB]|lora_magnitude_vector|modules_to_save|lora_embedding_[AB])\.(?!weight$|bias$)[^.]+((?:\.weight|\.bias)?)$"
)
_UNNEEDED = (
    *("rotary_emb.", "inv_freq", "masked_bias", "position_ids", "num_batches_tracked", "_extra_state"),
    ".original_module.",  # PEFT: a module as it was before the training
)
# A tensor of several in one, their names' ends, and how it is called
_JOINED = {
    "self_attn.qkv_proj": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "mlp.gate_up_proj": ("mlp.gate_proj", "mlp.up_proj"),
}


class Part(Struct, frozen=True):
    """Rows of a tensor in a file."""

    name: str
    start: int
    stop: int


class Settled(Struct, frozen=True, kw_only=True):
    """How the tensors of a file make those of a model."""

    made: Mapping[str, tuple[Part, ...]]  # the model's name -> what it is made of, one below the other
    missing: tuple[str, ...]  # the model's names that nothing in the file makes
    left: tuple[str, ...]  # the file's names that make nothing
    wrapped: str = ""  # what is before the names, or a name with something in it
    joined: str = ""  # a tensor of the file that is several of the model's in one
    apart: str = ""  # a tensor of the file of which the model has several in one

    @property
    def as_they_are(self) -> bool:
        return not (self.wrapped or self.joined or self.apart)


def plain_name(name: str) -> str:
    """``name`` without what wraps a module, and without the name of an adapter."""
    while name.startswith(PEFT_PREFIX):
        name = name.removeprefix(PEFT_PREFIX)
    name = _ADAPTER_NAME.sub(r".\1\2", name).replace(".modules_to_save.", ".")
    return ".".join(part for part in name.split(".") if part not in WRAPPING)


def unnamed(name: str) -> str:
    """``name`` of an adapter's tensor without the adapter's own name, which PEFT leaves out when it saves."""
    return _ADAPTER_NAME.sub(r".\1\2", name)


def is_unneeded(name: str) -> bool:
    """Whether it is a tensor that other programs save and that every model works out by itself."""
    return any(part in name for part in _UNNEEDED)


def settle(shapes: Mapping[str, Sizes], needed: Mapping[str, Sizes], tied: bool) -> Settled:
    """Which tensors of a file, by their names and ``shapes``, are those that a model needs. A head that is ``tied`` may
    be missing, or the embedding in its place."""
    names, wrapped = _own_names(shapes)
    made: dict[str, tuple[Part, ...]] = {own: (_whole(names[own], shapes),) for own in needed if own in names}
    used = {names[own] for own in made}
    joined = apart = ""
    for own, size in needed.items():
        if own not in made and (found := _split(own, size, names, shapes, needed)):
            made[own], joined = (found,), found.name
            used.add(found.name)
        elif own not in made and (parts := _join(own, names, shapes)):
            made[own], apart = parts, parts[0].name
            used |= {part.name for part in parts}
    missing = tuple(own for own in needed if own not in made and not (tied and _is_tied_to_another(own, made)))
    left = tuple(name for name in shapes if name not in used and not is_unneeded(name))
    return Settled(made=made, missing=missing, left=left, wrapped=wrapped, joined=joined, apart=apart)


def _is_tied_to_another(own: str, made: Mapping[str, object]) -> bool:
    return own in (EMBEDDING, HEAD) and bool({EMBEDDING, HEAD} & made.keys())


def _own_names(shapes: Mapping[str, Sizes]) -> tuple[dict[str, str], str]:
    """The model's names -> those in the file, and one of these that is not the model's own."""
    plain = {name: plain_name(name) for name in shapes}
    ends = (own for own in plain.values() if own.endswith("embed_tokens.weight"))
    before = next(ends, "").removesuffix("embed_tokens.weight").removesuffix("model.")
    names: dict[str, str] = {}
    wrapped = ""
    for name, inner in plain.items():
        if is_unneeded(name):
            continue
        own = inner.removeprefix(before)
        if own.startswith(("layers.", "embed_tokens.", "norm.", "final_layernorm.", "embedding_norm.")):
            own = f"model.{own}"  # the model without its head: transformers finds these names
        if own not in names or name == own:  # where there are two names, the plain one counts
            names[own] = name
        if not wrapped and (inner != name or (before and inner.startswith(before))):
            wrapped = name.removesuffix(own) if name.endswith(own) else name
    return names, wrapped


def _whole(name: str, shapes: Mapping[str, Sizes]) -> Part:
    return Part(name, 0, shapes[name][0] if shapes[name] else 1)


def _split(
    own: str, size: Sizes, names: Mapping[str, str], shapes: Mapping[str, Sizes], needed: Mapping[str, Sizes]
) -> Part | None:
    """The rows of a joined tensor that are the tensor ``own``."""
    for whole, parts in _JOINED.items():
        part = next((part for part in parts if f".{part}." in own), "")
        if not part or not (name := names.get(own.replace(part, whole))):
            continue
        rows = [needed.get(own.replace(part, each), (0,))[0] for each in parts]
        place = parts.index(part)
        if shapes[name][:1] == (sum(rows),) and shapes[name][1:] == size[1:]:
            return Part(name, sum(rows[:place]), sum(rows[: place + 1]))
    return None


def _join(own: str, names: Mapping[str, str], shapes: Mapping[str, Sizes]) -> tuple[Part, ...]:
    """The tensors that together are the joined tensor ``own``."""
    for whole, parts in _JOINED.items():
        found = [names.get(own.replace(whole, part)) for part in parts]
        if f".{whole}." in own and all(found):
            return tuple(_whole(name, shapes) for name in found if name)
    return ()
