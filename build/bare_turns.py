"""The bare loop of ``chat_overhead.py``: ``bare_turns.py FOLDER`` answers each line of standard input, a JSON text,
greedily with ONNX Runtime GenAI, and prints the answer, its tokens and its seconds as JSON."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import onnxruntime_genai as og


def serve(folder: Path) -> None:
    model = og.Model(str(folder))
    tokenizer = og.Tokenizer(model)
    context = json.loads((folder / "genai_config.json").read_text(encoding="utf-8"))["model"]["context_length"]
    for line in sys.stdin:
        print(json.dumps(answer(model, tokenizer, json.loads(line), context)), flush=True)


def answer(model: Any, tokenizer: Any, prompt: str, context: int) -> dict[str, Any]:
    started = time.perf_counter()
    asked = tokenizer.apply_chat_template(json.dumps([{"role": "user", "content": prompt}]), add_generation_prompt=True)
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False, max_length=context)
    generator = og.Generator(model, parameters)
    generator.append_tokens(tokenizer.encode(asked))
    pieces, stream, first = [], tokenizer.create_stream(), 0.0
    while not generator.is_done():
        generator.generate_next_token()
        pieces.append(stream.decode(generator.get_next_tokens()[0]))
        first = first or time.perf_counter() - started
    seconds = time.perf_counter() - started
    return {"first": first, "seconds": seconds, "tokens": len(pieces), "text": "".join(pieces)}


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
