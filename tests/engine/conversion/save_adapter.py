"""Saves random PEFT adapters of a checkpoint, and what PEFT itself merges each to: ``KIND/adapter``, ``KIND/merged``.

``python -m tests.engine.conversion.save_adapter BASE WORK``, a program of its own.
"""

import sys
from pathlib import Path
from typing import Any

MERGED: dict[str, dict[str, Any]] = {
    "lora": {},
    "rslora": {"use_rslora": True},
    "dora": {"use_dora": True},
    "patterns": {
        "rank_pattern": {"q_proj": 4, r".*\.1\.mlp\.down_proj": 2},
        "alpha_pattern": {"layers.1.mlp.down_proj": 3, r"^model\.layers\.0\.self_attn\.v_proj": 5},
    },
    "head": {"modules_to_save": ["lm_head"]},
    "embedding": {"target_modules": ["q_proj", "embed_tokens"]},
    "bias": {"bias": "all"},
    "bias-lora": {"bias": "lora_only"},
    "lora-bias": {"lora_bias": True, "target_modules": ["q_proj", "v_proj"]},
    "orthogonal": {"init_lora_weights": "orthogonal"},
    "gaussian": {"init_lora_weights": "gaussian"},
    "eva": {"init_lora_weights": "eva"},
    "pissa-converted": {"init_lora_weights": "pissa"},
    "olora-converted": {"init_lora_weights": "olora"},
    "fewer-words": {},  # the model fitted to its tokenizer first, which cuts off rows that no word uses
}
REFUSED: dict[str, dict[str, Any]] = {
    "use_dora, embed_tokens": {"target_modules": ["q_proj", "embed_tokens"], "use_dora": True},
    "pissa": {"init_lora_weights": "pissa"},
    "pissa_niter_2": {"init_lora_weights": "pissa_niter_2"},
    "olora": {"init_lora_weights": "olora"},
    "mica": {"init_lora_weights": "mica"},
    "layer_replication": {"layer_replication": [(0, 2), (1, 2)]},
    "trainable_token_indices": {"trainable_token_indices": [3, 5]},
    "target_parameters": {"target_modules": [], "target_parameters": ["model.layers.0.mlp.down_proj.weight"]},
    "alpha_pattern": {"alpha_pattern": {r"(.*_proj)+": 3}},
}
TARGETS = ["q_proj", "v_proj", "down_proj"]


def main(base: str, work: Path) -> None:
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    for kind, options in (MERGED | REFUSED).items():
        torch.manual_seed(1)
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
        if kind == "fewer-words":
            model.resize_token_embeddings(model.config.vocab_size - 8)
        settings: dict[str, Any] = {"r": 8, "lora_alpha": 16, "target_modules": TARGETS, "task_type": "CAUSAL_LM"}
        tuned = get_peft_model(model, LoraConfig(**(settings | options)))
        if kind == "eva":
            start_from_data(tuned)
        started = work / kind / "started"
        if kind.endswith("-converted"):
            tuned.peft_config["default"].init_lora_weights = True
            tuned.save_pretrained(started)
            tuned.peft_config["default"].init_lora_weights = options["init_lora_weights"]
        train(tuned)
        conversion = str(started) if kind.endswith("-converted") else None
        tuned.save_pretrained(work / kind / "adapter", path_initial_model_for_weight_conversion=conversion)
        if kind in MERGED:
            tuned.merge_and_unload().save_pretrained(work / kind / "merged")


def train(tuned: Any) -> None:
    """Move every weight that training would move."""
    import torch

    for name, parameter in tuned.named_parameters():
        trained = "lora_" in name or "modules_to_save" in name or (parameter.requires_grad and name.endswith("bias"))
        if trained and parameter.requires_grad:
            parameter.data += 0.3 * torch.randn_like(parameter)


def start_from_data(tuned: Any) -> None:
    import torch
    from peft.tuners.lora.eva import initialize_lora_eva_weights

    batches = [{"input_ids": torch.randint(0, 2048, (4, 32))} for _ in range(4)]
    initialize_lora_eva_weights(tuned, batches, show_progress_bar=False)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
