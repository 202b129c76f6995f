"""What training programs, merges and accidents do to the tensors of a model."""

from random import Random

import torch

from inputs.draft import Draft, Kind, Mutation

EMBEDDING, HEAD = "model.embed_tokens.weight", "lm_head.weight"
KNOWN_PREFIXES = ("_orig_mod.", "module.", "base_model.model.", "_fsdp_wrapped_module.")
UNKNOWN_PREFIXES = ("student.", "net.", "model.model.", "transformer.")


def _known_prefix(draft: Draft, random: Random) -> None:
    prefix = random.choice(KNOWN_PREFIXES[:3])
    draft.rename(lambda name: prefix + name)


def _known_prefix_inside(draft: Draft, random: Random) -> None:
    """As when each layer was compiled by itself."""
    draft.rename(lambda name: name.replace("layers.0.", "layers.0._orig_mod."))


def _unknown_prefix(draft: Draft, random: Random) -> None:
    prefix = random.choice(UNKNOWN_PREFIXES)
    draft.rename(lambda name: prefix + name)


def _base_layer(draft: Draft, random: Random) -> None:
    part = random.choice(("q_proj", "down_proj", "v_proj"))
    draft.rename(lambda name: name.replace(f"{part}.", f"{part}.base_layer."))


def _tensor_lost(draft: Draft, random: Random) -> None:
    del draft.tensors[random.choice(sorted(draft.tensors))]


def _tensor_renamed(draft: Draft, random: Random) -> None:
    name = random.choice(sorted(draft.tensors))
    changed = random.choice((name + "_x", name.replace("weight", "data"), name.upper(), name.replace(".", "/")))
    draft.tensors[changed] = draft.tensors.pop(name)


def _two_swapped(draft: Draft, random: Random) -> None:
    one = random.choice(draft.matrices())
    like = [name for name in draft.matrices() if draft.tensors[name].shape == draft.tensors[one].shape]
    other = random.choice(like)
    draft.tensors[one], draft.tensors[other] = draft.tensors[other], draft.tensors[one]


def _matrix_turned(draft: Draft, random: Random) -> None:
    name = random.choice(draft.matrices())
    draft.tensors[name] = draft.tensors[name].T


def _rows_changed(draft: Draft, random: Random) -> None:
    name = random.choice(draft.matrices())
    rows = draft.tensors[name]
    draft.tensors[name] = random.choice((rows[:-2], torch.cat([rows, rows[:8]])))


def _table_grown(draft: Draft, random: Random) -> None:
    """New tokens were added, and the settings forgotten."""
    more = random.choice((1, 8, 64))
    for name in (EMBEDDING, HEAD):
        if name in draft.tensors:
            draft.tensors[name] = torch.cat([draft.tensors[name], draft.tensors[name][:more]])
    if random.random() < 0.5:
        draft.config["vocab_size"] += more


def _layer_too_many(draft: Draft, random: Random) -> None:
    number = draft.config["num_hidden_layers"]
    for name in [name for name in draft.tensors if ".layers.0." in name]:
        draft.tensors[name.replace(".layers.0.", f".layers.{number}.")] = draft.tensors[name].clone()


def _stray_tensor(draft: Draft, random: Random) -> None:
    shapes: dict[str, tuple[int, ...]] = {
        "model.layers.0.self_attn.rotary_emb.inv_freq": (16,),
        "v_head.summary.weight": (1, 128),
        "model.layers.1.self_attn.q_norm.weight": (32,),
        "model.layers.0.self_attn.q_proj.bias": (128,),
        "model.layers.0.mlp.gate_proj.weight_scale": (192, 1),
        "model.visual.patch_embed.proj.weight": (8, 8),
        "score.weight": (2, 128),
        "something.else": (4, 4),
        "model.layers.0.self_attn.masked_bias": (1,),
    }
    name = random.choice(sorted(shapes))
    draft.tensors[name] = torch.randn(shapes[name]).to(torch.bfloat16)


def _head_of_its_own(draft: Draft, random: Random) -> None:
    """Beside the embedding, equal to it or trained apart, with the flag as it is."""
    head = draft.tensors[EMBEDDING].clone()
    draft.tensors[HEAD] = random.choice((head, head * 1.5, head.flip(0)))


