"""Before a converted model gets its name: it loads, it generates, and its logits are numbers."""

import math
from pathlib import Path

from app.core.failures import Failure, FailureKind

PROMPT = "Hello, who are you?"
TOKENS = 4


def verify_model(folder: Path) -> None:
    """One prefill and a few tokens with ONNX Runtime GenAI; raises ``Failure(VERIFICATION_FAILED)``."""
    import numpy as np
    import onnxruntime_genai as og

    try:
        model = og.Model(str(folder))
        generator = og.Generator(model, _greedy(model))
        generator.append_tokens(og.Tokenizer(model).encode(PROMPT))
        for _ in range(TOKENS):
            logits = np.asarray(generator.get_logits(), dtype=np.float32)
            if not math.isfinite(float(np.abs(logits).max())):
                raise Failure(FailureKind.VERIFICATION_FAILED, "the model's logits are not finite numbers")
            if generator.is_done():
                return
            generator.generate_next_token()
    except RuntimeError as error:  # what onnxruntime-genai raises for everything
        raise Failure(FailureKind.VERIFICATION_FAILED, str(error)) from error


def _greedy(model: object) -> object:
    import onnxruntime_genai as og

    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False, max_length=64)
    return parameters
