"""A checkpoint as Hugging Face's libraries run it in float32: what it answers greedily, several questions at a time."""

import gc
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.estimate import SMALL_MODEL
from app.core.failures import Failure, FailureKind, tells_of_memory
from app.core.library.sampling import default_sampling
from app.core.template.rendering import Message
from app.engine.conversion.tokenizer import check_tokenizer
from app.engine.heavy_imports import heavy_imports
from app.engine.original.text_model import load_text_model
from app.engine.scorecard.answering import LEAST_ROOM, CountReport, Said, is_stuck, without_reasoning
from app.engine.template.renderers import HuggingFace

ORIGINAL_PATIENCE = 240.0  # seconds, after which it is asked nothing more
ASKED_AT_ONCE = 24  # questions: each weight is read from memory once for all of them
ALMOST = 0.97  # share of a batch that counts as done when its answers are longer than usual
MOST_AT_ONCE = 4_096  # tokens of all their prompts
# What transformers and the libraries below it raise for a checkpoint that they cannot run
MISSTEPS = (OSError, ValueError, RuntimeError, LookupError, TypeError, AttributeError, ImportError, AssertionError)


def unfit(checkpoint: Checkpoint, details: str) -> Failure:
    return Failure(FailureKind.REFERENCE_UNFIT, details, path=str(checkpoint.folder))


@contextmanager
def original_failures(checkpoint: Checkpoint) -> Iterator[None]:
    """What goes wrong in it as ``Failure`` (OUT_OF_MEMORY, REFERENCE_UNFIT); nothing of it stays in memory."""
    try:
        yield
    except MemoryError as error:
        raise Failure(FailureKind.OUT_OF_MEMORY, repr(error)) from error
    except MISSTEPS as error:
        kind = FailureKind.OUT_OF_MEMORY if tells_of_memory(str(error)) else None
        raise Failure(kind, repr(error)) if kind else unfit(checkpoint, repr(error)) from error
    finally:
        gc.collect()


