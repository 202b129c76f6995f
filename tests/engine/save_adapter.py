"""Saves a random PEFT adapter of a checkpoint and what PEFT itself merges it to.

``python -m tests.engine.save_adapter BASE ADAPTER MERGED KIND``, a program of its own.
"""

import sys
from typing import Any

OPTIONS: dict[str, dict[str, Any]] = {
    "lora": {},
    "rslora": {"use_rslora": True},
    "dora": {"use_dora": True},
    "patterns": {"rank_pattern": {"q_proj": 4}, "alpha_pattern": {"layers.1.mlp.down_proj": 3}},
    "head": {"modules_to_save": ["lm_head"]},
}


def main(base: str, adapter: str, merged: str, kind: str) -> None:
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    torch.manual_seed(1)
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    targets = ["q_proj", "v_proj", "down_proj"]
    config = LoraConfig(r=8, lora_alpha=16, target_modules=targets, task_type="CAUSAL_LM", **OPTIONS[kind])
    tuned = get_peft_model(model, config)
    for name, parameter in tuned.named_parameters():
        if "lora_" in name or "modules_to_save" in name:
            torch.nn.init.normal_(parameter, std=0.3)
    tuned.save_pretrained(adapter)
    tuned.merge_and_unload().save_pretrained(merged)


if __name__ == "__main__":
    main(*sys.argv[1:5])
