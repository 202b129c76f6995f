"""Our side of ``bench_chat.py``: ``genai_turns.py FOLDER PROMPT ANSWER`` prints the tokens a second of one turn, as
JSON, for each line of standard input."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime_genai as og


def serve(folder: Path, prompt: int, answer: int) -> None:
    model = og.Model(str(folder))
    tokens = np.random.default_rng(0).integers(10, 2000, prompt).astype(np.int32)
    length = prompt + answer + 8
    for _ in sys.stdin:
        parameters = og.GeneratorParams(model)
        parameters.set_search_options(do_sample=False, max_length=length, min_length=length)  # no stop token ends it
        generator = og.Generator(model, parameters)
        started = time.perf_counter()
        generator.append_tokens(tokens)
        generator.generate_next_token()
        read = time.perf_counter()
        for _ in range(answer):
            generator.generate_next_token()
        seconds = {"prefill": prompt / (read - started), "decode": answer / (time.perf_counter() - read)}
        print(json.dumps(seconds), flush=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), *map(int, sys.argv[2:]))