class CheckpointModel:
    """The ``checkpoint``, whose files (of an adapter, the merged ones) are in ``folder``, loaded.

    ``ends`` are stop tokens besides its own; ``penalty`` of tokens that were said already, as the runtime has it; None:
    what the checkpoint asks for. Raises ``Failure`` (BAD_TEMPLATE, BAD_CONFIG) and ``MISSTEPS``, as its methods do.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        folder: Path,
        ends: Collection[int] = (),
        reasoning_marks: tuple[str, ...] = (),
        penalty: float | None = None,
    ) -> None:
        with heavy_imports(lambda *_: None):  # the bar is about answers
            import torch
            from transformers import AutoModelForCausalLM, AutoTokenizer

            assert AutoModelForCausalLM
        if checkpoint.parameters < SMALL_MODEL:
            torch.set_num_threads(1)  # more only wait for each other over sizes as small as these
        check_tokenizer(folder)
        self._renderer = HuggingFace(folder, checkpoint.chat_template or "")
        self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.model = load_text_model(folder, dtype=torch.float32, attn_implementation="eager").eval()
        own = self.model.generation_config.eos_token_id
        self.own_ends = {*(own if isinstance(own, list) else [own])} - {None}
        self._ends = {*ends, *self.own_ends}
        self._reasoning_marks = reasoning_marks
        self._penalty = default_sampling(folder).repetition_penalty if penalty is None else penalty
        self._context = checkpoint.context_length or 1 << 30
        shape = checkpoint.shape
        keeps_state = shape is None or bool(shape.convolutions or shape.linear_layers)
        self._at_once = 1 if keeps_state else ASKED_AT_ONCE  # a state would hold what only fills up
        self._started = time.perf_counter()
        self.usual = 0  # tokens that its answers are likely to have; 0: not known

    def encode(self, messages: Sequence[Message]) -> list[int]:
        """The tokens that ask for an answer to ``messages``."""
        return self._renderer.encode(self._renderer.text_at(datetime.now(), messages))

    def answer_all(self, dialogues: Sequence[Sequence[Message]], most: int, report: CountReport) -> list[Said | None]:
        prompts = [self._fitting(messages) for messages in dialogues]
        found: list[Said | None] = [None] * len(prompts)
        done = 0
        for numbers in self._batches(prompts):
            report(done, len(prompts))
            if time.perf_counter() - self._started > ORIGINAL_PATIENCE:
                break
            told = partial(_tell, report, done, len(numbers), len(prompts), self.usual)
            said = self._answer([prompts[number] for number in numbers], most, told)
            for number, answer in zip(numbers, said, strict=True):
                found[number] = answer
            done += len(numbers)
        return found

    def passes(self, lengths: Sequence[int]) -> int:
        """About how often all weights are read while answers of so many tokens are made."""
        batches = [lengths[first : first + self._at_once] for first in range(0, len(lengths), self._at_once)]
        return sum(1 + max(batch) for batch in batches)

    def _fitting(self, messages: Sequence[Message]) -> list[int]:
        """Empty for what is too long or refused."""
        try:
            prompt = self.encode(messages)
        except Failure as failure:
            if failure.kind is not FailureKind.BAD_TEMPLATE:
                raise
            return []
        return prompt if len(prompt) + LEAST_ROOM < self._context else []

    def _batches(self, prompts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Numbers of prompts of about the same length, the short ones first."""
        batch: list[int] = []
        for number in sorted((n for n, prompt in enumerate(prompts) if prompt), key=lambda n: len(prompts[n])):
            full = len(batch) == self._at_once or (len(batch) + 1) * len(prompts[number]) > MOST_AT_ONCE
            if batch and full:
                yield batch
                batch = []
            batch.append(number)
        if batch:
            yield batch

    def _answer(self, prompts: Sequence[list[int]], most: int, report: CountReport) -> list[Said]:
        """Shorter prompts are filled up at their beginning, where nothing looks."""
        import torch

        started = time.perf_counter()
        longest = max(map(len, prompts))
        ids = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in prompts])
        mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts])
        seen = np.zeros((len(prompts), 0), dtype=bool)
        answers: list[list[int]] = [[] for _ in prompts]
        writing = list(range(len(prompts)))  # the answers that have not ended, and a few that have
        limit = min(most, self._context - longest - 1)
        first, past, given = 0.0, None, ids
        with torch.no_grad():
            while True:
                placed = self._placed(mask, given)
                output = self.model(given, past_key_values=past, use_cache=True, logits_to_keep=1, **placed)
                past, logits = output.past_key_values, output.logits[:, -1].float().numpy()
                seen = seen if seen.shape[1] else _seen(prompts, logits.shape[1])
                chosen = _penalized(logits, seen, self._penalty).argmax(-1)
                first = first or time.perf_counter() - started
                for place, token in enumerate(chosen.tolist()):
                    seen[place, token] = True
                    if not self._is_over(answers[writing[place]]):
                        answers[writing[place]].append(token)
                report(max(map(len, answers)), most)
                open_ = [place for place, row in enumerate(writing) if not self._is_over(answers[row])]
                if not open_ or len(answers[writing[open_[0]]]) >= limit:
                    break
                given = torch.tensor(chosen)[:, None]
                mask = torch.cat([mask, torch.ones_like(given)], dim=1)
                if len(open_) <= len(writing) / 2:  # what has ended costs as much as what has not
                    past.batch_select_indices(torch.tensor(open_))
                    given, mask, seen = given[open_], mask[open_], seen[open_]
                    writing = [writing[place] for place in open_]
        seconds = time.perf_counter() - started
        return [self._said(prompt, answer, first, seconds) for prompt, answer in zip(prompts, answers, strict=True)]

    def _placed(self, mask: Any, given: Any) -> dict[str, Any]:
        if self._at_once == 1:
            return {}
        places = (mask.cumsum(-1) - 1).clamp(min=0)[:, -given.shape[1] :]
        return {"attention_mask": mask, "position_ids": places}

    def _is_over(self, answer: Sequence[int]) -> bool:
        return bool(answer) and (answer[-1] in self._ends or is_stuck(answer))

    def _said(self, prompt: list[int], ids: list[int], first: float, seconds: float) -> Said:
        ended = ids[-1] in self._ends
        text = str(self._tokenizer.decode(ids[:-1] if ended else ids, skip_special_tokens=True))
        return Said(
            text=without_reasoning(text, self._reasoning_marks),
            prompt=tuple(prompt),
            ids=tuple(ids),
            whole=text,
            ended=ended,
            at_limit=not ended,
            seconds_to_first=first,
            seconds=seconds,
        )

    def decode(self, ids: Sequence[int]) -> str:
        return str(self._tokenizer.decode(list(ids), skip_special_tokens=True))


def _tell(report: CountReport, before: int, batch: int, total: int, usual: int, tokens: int, most: int) -> None:
    """Of a batch so many questions count as done as their share of tokens is."""
    report(before + int(batch * min(tokens / (min(usual or most, most) + 1), ALMOST)), total)


def _seen(prompts: Sequence[Sequence[int]], words: int) -> Any:
    """Which tokens each conversation holds, (conversations, vocabulary)."""
    seen = np.zeros((len(prompts), words), dtype=bool)
    for row, prompt in enumerate(prompts):
        seen[row, list(prompt)] = True
    return seen


def _penalized(logits: Any, seen: Any, penalty: float) -> Any:
    """Keskar et al. 2019, CTRL, section 4.1, as transformers and the runtime do it."""
    if penalty == 1:
        return logits
    return np.where(seen, np.where(logits < 0, logits * penalty, logits / penalty), logits)
