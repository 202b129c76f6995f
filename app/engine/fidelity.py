"""The converted model against its original: what Hugging Face's libraries say in float32, and what the runtime says.

Each gets its own prompt, as its own template and tokenizer make it, and then, whatever it would have said itself, the
original's greedy answer (teacher forcing); compared are the distributions of the next token at each of its places.
"""

import gc
import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from app.core.chat_template import Message
from app.core.estimate import SMALL_MODEL
from app.core.failures import Failure, FailureKind, tells_of_memory
from app.core.plan import Checkpoint
from app.core.scorecard import Measure
from app.engine.direct import DirectModel
from app.engine.imports import heavy_imports
from app.engine.renderers import HuggingFace
from app.engine.tokenizer import check_tokenizer

ANSWER = 48  # tokens at most
PATIENCE = 180.0  # seconds, after which the original is asked nothing more
WORST = 100.0  # nats: what is no number counts as this
# What transformers and the libraries below it raise for a checkpoint that they cannot run
MISSTEPS = (OSError, ValueError, RuntimeError, LookupError, TypeError, AttributeError, ImportError, AssertionError)

Report = Callable[[int, int], None]


class OriginalAnswer(Struct, frozen=True):
    """``log_probabilities`` has a row for each token, of the whole vocabulary in float32: nats."""

    prompt: list[int]
    tokens: list[int]  # the last may be a stop token
    log_probabilities: Any


def original_answers(
    checkpoint: Checkpoint, folder: Path, dialogues: Sequence[Sequence[Message]], ends: Collection[int], report: Report
) -> list[OriginalAnswer]:
    """What the ``checkpoint`` answers, whose files (of an adapter, the merged ones) are in ``folder``; nothing of it
    stays in memory.

    ``ends`` are the stop tokens. Raises ``Failure`` (OUT_OF_MEMORY, REFERENCE_UNFIT, BAD_TEMPLATE, BAD_CONFIG).
    """
    try:
        return _original_answers(checkpoint, folder, dialogues, ends, report)
    except MemoryError as error:
        raise Failure(FailureKind.OUT_OF_MEMORY, repr(error)) from error
    except MISSTEPS as error:
        if tells_of_memory(str(error)):
            raise Failure(FailureKind.OUT_OF_MEMORY, repr(error)) from error
        raise unfit(checkpoint, repr(error)) from error
    finally:
        gc.collect()


def unfit(checkpoint: Checkpoint, details: str) -> Failure:
    return Failure(FailureKind.REFERENCE_UNFIT, details, path=str(checkpoint.folder))


def _original_answers(
    checkpoint: Checkpoint, folder: Path, dialogues: Sequence[Sequence[Message]], ends: Collection[int], report: Report
) -> list[OriginalAnswer]:
    with heavy_imports(lambda *_: None):  # the bar is about answers
        import torch
        from transformers import AutoModelForCausalLM

    if checkpoint.parameters < SMALL_MODEL:
        torch.set_num_threads(1)  # more only wait for each other over sizes as small as these
    check_tokenizer(folder)
    theirs = HuggingFace(folder, checkpoint.chat_template or "")
    original = AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager", use_safetensors=True, local_files_only=True
    ).eval()
    own = original.generation_config.eos_token_id
    ends = {*ends, *(own if isinstance(own, list) else [own])}
    started = time.monotonic()
    answers: list[OriginalAnswer] = []
    with torch.no_grad():
        for number, messages in enumerate(dialogues):
            report(number, len(dialogues))
            if not answers or time.monotonic() - started < PATIENCE:
                prompt = theirs.encode(theirs.text_at(datetime.now(), messages))
                answers.append(_answer(original, prompt, ends))
    return answers


def _answer(original: Any, prompt: list[int], ends: Collection[int]) -> OriginalAnswer:
    import torch

    tokens: list[int] = []
    rows: list[Any] = []
    given, past = prompt, None
    while len(tokens) < ANSWER and not (tokens and tokens[-1] in ends):
        output = original(torch.tensor([given]), past_key_values=past, use_cache=True)
        past, last = output.past_key_values, output.logits[0, -1].float()
        rows.append(torch.log_softmax(last, dim=-1).numpy())
        tokens.append(int(last.argmax()))
        given = tokens[-1:]
    return OriginalAnswer(prompt, tokens, np.stack(rows))


class Fidelity(Struct, frozen=True, kw_only=True):
    values: dict[Measure, float]
    prompts: int
    positions: int


def compare(
    model: DirectModel, answers: Sequence[OriginalAnswer], dialogues: Sequence[Sequence[Message]], report: Report
) -> Fidelity:
    """Raises ``RuntimeError``, as the runtime does."""
    agreeing, divergences, others = 0, [], 0
    for number, (answer, messages) in enumerate(zip(answers, dialogues, strict=False)):  # time may have been up
        report(number, len(answers))
        prompt = model.prompt(messages)
        others += prompt != answer.prompt
        rows = model.logits(prompt, answer.tokens)
        for row, token, expected in zip(rows, answer.tokens, answer.log_probabilities, strict=True):
            agreeing += int(row.argmax()) == token
            divergences.append(divergence(expected, row))
    return Fidelity(
        values={
            Measure.PROMPTS: others / len(answers),
            Measure.AGREEMENT: agreeing / len(divergences),
            Measure.DIVERGENCE: float(np.mean(divergences)),
        },
        prompts=len(answers),
        positions=len(divergences),
    )


def divergence(log_probabilities: Any, logits: Any) -> float:
    """Kullback-Leibler divergence, in nats, of the softmax of ``logits`` from a distribution: sum of p (log p - log q).

    ``logits`` may have more columns at the end, for which no token exists.
    """
    logits = logits[: len(log_probabilities)]
    ours = logits - logits.max()
    ours -= np.log(np.exp(ours).sum())
    expected = np.asarray(log_probabilities, dtype=np.float64)
    found = float(np.sum(np.exp(expected) * (expected - ours)))
    return max(0.0, found) if np.isfinite(found) else WORST  # below zero only by rounding
