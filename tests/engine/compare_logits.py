"""How far the FP32 conversion of a checkpoint is from Hugging Face in float32: ``python -m tests.engine.compare_logits
FOLDER WORK`` prints one JSON object. ``error`` is the worst RMS of the difference, as a share of the RMS of the logits,
over the last position of the prompt and of every greedy token after it."""

import json
import sys
from pathlib import Path
from typing import Any

PROMPT = [5, 300, 77, 1200, 41, 9, 650, 3, 88, 1999, 420, 17]
TOKENS = 20


def main(folder: str, work: Path) -> None:
    import numpy as np

    from app.core.plan import Precision, Recipe
    from app.core.recipe import builder_options
    from tests.engine.compare_paths import build

    output = work / "fp32"
    failed = build(folder, output, "fp32", builder_options(Recipe(precision=Precision.FP32)))
    ours, our_tokens = runtime(output)
    theirs, their_tokens = reference(folder)
    errors = [
        float(np.sqrt(np.mean((mine - other) ** 2)) / np.sqrt(np.mean(other**2)))
        for mine, other in zip(ours, theirs, strict=True)
    ]
    print(json.dumps({"failed": failed, "error": max(errors), "same_tokens": our_tokens == their_tokens}))


def runtime(folder: Path) -> tuple[list[Any], list[int]]:
    import numpy as np
    import onnxruntime_genai as og

    model = og.Model(str(folder))
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False, max_length=200)
    generator = og.Generator(model, parameters)
    generator.append_tokens(PROMPT)
    logits, tokens = [], []
    for _ in range(TOKENS):
        last = np.asarray(generator.get_logits(), dtype=np.float64).reshape(-1, generator.get_logits().shape[-1])[-1]
        logits.append(last)
        tokens.append(int(last.argmax()))
        generator.append_tokens([tokens[-1]])
    return logits, tokens


def reference(folder: str) -> tuple[list[Any], list[int]]:
    import torch
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    ids = list(PROMPT)
    logits, tokens = [], []
    with torch.no_grad():
        for _ in range(TOKENS):
            last = model(torch.tensor([ids])).logits[0, -1].double().numpy()
            logits.append(last)
            tokens.append(int(last.argmax()))
            ids.append(tokens[-1])
    return logits, tokens


if __name__ == "__main__":
    from app.engine.streaming import streaming_builder

    work = Path(sys.argv[2])
    with streaming_builder(lambda *_: None, work / "kept"):
        main(sys.argv[1], work)
