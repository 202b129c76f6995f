"""ONNX Runtime GenAI used directly: the answer that Foundry Local, which has it inside, must give too."""

import json
import time
from collections.abc import Sequence
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


def answer_directly(folder: Path, prompt: Sequence[Message] | str, most: int, patience: float) -> DirectAnswer:
    """What the model in ``folder`` answers in ``most`` tokens or ``patience`` seconds, whichever is less. A ``prompt``
    that is a text was rendered already.

    Raises ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY).
    """
    try:
        return _answer(folder, prompt, most, patience)
    except (RuntimeError, MemoryError) as error:  # what onnxruntime-genai raises for everything
        short = isinstance(error, MemoryError) or tells_of_memory(str(error))
        kind = FailureKind.OUT_OF_MEMORY if short else FailureKind.LOAD_FAILED
        raise Failure(kind, f"used directly: {error}", name=folder.parent.name) from error


def _answer(folder: Path, asked: Sequence[Message] | str, most: int, patience: float) -> DirectAnswer:
    import onnxruntime_genai as og

    section: Any = read_json(folder / GENAI_CONFIG)["model"]
    stops = section["eos_token_id"] if isinstance(section["eos_token_id"], list) else [section["eos_token_id"]]
    window = int(section["decoder"].get("sliding_window", {}).get("window_size", 0))
    model = og.Model(og.Config(str(folder)))
    tokenizer = og.Tokenizer(model)
    if not isinstance(asked, str):
        asked = tokenizer.apply_chat_template(json.dumps(asked), add_generation_prompt=True)
    prompt = tokenizer.encode(asked)
    parameters = og.GeneratorParams(model)
    length = min(max(len(prompt) + most + 1, window), int(section["context_length"]))
    parameters.set_search_options(do_sample=False, max_length=length)
    generator = og.Generator(model, parameters)
    generator.append_tokens(prompt)
    pieces: list[str] = []
    stream, until = tokenizer.create_stream(), time.monotonic() + patience
    while len(pieces) < most and not generator.is_done() and time.monotonic() < until:
        generator.generate_next_token()
        token = int(generator.get_next_tokens()[0])
        if token in stops:
            return _of(pieces, len(prompt), token)
        pieces.append(stream.decode(token))
    return _of(pieces, len(prompt), None)


def _of(pieces: list[str], prompt_tokens: int, stop_token: int | None) -> DirectAnswer:
    return DirectAnswer(text="".join(pieces), prompt_tokens=prompt_tokens, tokens=len(pieces), stop_token=stop_token)