def _qkv_joined(draft: Draft, random: Random) -> None:
    for layer in range(draft.config["num_hidden_layers"]):
        start = f"model.layers.{layer}.self_attn."
        parts = [draft.tensors.pop(f"{start}{part}_proj.weight", None) for part in "qkv"]
        if all(part is not None for part in parts):
            draft.tensors[f"{start}qkv_proj.weight"] = torch.cat(parts)  # type: ignore[arg-type]


def _gate_up_joined(draft: Draft, random: Random) -> None:
    for layer in range(draft.config["num_hidden_layers"]):
        start = f"model.layers.{layer}.mlp."
        parts = [draft.tensors.pop(f"{start}{part}_proj.weight", None) for part in ("gate", "up")]
        if all(part is not None for part in parts):
            draft.tensors[f"{start}gate_up_proj.weight"] = torch.cat(parts)  # type: ignore[arg-type]


def _joined_taken_apart(draft: Draft, random: Random) -> None:
    for name in [name for name in draft.tensors if "gate_up_proj" in name]:
        gate, up = draft.tensors.pop(name).chunk(2)
        draft.tensors[name.replace("gate_up", "gate")], draft.tensors[name.replace("gate_up", "up")] = gate, up


def _other_numbers(draft: Draft, random: Random) -> None:
    dtype = random.choice((torch.float64, torch.float32, torch.float16))
    names = sorted(draft.tensors)
    for name in names if random.random() < 0.5 else random.sample(names, 3):
        draft.tensors[name] = draft.tensors[name].to(dtype)


def _whole_numbers(draft: Draft, random: Random) -> None:
    name = random.choice(draft.matrices())
    draft.tensors[name] = (draft.tensors[name].float() * 100).to(random.choice((torch.int8, torch.uint8, torch.int32)))


def _eight_bit_floats(draft: Draft, random: Random) -> None:
    for name in draft.matrices():
        draft.tensors[name] = draft.tensors[name].to(torch.float8_e4m3fn)


def _no_number(draft: Draft, random: Random) -> None:
    name = random.choice(sorted(draft.tensors))
    tensor = draft.tensors[name].clone()
    tensor.view(-1)[random.randrange(tensor.numel())] = random.choice((float("nan"), float("inf")))
    draft.tensors[name] = tensor


def _all_zero(draft: Draft, random: Random) -> None:
    name = random.choice(sorted(draft.tensors))
    draft.tensors[name] = torch.zeros_like(draft.tensors[name])


def _emptied(draft: Draft, random: Random) -> None:
    names = sorted(draft.tensors)
    for name in random.sample(names, random.choice((1, 2, len(names)))):
        draft.tensors[name] = torch.zeros(0, dtype=torch.bfloat16)


def _flattened(draft: Draft, random: Random) -> None:
    name = random.choice(sorted(draft.tensors))
    tensor = draft.tensors[name]
    draft.tensors[name] = random.choice((tensor.reshape(-1), tensor[None], tensor.reshape(-1, 1)))


def _in_shards(draft: Draft, random: Random) -> None:
    draft.shards = random.choice((2, 3, 7))


MUTATIONS = (
    *(Mutation(Kind.WEIGHTS, change, same=True) for change in (_known_prefix, _known_prefix_inside, _base_layer)),
    *(Mutation(Kind.WEIGHTS, change, same=True) for change in (_in_shards, _other_numbers)),
    *(Mutation(Kind.WEIGHTS, change, same=True) for change in (_qkv_joined, _gate_up_joined, _joined_taken_apart)),
    *(Mutation(Kind.WEIGHTS, change) for change in (_unknown_prefix, _tensor_lost, _tensor_renamed, _two_swapped)),
    *(Mutation(Kind.WEIGHTS, change) for change in (_matrix_turned, _rows_changed, _table_grown, _layer_too_many)),
    *(Mutation(Kind.WEIGHTS, change) for change in (_stray_tensor, _head_of_its_own, _whole_numbers, _flattened)),
    *(Mutation(Kind.WEIGHTS, change) for change in (_eight_bit_floats, _no_number, _all_zero, _emptied)),
)
