"""How far FP32 conversions of tiny checkpoints are from Hugging Face in float32.

``python -m tests.engine.builder.compare_logits WORK KIND...`` prints one JSON object a line. ``error`` is the worst RMS
of the difference, as a share of the RMS of the logits, over the last position of the prompt and of every greedy token
after it. One process for many: its imports take longer than thirty models.
"""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.families.family import Source
from app.core.families.table import FAMILIES
from app.core.findings import Severity
from tests.engine.tiny_models import KINDS, LENGTHENED_KINDS, SETTINGS
from tests.engine.tiny_towers import TOWER_KINDS, save_any

PROMPT = [5, 300, 77, 1200, 41, 9, 650, 3, 88, 1999, 420, 17]
TOWER_PROMPT = [(index * 677 + 31) % 2000 + 3 for index in range(48)]
LONG_PROMPT = [(index * 677 + 31) % 2000 + 3 for index in range(90)]  # beyond windows
LONGEST_PROMPT = LONG_PROMPT * 46  # beyond the tokens that LongRoPE's first frequencies are for:
SWITCH = 4096
TOKENS, FEW = 12, 1000  # of the answer; two, after a prompt that is longer than a few
TOWER_TOKENS = 48


def main(work: Path, kinds: Sequence[str]) -> None:
    import torch

    torch.set_num_threads(1)  # more only wait for each other over sizes as small as these
    for kind in kinds:
        folder = work / kind
        save_any(kind, folder)
        findings = [each.kind for each in inspect_checkpoint(folder).findings if each.severity is not Severity.INFORMS]
        prompt = LONG_PROMPT if kind in SETTINGS else PROMPT
        prompt = TOWER_PROMPT if kind in TOWER_KINDS or answers_long(kind) else prompt
        prompt = LONGEST_PROMPT if kind == "phi3-longrope" else prompt
        result = {"kind": kind, "findings": findings} | compare(folder, prompt)
        if kind == "phi3-longrope":
            result["crossing"] = cross(folder, fp32(folder), LONGEST_PROMPT[:SWITCH])
        print(json.dumps(result), flush=True)
        shutil.rmtree(folder, ignore_errors=True)  # Windows keeps what this process still has mapped
        shutil.rmtree(fp32(folder), ignore_errors=True)


def answers_long(kind: str) -> bool:
    prefix, _ = (KINDS | LENGTHENED_KINDS | SETTINGS)[kind]
    family = FAMILIES[f"{prefix}ForCausalLM"]
    return family.source is Source.MOBIUS or family.mixture({}) is not None


def fp32(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-fp32")


def compare(folder: Path, prompt: list[int]) -> dict[str, Any]:
    from app.core.recipe.recipe import Precision, Recipe
    from tests.engine.builder.compare_paths import build

    output = fp32(folder)
    failed, _ = build(folder, output, Recipe(precision=Precision.FP32))
    if failed:
        return {"failed": failed}
    theirs, tokens = reference(folder, prompt)
    ours, our_tokens = runtime(output, prompt, tokens)
    return {"failed": "", "error": distance(ours, theirs), "same_tokens": our_tokens == tokens, "words": len({*tokens})}


def distance(ours: list[Any], theirs: list[Any]) -> float:
    """The worst relative RMS of the differences between rows of logits."""
    import numpy as np

    pairs = zip(ours, theirs, strict=True)
    return max(float(np.sqrt(np.mean((mine - other) ** 2) / np.mean(other**2))) for mine, other in pairs)


def runtime(folder: Path, prompt: list[int], answer: list[int]) -> tuple[list[Any], list[int]]:
    """The logits after the prompt and after each token of ``answer``, and the greedy tokens."""
    import numpy as np
    import onnxruntime_genai as og

    config = og.Config(str(folder))
    config.clear_providers()
    model = og.Model(config)
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False)
    generator = og.Generator(model, parameters)
    generator.append_tokens(prompt)
    logits, tokens = [], []
    for token in answer:
        found = np.asarray(generator.get_logits(), dtype=np.float64)
        logits.append(found.reshape(-1, found.shape[-1])[-1])
        tokens.append(int(logits[-1].argmax()))
        generator.append_tokens([token])
    return logits, tokens


def cross(folder: Path, built: Path, prompt: list[int]) -> list[float]:
    """The errors after the first two tokens too many, which the runtime writes by itself."""
    import numpy as np
    import onnxruntime_genai as og

    model = og.Model(og.Config(str(built)))
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False)
    generator = og.Generator(model, parameters)
    generator.append_tokens(prompt)
    logits, tokens = [], []
    for _ in range(2):
        generator.generate_next_token()
        tokens.append(int(generator.get_next_tokens()[0]))
        found = np.asarray(generator.get_logits(), dtype=np.float64)
        logits.append(found.reshape(-1, found.shape[-1])[-1])
    theirs, their_tokens = reference(folder, [*prompt, tokens[0]])
    assert their_tokens[0] == tokens[1]
    return [distance([mine], [other]) for mine, other in zip(logits, theirs, strict=True)]


def reference(folder: Path, prompt: list[int]) -> tuple[list[Any], list[int]]:
    """The logits and greedy tokens of the class that ``config.json`` names, the whole of it."""
    import torch
    import transformers

    name = json.loads((folder / "config.json").read_text(encoding="utf-8"))["architectures"][0]
    model = getattr(transformers, name).from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    ids = list(prompt)
    logits, tokens = [], []
    count = TOWER_TOKENS if prompt is TOWER_PROMPT else TOKENS
    with torch.no_grad():
        for _ in range(count if len(prompt) < FEW else 2):
            last = model(torch.tensor([ids]), use_cache=False).logits[0, -1].double().numpy()
            logits.append(last)
            tokens.append(int(last.argmax()))
            ids.append(tokens[-1])
    return logits, tokens


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
