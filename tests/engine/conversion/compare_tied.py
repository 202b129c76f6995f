"""Adapters of a base model whose head is tied to its embedding: what PEFT's model computes, not merged, and ours.

``python -m tests.engine.conversion.compare_tied WORK`` prints one JSON line a kind.
"""

import json
import sys
from pathlib import Path
from typing import Any

KINDS: dict[str, dict[str, Any]] = {
    "embedding": {"target_modules": ["q_proj", "embed_tokens"]},
    "head": {"target_modules": ["q_proj", "lm_head"]},
    "whole embedding": {"target_modules": ["q_proj"], "modules_to_save": ["embed_tokens"]},
    "whole head": {"target_modules": ["q_proj"], "modules_to_save": ["lm_head"]},
    "both": {"target_modules": ["q_proj"], "modules_to_save": ["embed_tokens", "lm_head"]},
    "both tied": {"target_modules": ["q_proj"], "modules_to_save": ["embed_tokens"], "ensure_weight_tying": True},
    "neither": {"target_modules": ["q_proj"]},
}


def main(work: Path) -> None:
    import torch
    from peft import LoraConfig, PeftModel, get_peft_model
    from transformers import AutoModelForCausalLM

    from app.core.checkpoint.inspection import inspect_checkpoint
    from app.engine.conversion.merge import merge
    from tests.engine.conversion.save_adapter import train
    from tests.engine.tiny_models import save

    base, ids = work / "base", torch.arange(10, 60)[None]
    save("qwen2-tied", base)
    for kind, options in KINDS.items():
        torch.manual_seed(2)
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
        tuned = get_peft_model(model, LoraConfig(r=4, lora_alpha=8, task_type="CAUSAL_LM", **options))
        train(tuned)
        adapter, merged = work / kind / "adapter", work / kind / "merged"
        tuned.save_pretrained(adapter)
        loaded = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
        expected = PeftModel.from_pretrained(loaded, adapter).eval()(ids).logits
        found = inspect_checkpoint(adapter, base)
        merge(base, adapter, merged, lambda *_: None)
        ours = AutoModelForCausalLM.from_pretrained(merged, dtype=torch.float32).eval()(ids).logits
        error = float((ours - expected).square().mean().sqrt() / expected.square().mean().sqrt())
        blocked = [finding.kind for finding in found.findings if found.blocking]
        print(json.dumps({"kind": kind, "error": error, "tied": found.tied_embeddings, "blocked": blocked}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
