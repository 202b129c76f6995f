"""ONNX Runtime GenAI used directly: the answer that Foundry Local, which has it inside, must give too."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.core.chat_template import Message
from app.core.converted_check import GENAI_CONFIG
from app.core.failures import Failure, FailureKind, tells_of_memory
from app.core.folder import read_json


class DirectAnswer(Struct, frozen=True, kw_only=True):
    """A greedy answer. ``stop_token`` is the id that ended it, which is not in ``text``; None when it was cut off."""

    text: str
    prompt_tokens: int
    tokens: int  # of the text
    stop_token: int | None
    ids: tuple[int, ...] = ()  # of the text


def answer_directly(folder: Path, prompt: Sequence[Message] | str, most: int, patience: float) -> DirectAnswer:
    """What the model in ``folder`` answers in ``most`` tokens or ``patience`` seconds, whichever is less. A ``prompt``
    that is a text was rendered already.

    Raises ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY).
    """
    with named_failures(folder):
        model = DirectModel(folder)
        return model.answer(model.prompt(prompt), most, patience)


@contextmanager
def named_failures(folder: Path) -> Iterator[None]:
    """What the runtime raises for everything, as ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY)."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        short = isinstance(error, MemoryError) or tells_of_memory(str(error))
        kind = FailureKind.OUT_OF_MEMORY if short else FailureKind.LOAD_FAILED
        raise Failure(kind, f"used directly: {error}", name=folder.parent.name) from error


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
        self._context = int(section["context_length"])
        self._window = int(section["decoder"].get("sliding_window", {}).get("window_size", 0))
        self._model = og.Model(og.Config(str(folder)))
        self._tokenizer = og.Tokenizer(self._model)

    def prompt(self, asked: Sequence[Message] | str) -> list[int]:
        """The tokens that ask for an answer to messages, or those of a text that was rendered already."""
        if not isinstance(asked, str):
            asked = self._tokenizer.apply_chat_template(json.dumps(asked), add_generation_prompt=True)
        return [int(token) for token in self._tokenizer.encode(asked)]

    def answer(self, prompt: Sequence[int], most: int, patience: float) -> DirectAnswer:
        generator = self._generator(prompt, most)
        pieces: list[str] = []
        ids: list[int] = []
        stop_token = None
        stream, until = self._tokenizer.create_stream(), time.monotonic() + patience
        while len(pieces) < most and not generator.is_done() and time.monotonic() < until:
            generator.generate_next_token()
            token = int(generator.get_next_tokens()[0])
            if token in self.stops:
                stop_token = token
                break
            ids.append(token)
            pieces.append(stream.decode(token))
        return DirectAnswer(
            text="".join(pieces), prompt_tokens=len(prompt), tokens=len(ids), stop_token=stop_token, ids=tuple(ids)
        )

    def decode(self, ids: Sequence[int]) -> str:
        """The text of all ``ids`` at once; bytes that are no UTF-8 become U+FFFD."""
        return str(self._tokenizer.decode(list(ids))) if ids else ""

    def logits(self, prompt: Sequence[int], answer: Sequence[int]) -> Iterator[Any]:
        """The row of logits after the prompt, and after each token of ``answer`` but the last, whatever the model
        itself would have said."""
        import numpy as np

        generator = self._generator(prompt, len(answer))
        for token in answer:
            row = np.asarray(generator.get_logits(), dtype=np.float64)
            yield row.reshape(-1, row.shape[-1])[-1]
            generator.append_tokens([token])

    def _generator(self, prompt: Sequence[int], most: int) -> Any:
        """One that has read the prompt."""
        parameters = self._og.GeneratorParams(self._model)
        length = min(max(len(prompt) + most + 1, self._window), self._context)
        parameters.set_search_options(do_sample=False, max_length=length)
        generator = self._og.Generator(self._model, parameters)
        generator.append_tokens(list(prompt))
        return generator
