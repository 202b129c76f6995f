"""What is changed in a LoRA adapter."""

from random import Random
from typing import Any

import torch

from inputs.draft import Draft, Kind, Mutation

START = "base_model.model."


def _default_in_names(draft: Draft, random: Random) -> None:
    draft.rename(lambda name: name.replace(".lora_A.", ".lora_A.default.").replace(".lora_B.", ".lora_B.default."))


def _known_prefix(draft: Draft, random: Random) -> None:
    """Twice, none, of a compiled model, of a wrapped one, of one that also sees."""
    prefix = random.choice((START + START, "", START + "_orig_mod.", "module." + START, START + "language_model."))
    draft.rename(lambda name: prefix + name.removeprefix(START))


def _unknown_prefix(draft: Draft, random: Random) -> None:
    prefix = random.choice(("student.", START + "student.", START + "transformer."))
    draft.rename(lambda name: prefix + name.removeprefix(START))


def _half_lost(draft: Draft, random: Random) -> None:
    del draft.tensors[random.choice(sorted(draft.tensors))]


def _emptied(draft: Draft, random: Random) -> None:
    names = sorted(draft.tensors)
    for name in random.sample(names, random.choice((1, len(names)))):
        draft.tensors[name] = torch.zeros(0)


def _all_zero(draft: Draft, random: Random) -> None:
    draft.tensors = {name: torch.zeros_like(tensor) for name, tensor in draft.tensors.items()}


def _turned(draft: Draft, random: Random) -> None:
    name = random.choice(sorted(draft.tensors))
    draft.tensors[name] = draft.tensors[name].T
    if random.random() < 0.3:
        draft.adapter["fan_in_fan_out"] = True


def _rank_changed(draft: Draft, random: Random) -> None:
    draft.adapter["r"] = random.choice((0, 2, 8, 64, "4", None))


def _alpha_changed(draft: Draft, random: Random) -> None:
    draft.adapter["lora_alpha"] = random.choice((0, 1, 64, 0.5, -8, None))


def _scaling_changed(draft: Draft, random: Random) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"use_rslora": True},
        {"use_dora": True},
        {"alpha_pattern": {"q_proj": 64}},
        {"rank_pattern": {"v_proj": 4}},
        {"alpha_pattern": {"model.layers.0.self_attn.q_proj": 2}},
        {"bias": random.choice(("all", "lora_only"))},
        {"lora_bias": True},
        {"layers_to_transform": [0]},
        {"layer_replication": [[0, 1], [0, 2]]},
        {"init_lora_weights": random.choice(("pissa", "gaussian", "olora", "loftq", False))},
    )
    draft.files["adapter_config.json"] |= random.choice(changes)


def _other_kind(draft: Draft, random: Random) -> None:
    draft.adapter["peft_type"] = random.choice(("IA3", "LOHA", "PROMPT_TUNING", "lora", None))


def _targets_changed(draft: Draft, random: Random) -> None:
    targets: tuple[Any, ...] = ("all-linear", ["q_proj"], ".*v_proj", [], None, ["query_key_value"])
    draft.adapter["target_modules"] = random.choice(targets)


def _layer_beyond(draft: Draft, random: Random) -> None:
    draft.rename(lambda name: name.replace("layers.1.", f"layers.{random.choice((2, 11))}."))


def _table_trained(draft: Draft, random: Random) -> None:
    """The embedding, the head, or both, apart from each other."""
    rows = torch.randn(2048, 128, generator=torch.Generator().manual_seed(3)) * 0.1
    names = random.choice((["embed_tokens"], ["lm_head"], ["embed_tokens", "lm_head"]))
    for place, name in enumerate(names):
        inner = f"model.{name}" if name == "embed_tokens" else name
        draft.tensors[f"{START}{inner}.weight"] = rows * (place + 1)
    draft.adapter["modules_to_save"] = names if random.random() < 0.7 else None


def _table_with_lora(draft: Draft, random: Random) -> None:
    generator = torch.Generator().manual_seed(4)
    rank = draft.adapter["r"]
    if random.random() < 0.5:
        draft.tensors[f"{START}lm_head.lora_A.weight"] = torch.randn(rank, 128, generator=generator) * 0.1
        draft.tensors[f"{START}lm_head.lora_B.weight"] = torch.randn(2048, rank, generator=generator) * 0.1
        draft.adapter["target_modules"] = [*draft.adapter["target_modules"], "lm_head"]
    else:
        name = f"{START}model.embed_tokens.lora_embedding_"
        draft.tensors[f"{name}A"] = torch.randn(rank, 2048, generator=generator) * 0.1
        draft.tensors[f"{name}B"] = torch.randn(128, rank, generator=generator) * 0.1
        draft.adapter["target_modules"] = [*draft.adapter["target_modules"], "embed_tokens"]


def _norm_trained(draft: Draft, random: Random) -> None:
    draft.tensors[f"{START}model.norm.weight"] = torch.full((128,), 2.0)
    if random.random() < 0.5:
        draft.adapter["modules_to_save"] = ["model.norm"]


def _other_numbers(draft: Draft, random: Random) -> None:
    dtype = random.choice((torch.float16, torch.float64, torch.bfloat16, torch.int8))
    draft.tensors = {name: tensor.to(dtype) for name, tensor in draft.tensors.items()}


def _no_number(draft: Draft, random: Random) -> None:
    name = random.choice(sorted(draft.tensors))
    draft.tensors[name] = draft.tensors[name] * float("nan")


def _tokenizer_beside(draft: Draft, random: Random) -> None:
    """With another template than the base model's."""
    draft.texts["chat_template.jinja"] = "{% for m in messages %}<<{{ m['role'] }}>>{{ m['content'] }}{% endfor %}"


def _setting_lost(draft: Draft, random: Random) -> None:
    del draft.adapter[random.choice(sorted(draft.adapter))]


MUTATIONS = (
    *(Mutation(Kind.ADAPTER, change, same=True) for change in (_default_in_names, _known_prefix, _tokenizer_beside)),
    *(Mutation(Kind.ADAPTER, change) for change in (_unknown_prefix, _half_lost, _emptied, _all_zero, _turned)),
    *(Mutation(Kind.ADAPTER, change) for change in (_rank_changed, _alpha_changed, _scaling_changed, _other_kind)),
    *(Mutation(Kind.ADAPTER, change) for change in (_targets_changed, _layer_beyond, _table_trained)),
    *(Mutation(Kind.ADAPTER, change) for change in (_table_with_lora, _norm_trained, _other_numbers, _no_number)),
    Mutation(Kind.ADAPTER, _setting_lost),
)
