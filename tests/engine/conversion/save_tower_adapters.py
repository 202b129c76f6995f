"""Saves a tiny model that sees, LoRA adapters of it as PEFT saves them, and what PEFT itself merges them to.

``python -m tests.engine.conversion.save_tower_adapters KIND WORK``: ``WORK/base``, ``WORK/merged``, and ``WORK/NAMES``
for each way in which versions of transformers name the text model's weights.
"""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from tests.engine.conversion.save_adapter import train
from tests.engine.tiny_towers import save_tower

# How the names begin after PEFT's own beginning: transformers 5 and Unsloth, transformers 4, a text model's trainer
NAMES = {"nested": "model.language_model.", "published": "language_model.model.", "text": "model."}
TEXT = r".*language_model.*(q_proj|down_proj)"
EYES = r"|.*(visual|vision).*(qkv|q_proj|fc1|up_proj)"


def main(kind: str, work: Path) -> None:
    import torch
    import transformers
    from peft import LoraConfig, get_peft_model

    save_tower(kind, work / "base")
    name = json.loads((work / "base" / "config.json").read_text(encoding="utf-8"))["architectures"][0]
    torch.manual_seed(1)
    model = getattr(transformers, name).from_pretrained(work / "base", dtype=torch.float32)
    tuned = get_peft_model(model, LoraConfig(r=4, lora_alpha=8, target_modules=TEXT + EYES))
    train(tuned)
    tuned.save_pretrained(work / "nested")
    tuned.merge_and_unload().save_pretrained(work / "merged")
    _settle(work / "nested" / "adapter_config.json", base_model_name_or_path="somebody/base")
    for names in ("published", "text"):
        shutil.copytree(work / "nested", work / names)
        _rename(work / names / "adapter_model.safetensors", NAMES["nested"], NAMES[names])
    _settle(work / "text" / "adapter_config.json", target_modules=TEXT.replace("language_model.*", "") + EYES)


def _settle(path: Path, **changes: str) -> None:
    config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(config | changes), encoding="utf-8")


def _rename(path: Path, old: str, new: str) -> None:
    from safetensors.torch import load, save_file

    start = "base_model.model."
    tensors = {name.replace(start + old, start + new, 1): tensor for name, tensor in load(path.read_bytes()).items()}
    save_file(tensors, path, metadata={"format": "pt"})


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
