"""How fast a model reads and writes, with so many threads."""

import gc
import json
import time
from pathlib import Path
from typing import Any

from app.core.converted_check import GENAI_CONFIG
from app.core.failures import Failure, FailureKind, tells_of_memory
from app.core.folder import read_json
from app.core.plan import Speed

TEXT = "The quick brown fox jumps over the lazy dog. 12345 Halo, apa kabar? "
LONGEST, SHORTEST = 256, 16  # tokens of the prompt that is read
ANSWER = 96  # tokens that are written at most
PATIENCE = 0.6  # seconds that one reading, and one writing, may take


class Stopwatch:
    """The model in ``folder``, loaded once for one ``speed``. Raises ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY)."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime_genai as og

        self._og = og
        self._name = folder.parent.name
        model: Any = read_json(folder / GENAI_CONFIG)["model"]
        self._room = int(model["context_length"])
        self._window = int(model["decoder"].get("sliding_window", {}).get("window_size", 0))
        try:
            config = og.Config(str(folder))
            config.overlay(json.dumps({"model": {"decoder": {"session_options": {"intra_op_num_threads": threads}}}}))
            self._model: Any = og.Model(config)
            self._tokens = og.Tokenizer(self._model).encode(TEXT * LONGEST)[:LONGEST]
        except (RuntimeError, MemoryError) as error:  # what onnxruntime-genai raises for everything
            raise _failure(error, self._name) from error

    def speed(self) -> Speed:
        """Reads twice and writes twice; the better counts. The model is then given back."""
        try:
            tokens = self._comfortable_prompt()
            readings, writings = zip(*(self._run(tokens, PATIENCE) for _ in range(2)), strict=True)
        except (RuntimeError, MemoryError) as error:
            raise _failure(error, self._name) from error
        finally:
            del self._model
            gc.collect()
        return Speed(prefill=tokens / min(readings), decode=1 / min(writings))

    def _comfortable_prompt(self) -> int:
        """Tokens of a prompt that is read in about ``PATIENCE`` seconds; the first reading also warms everything up."""
        self._run(SHORTEST, 0)
        seconds, _ = self._run(SHORTEST, 0)
        wanted = int(SHORTEST * PATIENCE / seconds)
        return max(1, min(max(SHORTEST, wanted), len(self._tokens), self._room // 2))

    def _run(self, tokens: int, patience: float) -> tuple[float, float]:
        """Seconds to read ``tokens``, and seconds a token of the answer written in ``patience`` seconds."""
        length = max(min(tokens + ANSWER + 2, self._room), self._window)
        parameters = self._og.GeneratorParams(self._model)
        parameters.set_search_options(do_sample=False, max_length=length, min_length=length)  # no stop token ends it
        generator = self._og.Generator(self._model, parameters)
        started = time.perf_counter()
        generator.append_tokens(self._tokens[:tokens])
        generator.generate_next_token()
        read, written = time.perf_counter(), 0
        while time.perf_counter() < read + patience and written < ANSWER and tokens + written + 2 < length:
            generator.generate_next_token()
            written += 1
        return read - started, (time.perf_counter() - read) / max(1, written)


def _failure(error: RuntimeError | MemoryError, name: str) -> Failure:
    short = isinstance(error, MemoryError) or tells_of_memory(str(error))
    return Failure(FailureKind.OUT_OF_MEMORY if short else FailureKind.LOAD_FAILED, str(error), name=name)
