"""ONNX Runtime GenAI used directly: the answer that Foundry Local, which has it inside, must give too."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.core.failures import FailureKind
from app.core.files.folder import read_json
from app.core.library.converted_check import GENAI_CONFIG
from app.core.template.rendering import Message
from app.engine.runtime_failures import runtime_failures


class DirectAnswer(Struct, frozen=True, kw_only=True):
    """A greedy answer. ``stop_token`` is the id that ended it, which is not in ``text``; None when it was cut off."""

    text: str
    prompt_tokens: int
    tokens: int  # those of the text, without the stop token
    stop_token: int | None
    ids: tuple[int, ...] = ()  # those of the text, without the stop token
    seconds_to_first: float = 0.0
    seconds: float = 0.0  # time from the question to the end


def answer_directly(folder: Path, prompt: Sequence[Message] | str, most: int, patience: float) -> DirectAnswer:
    """What the model in ``folder`` answers in ``most`` tokens or ``patience`` seconds, whichever is less. A ``prompt``
    that is a text was rendered already.

    Raises ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY).
    """
    with named_failures(folder):
        model = DirectModel(folder)
        return model.answer(model.prompt(prompt), most, patience)


def named_failures(folder: Path) -> AbstractContextManager[None]:
    """What the runtime raises for everything, as ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY) that names the model."""
    return runtime_failures(FailureKind.LOAD_FAILED, name=folder.parent.name)


def stop_tokens(folder: Path) -> list[int]:
    """The ids at which the runtime ends an answer."""
    ids = _section(folder)["eos_token_id"]
    return ids if isinstance(ids, list) else [ids]


def vocabulary_size(folder: Path) -> int:
    return int(_section(folder)["vocab_size"])


def _section(folder: Path) -> Any:
    return read_json(folder / GENAI_CONFIG)["model"]


class DirectModel:
    """The model in ``folder``, loaded. Raises ``RuntimeError``, as its methods do."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime_genai as og

        self._og = og
        section = _section(folder)
        self.stops = stop_tokens(folder)
        self.context = int(section["context_length"])
        self._window = int(section["decoder"].get("sliding_window", {}).get("window_size", 0))
        self._model = og.Model(og.Config(str(folder)))
        self._tokenizer = og.Tokenizer(self._model)

    def prompt(self, asked: Sequence[Message] | str) -> list[int]:
        """The tokens that ask for an answer to messages, or those of a text that was rendered already."""
        if not isinstance(asked, str):
            asked = self._tokenizer.apply_chat_template(json.dumps(asked), add_generation_prompt=True)
        return [int(token) for token in self._tokenizer.encode(asked)]

    def answer(
        self, prompt: Sequence[int], most: int, patience: float, is_stuck: Callable[[list[int]], bool] = lambda _: False
    ) -> DirectAnswer:
        """At most ``most`` tokens, and fewer when ``is_stuck`` says so of those so far."""
        started = time.perf_counter()
        generator = self._generator(prompt, most)
        first = 0.0
        pieces: list[str] = []
        ids: list[int] = []
        stop_token = None
        stream, until = self._tokenizer.create_stream(), time.perf_counter() + patience
        while len(pieces) < most and not generator.is_done() and time.perf_counter() < until:
            generator.generate_next_token()
            token = int(generator.get_next_tokens()[0])
            first = first or time.perf_counter() - started
            if token in self.stops:
                stop_token = token
                break
            ids.append(token)
            pieces.append(stream.decode(token))
            if is_stuck(ids):
                break
        return DirectAnswer(
            text="".join(pieces),
            prompt_tokens=len(prompt),
            tokens=len(ids),
            stop_token=stop_token,
            ids=tuple(ids),
            seconds_to_first=first,
            seconds=time.perf_counter() - started,
        )

    def decode(self, ids: Sequence[int]) -> str:
        """The text of all ``ids`` at once; bytes that are no UTF-8 become U+FFFD."""
        return str(self._tokenizer.decode(list(ids))) if ids else ""

    def logits(self, prompt: Sequence[int], answer: Sequence[int]) -> Iterator[Any]:
        """The row of logits after the prompt, and after each token of ``answer`` but the last; the model's
        own choices do not count (teacher forcing)."""
        import numpy as np

        generator = self._generator(prompt, len(answer))
        for token in answer:
            row = np.asarray(generator.get_logits(), dtype=np.float64)
            yield row.reshape(-1, row.shape[-1])[-1]
            generator.append_tokens([token])

    def _generator(self, prompt: Sequence[int], most: int) -> Any:
        """One that has read the prompt."""
        parameters = self._og.GeneratorParams(self._model)
        length = min(max(len(prompt) + most + 1, self._window), self.context)
        parameters.set_search_options(do_sample=False, max_length=length)
        generator = self._og.Generator(self._model, parameters)
        generator.append_tokens(list(prompt))
        return generator
