"""What the chat costs besides the model (``chat_overhead.py``); and how fast a converted model of 0.5B parameters reads
and writes, against llama.cpp with Q4_0 of the same weights.

The recommended precision, converted and tuned as the app does it; the same threads. All processes stay loaded and take
turns, so that a busy machine is busy for all; the ratios are of the turns of one round, and their medians count.
``--peer`` is the Python of an environment with llama-cpp-python; without it one is made, which takes minutes.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench_convert import make_checkpoint, ours
from bench_report import ROOT, write_section
from chat_overhead import measure_overhead

from app.jobs.child import engine_environment

PROMPT, ANSWER = 256, 64  # tokens
BARS = {"prefill": 0.9, "decode": 1.0}  # of the peer
HERE = Path(__file__).parent
TUNE = (
    "import pathlib, sys; from app.engine.deployment.tuning import tune; print(tune(pathlib.Path(sys.argv[1])).threads)"
)

Speed = dict[str, float]  # "prefill" and "decode", tokens a second


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--peer", type=Path, help="the Python of an environment with llama-cpp-python")
    parser.add_argument("--work", type=Path, help="a folder with room (3 GB), in the place of a temporary one")
    parser.add_argument("--no-peer", action="store_true", help="the chat alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        work = Path(folder)
        measure_overhead(work / "chat", options.rounds // 5)
        if options.no_peer:
            return
        peer = options.peer or install_peer(work)
        checkpoint = make_checkpoint("0.5b", work)
        untuned = convert(checkpoint, work)
        tuned = work / "tuned"
        threads = tune(untuned, tuned, work)
        gguf = work / "q4_0.gguf"
        with (work / "log").open("wb") as log:
            subprocess.run([peer, HERE / "llama_peer.py", "write", checkpoint, gguf], check=True, stderr=log)
        shape = [str(PROMPT), str(ANSWER)]
        genai = [sys.executable, str(HERE / "genai_turns.py")]
        contenders = {
            "llama.cpp": [str(peer), str(HERE / "llama_peer.py"), "serve", str(gguf), str(threads), *shape],
            "ours, untuned": [*genai, str(untuned), *shape],
            "ours": [*genai, str(tuned), *shape],
        }
        rounds = take_turns(contenders, options.rounds, work)
    report(rounds, threads)


def install_peer(work: Path) -> Path:
    """Its own environment: the peer's packages are not ours."""
    subprocess.run([sys.executable, "-m", "venv", work / "peer"], check=True)
    python = next(path for path in (work / "peer/bin/python", work / "peer/Scripts/python.exe") if path.exists())
    subprocess.run([python, "-m", "pip", "install", "--quiet", "llama-cpp-python", "numpy"], check=True)
    return Path(python)


def convert(checkpoint: Path, work: Path) -> Path:
    output = work / "converted"
    environment = engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
    subprocess.run(ours(checkpoint, output), cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return output


def tune(converted: Path, tuned: Path, work: Path) -> int:
    """As a deployment does it, in a copy; the number of threads."""
    shutil.copytree(converted, tuned, copy_function=os.link)
    command = [sys.executable, "-c", TUNE, str(tuned)]
    environment = engine_environment(work) | {"PYTHONPATH": str(ROOT)}
    return int(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)


def take_turns(contenders: Mapping[str, Sequence[str]], rounds: int, work: Path) -> list[dict[str, Speed]]:
    """Every contender's speed in each round; a first round warms all up. Their order turns from round to round."""
    environment = engine_environment(work)
    children = {
        name: subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name, command in contenders.items()
    }
    measured = []
    for number in range(rounds + 1):
        names = list(children) if number % 2 else list(reversed(children))
        measured.append({name: turn(children[name]) for name in names})
        print(number, measured[-1], file=sys.stderr)
    for child in children.values():
        child.communicate()
    return measured[1:]


def turn(child: "subprocess.Popen[str]") -> Speed:
    assert child.stdin and child.stdout
    child.stdin.write("\n")
    child.stdin.flush()
    speed: Speed = json.loads(child.stdout.readline())
    return speed


def report(rounds: list[dict[str, Speed]], threads: int) -> None:
    rows = []
    for name in rounds[0]:
        row = [name]
        for kind in BARS:
            row.append(f"{statistics.median(turns[name][kind] for turns in rounds):.0f}")
            row.append(f"{ratio(rounds, name, 'llama.cpp', kind):.2f}")
        rows.append(row)
    better = [f"{kind} {ratio(rounds, 'ours', 'ours, untuned', kind):.2f}" for kind in BARS]
    head = ["", "prefill, tokens/s", "of llama.cpp", "decode, tokens/s", "of llama.cpp"]
    note = (
        f"Medians of {len(rounds)} rounds; a prompt of {PROMPT} tokens, an answer of {ANSWER}. Tuned: {threads} "
        f"threads, llama.cpp too. Tuned against untuned: {', '.join(better)}. Bars: prefill {BARS['prefill']}, decode "
        f"{BARS['decode']} of llama.cpp, and never slower than untuned."
    )
    write_section("Reading and writing, 0.5b", note, head, rows, rounds)


def ratio(rounds: list[dict[str, Speed]], one: str, other: str, kind: str) -> float:
    return statistics.median(turns[one][kind] / turns[other][kind] for turns in rounds)


if __name__ == "__main__":
    main()
