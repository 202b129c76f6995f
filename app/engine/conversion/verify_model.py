"""Verifies a converted model before it gets its name: it loads, it generates, and its logits are numbers."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.core.computer.machine import memory
from app.core.computer.threads import usable_cores
from app.core.estimate.running_memory import fits_packed
from app.core.failures import Failure, FailureKind
from app.engine.runtime_failures import runtime_failures

TRIAL_PROMPT = "Hello, who are you?"
TOKENS = {True: 3, False: 1}  # tokens after the first; each takes seconds when the weights stay in the mapped file
LENGTH = 64  # tokens of prompt and answer
TRIAL = "trial.onnx"  # lies in the model's folder during the trial


def verify_model(folder: Path, report: Callable[[int, int], None]) -> None:
    """One prefill and a few tokens with ONNX Runtime GenAI; raises ``Failure(VERIFICATION_FAILED)``.

    ``report`` is told how many tokens there are, of how many.
    """
    packed = fits_packed((folder / "model.onnx.data").stat().st_size, memory()[1])
    try:
        with runtime_failures(FailureKind.VERIFICATION_FAILED):
            _generate(_config(folder, packed), 1 + TOKENS[packed], max(LENGTH, _window(folder)), report)
    finally:
        (folder / TRIAL).unlink(missing_ok=True)


def _generate(config: Any, tokens: int, length: int, report: Callable[[int, int], None]) -> None:
    """A prefill and so many ``tokens``, the first of which is the prefill's; ``length`` holds them and the prompt."""
    import numpy as np
    import onnxruntime_genai as og

    model = og.Model(config)
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False, max_length=length)
    generator = og.Generator(model, parameters)
    generator.append_tokens(og.Tokenizer(model).encode(TRIAL_PROMPT))
    for done in range(1, tokens + 1):
        logits = np.asarray(generator.get_logits(), dtype=np.float32)
        if not math.isfinite(float(np.abs(logits).max())):
            raise Failure(FailureKind.VERIFICATION_FAILED, "the model's logits are not finite numbers")
        report(done, tokens)
        if generator.is_done():
            return
        generator.generate_next_token()


def _config(folder: Path, packed: bool) -> Any:
    """Where weights stay in the mapped file, the model's own graph is only loaded, and its trial graph answers."""
    import onnxruntime_genai as og

    from app.engine.conversion.trial_graph import write_trial_graph

    config = og.Config(str(folder))
    config.clear_providers()  # a model for a graphics card is tried on the processor
    options: dict[str, Any] = {"intra_op_num_threads": usable_cores()}
    if not packed:
        options["session.disable_prepacking"] = "1"
    config.overlay(json.dumps({"model": {"decoder": {"session_options": options}}}))
    if not packed:
        og.Model(config)
        write_trial_graph(folder / "model.onnx", folder / TRIAL)
        config.overlay(json.dumps({"model": {"decoder": {"filename": TRIAL}}}))
    return config


def _window(folder: Path) -> int:
    """Tokens of a sliding window, which the KV cache must hold; 0 without one."""
    decoder = json.loads((folder / "genai_config.json").read_text(encoding="utf-8"))["model"]["decoder"]
    return int(decoder.get("sliding_window", {}).get("window_size", 0))
