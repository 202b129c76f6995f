"""How fast a model reads and writes, with so many threads."""

import gc
import json
import time
from pathlib import Path
from typing import Any

from app.core.computer.tuning import Speed
from app.core.failures import FailureKind
from app.core.files.folder import read_json
from app.core.library.converted_check import GENAI_CONFIG
from app.engine.runtime_failures import runtime_failures

TEXT = "The quick brown fox jumps over the lazy dog. 12345 Halo, apa kabar? "
LONGEST_PROMPT, SHORTEST_PROMPT = 256, 16  # tokens of the prompt that is read
WRITTEN_TOKENS = 96  # tokens that are written at most
RUN_PATIENCE = 0.6  # seconds that one reading, and one writing, may take


class Stopwatch:
    """The model in ``folder``, loaded once for one ``speed``. Raises ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY)."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime_genai as og

        self._og = og
        self._name = folder.parent.name
        model: Any = read_json(folder / GENAI_CONFIG)["model"]
        self._context_length = int(model["context_length"])
        self._window = int(model["decoder"].get("sliding_window", {}).get("window_size", 0))
        with runtime_failures(FailureKind.LOAD_FAILED, name=self._name):
            config = og.Config(str(folder))
            config.overlay(json.dumps({"model": {"decoder": {"session_options": {"intra_op_num_threads": threads}}}}))
            self._model: Any = og.Model(config)
            self._tokens = og.Tokenizer(self._model).encode(TEXT * LONGEST_PROMPT)[:LONGEST_PROMPT]

    def speed(self) -> Speed:
        """Reads twice and writes twice; the better counts. The model is then given back."""
        try:
            with runtime_failures(FailureKind.LOAD_FAILED, name=self._name):
                tokens = self._comfortable_prompt()
                readings, writings = zip(*(self._run(tokens, RUN_PATIENCE) for _ in range(2)), strict=True)
        finally:
            del self._model
            gc.collect()
        return Speed(prefill=tokens / min(readings), decode=1 / min(writings))

    def _comfortable_prompt(self) -> int:
        """Tokens of a prompt that is read in about ``RUN_PATIENCE`` seconds; the first reading also warms all up."""
        self._run(SHORTEST_PROMPT, 0)
        seconds, _ = self._run(SHORTEST_PROMPT, 0)
        wanted = int(SHORTEST_PROMPT * RUN_PATIENCE / seconds)
        return max(1, min(max(SHORTEST_PROMPT, wanted), len(self._tokens), self._context_length // 2))

    def _run(self, tokens: int, patience: float) -> tuple[float, float]:
        """Seconds to read ``tokens``, and seconds a token of the answer written in ``patience`` seconds."""
        length = max(min(tokens + WRITTEN_TOKENS + 2, self._context_length), self._window)
        parameters = self._og.GeneratorParams(self._model)
        parameters.set_search_options(do_sample=False, max_length=length, min_length=length)  # no stop token ends it
        generator = self._og.Generator(self._model, parameters)
        started = time.perf_counter()
        generator.append_tokens(self._tokens[:tokens])
        generator.generate_next_token()
        read, written = time.perf_counter(), 0
        while time.perf_counter() < read + patience and written < WRITTEN_TOKENS and tokens + written + 2 < length:
            generator.generate_next_token()
            written += 1
        return read - started, (time.perf_counter() - read) / max(1, written)
