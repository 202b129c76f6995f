"""Saves tiny models, a random adapter of each, and what PEFT merges both to: ``base``, ``adapter``, ``merged``.

``python -m tests.engine.conversion.save_drawn_adapter WORK``, a program of its own, with a folder for each kind.
"""

import shutil
import sys
from pathlib import Path

from tests.engine.conversion.save_adapter import train
from tests.engine.tiny_models import save

# Kind -> layers that are trained, among them those that only this family has
TARGETS = {
    "olmo2": ["q_proj", "v_proj", "down_proj"],
    "glm4": ["gate_up_proj", "o_proj"],
    "apertus": ["up_proj", "k_proj"],
    "gpt-neox": ["query_key_value", "dense_4h_to_h"],
    "gemma4-e": ["k_proj", "per_layer_input_gate", "down_proj"],
    "starcoder2": ["c_fc", "c_proj"],
    "nemotron-h": ["in_proj", "q_proj", "down_proj"],
    "lfm2-moe": ["q_proj", "in_proj", "feed_forward.w1"],
}


def main(work: Path) -> None:
    for kind in TARGETS:
        save_adapted(kind, work / kind)


def save_adapted(kind: str, work: Path) -> None:
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    base = work / "base"
    save(kind, base)
    torch.manual_seed(1)
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    settings = LoraConfig(r=8, lora_alpha=16, target_modules=TARGETS[kind], task_type="CAUSAL_LM")
    tuned = get_peft_model(model, settings)
    train(tuned)
    tuned.save_pretrained(work / "adapter")
    tuned.merge_and_unload().save_pretrained(work / "merged")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(base / name, work / "adapter" / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
