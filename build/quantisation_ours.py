"""Our side of ``bench_quantisation.py``: ``texts MODEL WORK`` cuts the texts into windows and keeps what the original
says in float32; ``judge FOLDER WORK`` prints how close a converted model is to that."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from closeness import judge, log_softmax


def cut_texts(model: str, folder: str) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    work = Path(folder)
    texts = json.loads((work / "texts.json").read_text())
    count, length = texts.pop("windows"), texts.pop("length")
    tokenizer = AutoTokenizer.from_pretrained(model)
    windows, kinds = [], []
    for kind, text in texts.items():
        whole = text if isinstance(text, str) else "\n".join(_conversation(tokenizer, each) for each in text)
        ids = tokenizer(whole, add_special_tokens=False)["input_ids"]
        step = (len(ids) - length) // (count - 1)
        windows += [ids[at : at + length] for at in range(0, step * count, step)]
        kinds += [kind] * count
    original = AutoModelForCausalLM.from_pretrained(model, dtype=torch.float32).eval()
    with torch.no_grad():
        rows = [log_softmax(original(torch.tensor([ids])).logits[0].numpy()).astype(np.float16) for ids in windows]
    np.save(work / "ids.npy", np.array(windows))
    np.save(work / "original.npy", np.stack(rows))
    (work / "kinds.json").write_text(json.dumps(kinds))


def _conversation(tokenizer: Any, row: dict[str, str]) -> str:
    messages = [{"role": "user", "content": row["question"]}, {"role": "assistant", "content": row["answer"]}]
    return str(tokenizer.apply_chat_template(messages, tokenize=False))


def score(folder: str, work: str) -> None:
    import onnxruntime_genai as og

    from app.engine.library.foundry_cli import read_every_position

    with tempfile.TemporaryDirectory(dir=work) as place:
        for path in Path(folder).iterdir():
            os.link(path, Path(place, path.name))
        graph = Path(place, "model.onnx")
        content = graph.read_bytes()
        graph.unlink()
        graph.write_bytes(content)
        read_every_position(graph)
        model = og.Model(place)

        def logits(window: np.ndarray) -> np.ndarray:
            parameters = og.GeneratorParams(model)
            parameters.set_search_options(max_length=len(window) + 1, do_sample=False)
            generator = og.Generator(model, parameters)
            generator.append_tokens(window.tolist())
            return np.asarray(generator.get_output("logits"), dtype=np.float32)[0]

        judge(logits, Path(work))


if __name__ == "__main__":
    {"texts": cut_texts, "judge": score}[sys.argv[1]](*sys.argv[2:])
