"""INT4 with float16 around it against INT4 with float32 around it, on a processor: size, speed, how close to FP32.

Speed is of both models loaded at once, by turns, on all cores, so that a busy machine is busy for both. Closeness is of
the logits after each token of a given text, against our FP32 conversion (which is Hugging Face's within 0.1%).
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime_genai as og
from bench_convert import VOCABULARY, make_checkpoint
from bench_report import ROOT, write_section

from app.jobs.child import engine_environment

VARIANTS = {"fp32": ["fp32"], "int4": ["int4"], "int4, float16": ["int4", "--float16"]}
PREFILL, DECODE, POSITIONS = 256, 64, 200  # tokens
SAMPLE = ROOT / "resources" / "sample-model"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--block-size", type=int, default=128)
    options = parser.parse_args()
    rows: list[list[str]] = []
    numbers = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, checkpoint in (("sample model", SAMPLE), ("0.5b", make_checkpoint("0.5b", work))):
            folders = convert(checkpoint, work / name.replace(" ", "-"), options.block_size)
            measured = compare(folders, tokens_of(checkpoint, POSITIONS), options.rounds)
            numbers[name] = measured
            rows += [[name, variant, *cells(result)] for variant, result in measured.items()]
    head = ["model", "variant", "size", "prefill", "decode", "logits' RMS error", "KL divergence", "same first choice"]
    note = "Speeds are tokens a second, with their share of int4's in the same round (medians)."
    title = f"INT4 with float16 around it, on a processor, block size {options.block_size}"
    write_section(title, note, head, rows, numbers)


def convert(checkpoint: Path, output: Path, block_size: int) -> dict[str, Path]:
    """Each variant's folder."""
    output.mkdir()
    folders = {}
    for number, (variant, precision) in enumerate(VARIANTS.items()):
        folders[variant] = output / str(number)
        command = [sys.executable, "-m", "app", "convert", str(checkpoint), "--output", str(folders[variant]), "--json"]
        block = ["--block-size", str(block_size), "--precision"]
        environment = engine_environment(output) | {"MODEL_INSTALLER_HOME": str(output / "home")}
        subprocess.run([*command, *block, *precision], env=environment, stdout=subprocess.DEVNULL, check=True)
    return folders


def tokens_of(checkpoint: Path, count: int) -> list[int]:
    """Of the sample model, text that it was trained on; of random weights, random tokens."""
    if checkpoint != SAMPLE:
        return random.Random(0).choices(range(3, VOCABULARY), k=count)
    from tokenizers import Tokenizer

    text = (ROOT / "resources" / "prompts" / "sample_corpus.jsonl").read_text(encoding="utf-8")
    found: list[int] = Tokenizer.from_file(str(checkpoint / "tokenizer.json")).encode(text[:4000]).ids
    return found[:count]


def compare(folders: dict[str, Path], tokens: list[int], rounds: int) -> dict[str, dict[str, float]]:
    exact = logits(load(folders["fp32"]), tokens)
    variants = {variant: load(folder) for variant, folder in folders.items() if variant != "fp32"}
    measured = {
        variant: closeness(exact, logits(model, tokens))
        | {"bytes": sum(path.stat().st_size for path in folders[variant].glob("model.onnx*"))}
        for variant, model in variants.items()
    }
    runs = [{variant: speed(model, tokens) for variant, model in variants.items()} for _ in range(rounds)]
    for index, what in enumerate(("prefill", "decode")):
        for variant, result in measured.items():
            result[what] = statistics.median(run[variant][index] for run in runs)
            result[f"{what} ratio"] = statistics.median(run[variant][index] / run["int4"][index] for run in runs)
    return measured


def load(folder: Path) -> og.Model:
    config = og.Config(str(folder))
    options = {"intra_op_num_threads": os.cpu_count()}
    config.overlay(json.dumps({"model": {"decoder": {"session_options": options}}}))
    return og.Model(config)


def start(model: og.Model) -> og.Generator:
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False, min_length=PREFILL + DECODE, max_length=PREFILL + DECODE + 1)
    return og.Generator(model, parameters)


def logits(model: og.Model, tokens: list[int]) -> Any:
    """(tokens, vocabulary) float64: after each token."""
    generator, found = start(model), []
    for token in tokens:
        generator.append_tokens([token])
        found.append(np.asarray(generator.get_logits(), dtype=np.float64).ravel())
    return np.stack(found)


def closeness(exact: Any, others: Any) -> dict[str, float]:
    """RMS of the difference as a share of the logits' RMS, mean Kullback-Leibler divergence (nats), and how often both
    choose the same token first."""
    exact, others = exact - exact.mean(-1, keepdims=True), others - others.mean(-1, keepdims=True)
    log_exact, log_others = log_softmax(exact), log_softmax(others)
    return {
        "rms": float(np.sqrt(((exact - others) ** 2).mean() / (exact**2).mean())),
        "kl": float((np.exp(log_exact) * (log_exact - log_others)).sum(-1).mean()),
        "same": float((exact.argmax(-1) == others.argmax(-1)).mean()),
    }


def log_softmax(values: Any) -> Any:
    shifted = values - values.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def speed(model: og.Model, tokens: list[int]) -> tuple[float, float]:
    """Tokens a second of a prefill, and of the answer after it."""
    generator = start(model)
    begun = time.perf_counter()
    generator.append_tokens((tokens * PREFILL)[:PREFILL])
    generator.generate_next_token()
    filled = time.perf_counter()
    count = 0
    while count < DECODE and not generator.is_done():
        generator.generate_next_token()
        count += 1
    return PREFILL / (filled - begun), max(count, 1) / (time.perf_counter() - filled)


def cells(result: dict[str, float]) -> list[str]:
    speeds = [f"{result[what]:.0f} ({result[f'{what} ratio']:.2f})" for what in ("prefill", "decode")]
    closeness = [f"{result['rms']:.1%}", f"{result['kl']:.4f}", f"{result['same']:.1%}"]
    return [f"{result['bytes'] / 1e6:.1f} MB", *speeds, *closeness]


if __name__ == "__main__":
    main()
