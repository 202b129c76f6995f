"""What becomes of one changed model folder: convert it, and ask the result and Hugging Face the same.

Runs in a process of its own, whose end tells of a crash.
"""

import os
import warnings
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Noticed
from app.core.failures import Failure
from app.core.files.journal import OWNER
from app.core.findings import Finding
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert

BAR = 1e-3  # of the logits' root mean square
ANSWER = 6  # tokens
ADAPTER = "default"  # PEFT's name for it
TOKENS = "tokens"  # begins what is said of them
QUESTION = "What is 12 + 30, and who said so?"
TEXTS = (
    QUESTION,
    "    if x:\n\treturn  1\n",
    " leading",
    "trailing ",
    "two  blanks\n\n\n1. list",
    "1234567890 and 3.14",
    "it's we'll I'VE",
    "na\u00efve caf\u00e9 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627",
    "\U0001f469\u200d\U0001f467 emoji!!",
    "UPPER lower CamelCase",
    "<|im_end|> typed <|im_start|>user",
    '{"key": [1, null]}',
)


class Outcome(StrEnum):
    RIGHT = "right"
    REFUSED = "refused before the work"
    FAILED = "refused while converting"
    TOLD = "told"  # what differs was told, or might
    WRONG = "wrong without a word"
    BROKEN = "no named error"


class Verdict(Struct):
    outcome: Outcome
    reason: str = ""


def judge(folder: Path, base: Path | None, meant: Path | None, usual: frozenset[str], work: Path) -> Verdict:
    """``folder`` is the changed model, or an adapter of ``base``; it means what ``meant`` does, if given.
    ``usual`` is what is said of the unchanged one."""
    checkpoint = inspect_checkpoint(folder, base)
    if not checkpoint.convertible:
        assert checkpoint.blocking
        return Verdict(Outcome.REFUSED, checkpoint.blocking.kind)
    told = sorted({str(finding.kind) for finding in checkpoint.findings} - usual)
    try:
        converted, noticed = _convert(checkpoint, work)
    except Failure as failure:
        return Verdict(Outcome.FAILED, failure.kind)
    wrong = _difference(converted, meant or folder, base)
    told += noticed if wrong.startswith(TOKENS) else sorted(set(noticed) - usual)
    if not wrong:
        return Verdict(Outcome.RIGHT)
    return Verdict(Outcome.TOLD if told else Outcome.WRONG, f"{wrong}; {told}" if told else wrong)


def _convert(checkpoint: Checkpoint, work: Path) -> tuple[Path, list[str]]:
    from app.engine.conversion.convert import convert

    job = work / "job"
    job.mkdir()
    (job / OWNER).touch()
    os.environ["MODEL_INSTALLER_JOB"] = str(job)
    told: list[str] = []
    request = Convert(checkpoint=checkpoint, recipe=Recipe(precision=Precision.FP32), output=work / "converted")
    convert(request, lambda event: told.append(_name(event.finding)) if isinstance(event, Noticed) else None)
    return request.output, told


def _name(finding: Finding) -> str:
    return f"{finding.kind} {finding.facts.get('kind_of_text', '')}"


def usual_words(folder: Path, base: Path | None, work: Path) -> frozenset[str]:
    """What is said of a folder that nothing is wrong with: kinds of findings, and of texts that are read otherwise."""
    checkpoint = inspect_checkpoint(folder, base)
    _, told = _convert(checkpoint, work)
    return frozenset((*(str(finding.kind) for finding in checkpoint.findings), *told))


def _difference(converted: Path, folder: Path, base: Path | None) -> str:
    """Of the converted model from Hugging Face's; "" when there is none."""
    import onnxruntime_genai as og
    import torch

    torch.set_num_threads(1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tokenizer, original = _tokenizer(folder, base), _original(folder, base)
        except Exception as error:  # noqa: BLE001  # whatever transformers raises: it has no answer of its own
            return f"transformers has no such model: {type(error).__name__}: {error}"[:300]
        if isinstance(original, str):
            return original
        theirs = [_ids(tokenizer, text) for text in TEXTS]
    runtime = og.Tokenizer(og.Model(_config(converted)))
    start = len(runtime.encode(""))
    for text, ids in zip(TEXTS, theirs, strict=True):
        ours = [int(token) for token in runtime.encode(text)]
        if ours[start:] != ids and ours != ids:
            return f"{TOKENS} of {text!r}: {ours} instead of {ids}"
    return _logits_differ(converted, original, _prompt(tokenizer, original))


def _ids(tokenizer: Any, text: str) -> list[int]:
    return [int(token) for token in tokenizer.encode(text, add_special_tokens=False).ids]


def _tokenizer(folder: Path, base: Path | None) -> Any:
    """As transformers reads it, without the padding and truncation of a batch."""
    from transformers import AutoTokenizer

    own = folder if (folder / "tokenizer.json").exists() or base is None else base
    tokenizer = AutoTokenizer.from_pretrained(own).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _original(folder: Path, base: Path | None) -> Any:
    """The model, or why transformers has none."""
    import torch
    from transformers import AutoModelForCausalLM

    options: dict[str, Any] = {"dtype": torch.float32, "attn_implementation": "eager", "output_loading_info": True}
    model, found = AutoModelForCausalLM.from_pretrained(base or folder, **options)
    lost = [*found["missing_keys"], *found["mismatched_keys"]]
    if lost:
        return f"transformers draws these by chance: {lost}"[:200]
    if base:
        model, left_out = _with_adapter(model, folder)
        if left_out:
            return f"PEFT leaves out {left_out}"[:200]
    return model.eval()


def _with_adapter(model: Any, folder: Path) -> tuple[Any, list[str]]:
    """PEFT's model, and the tensors that it has no use for. What the file lacks begins without effect."""
    from peft import PeftConfig, get_peft_model, load_peft_weights, set_peft_model_state_dict

    config = PeftConfig.from_pretrained(str(folder))
    adapted = get_peft_model(model, config)
    result = set_peft_model_state_dict(adapted, load_peft_weights(str(folder), device="cpu"))
    _merge(adapted)
    return adapted, list(result.unexpected_keys)


def _merge(adapted: Any) -> None:
    """Round what each layer computes with to the base model's 16 bits, as weights are kept. An embedding and a head
    that share a table, of which one was trained, get each their own, as they have in PEFT's model before merging."""
    import torch

    for module in adapted.modules():
        if hasattr(module, "get_delta_weight") and ADAPTER in module.scaling:
            layer = module.get_base_layer()
            layer.weight = torch.nn.Parameter(layer.weight.data + module.get_delta_weight(ADAPTER))
            module.scaling[ADAPTER] = 0.0
    for parameter in adapted.parameters():
        parameter.data = parameter.data.to(torch.bfloat16).float()


def _prompt(tokenizer: Any, original: Any) -> list[int]:
    rows = len(original.get_input_embeddings().weight)
    ids = [token for token in _ids(tokenizer, f"<|im_start|>user\n{QUESTION}<|im_end|>\n") if token < rows]
    return ids or [5, 300, 77]


def _logits_differ(converted: Path, original: Any, prompt: list[int]) -> str:
    import numpy as np
    import onnxruntime_genai as og
    import torch

    model = og.Model(_config(converted))
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False)
    generator = og.Generator(model, parameters)
    generator.append_tokens(prompt)
    ids = list(prompt)
    for _ in range(ANSWER):
        with torch.no_grad():
            wanted = original(input_ids=torch.tensor([ids])).logits[0, -1].double().numpy()
        found = np.asarray(generator.get_logits(), dtype=np.float64)
        mine = found.reshape(-1, found.shape[-1])[-1]
        if len(mine) != len(wanted):
            return f"{len(mine)} logits instead of {len(wanted)}"
        error = float(np.sqrt(np.mean((mine - wanted) ** 2) / (np.mean(wanted**2) or 1)))
        if not error < BAR:
            return f"logits {error:.2%} off"
        ids.append(int(wanted.argmax()))
        generator.append_tokens(ids[-1:])
    return ""


def _config(folder: Path) -> Any:
    import onnxruntime_genai as og

    config = og.Config(str(folder))
    config.clear_providers()
    return config
