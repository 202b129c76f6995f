"""How long a full verdict takes on a model of 0.5B parameters with 20 own questions and its original, and how true the
time left is meanwhile: the first time on a computer, and the second, when it has learnt from the first.

The model is the sample model in the shape of Qwen2.5-0.5B, so that answers end; INT8, as recommended for it. ``--home``
is a folder in which an earlier run left it installed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench_report import ROOT, write_section
from widened_model import write_widened

sys.path.insert(0, str(ROOT))

from app.core.wire import from_json
from app.jobs.process import engine_environment

QUESTIONS, MOST = 20, 240.0  # own questions, and seconds on a quiet computer
FROM, THIRD, SECOND = 20.0, 1 / 3, 1.0  # seconds from which on the time left is true to within this share, or a second
Event = tuple[float, Any]  # when it came, in seconds, and what it says
SAMPLE, CORPUS = ROOT / "resources" / "sample-model", ROOT / "resources" / "prompts" / "sample_corpus.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.home or Path(folder)
        (work / "tmp").mkdir(parents=True, exist_ok=True)
        environment = engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
        if not (work / "library").exists():
            install(work, environment)
        (work / "home" / "data" / "verdict_times.jsonl").unlink(missing_ok=True)
        report(*(validate(work / "questions.jsonl", environment) for _ in range(2)))


def install(work: Path, environment: dict[str, str]) -> None:
    write_widened(SAMPLE, work / "wide")
    lessons = CORPUS.read_text(encoding="utf-8").splitlines()
    some = [from_json(line, dict[str, Any]) for line in lessons[:: len(lessons) // QUESTIONS][:QUESTIONS]]
    rows = [json.dumps({"question": each["question"], "answer": each["answer"]}) for each in some]
    (work / "questions.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for command in (
        ["convert", work / "wide", "--precision", "int8", "--output", work / "converted"],
        ["deploy", work / "converted", "--name", "wide", "--library", work / "library"],
    ):
        verb = [sys.executable, "-m", "app", *map(str, command), "--json"]
        subprocess.run(verb, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def validate(questions: Path, environment: dict[str, str]) -> list[Event]:
    """Its events, and when each came."""
    command = [sys.executable, "-m", "app", "validate", "wide", "--questions", str(questions), "--json"]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        events = [(time.perf_counter() - started, json.loads(line)) for line in process.stdout]
    assert process.returncode == 0, events[-1]
    return events


def report(first: list[Event], second: list[Event]) -> None:
    steps, again = step_seconds(first), step_seconds(second)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    rows = [[step.replace("_", " "), f"{seconds:.0f} s", f"{again[step]:.0f} s"] for step, seconds in steps.items()]
    busy = max(events[-1][1]["scorecard"]["busy"] for events in (first, second))
    note = (
        f"In all {first[-1][0]:.0f} s and {second[-1][0]:.0f} s, at a load of {load:.1f}; other programs took "
        f"{busy:.0%} of the processor while speed was measured. From {FROM:.0f} s on the time left was within a "
        f"third, or a second, of what was left in {truth(first)}; the second time in {truth(second)}. Bars, when "
        f"quiet: {MOST:.0f} s, and all within a third, or a second."
    )
    numbers = {"seconds": first[-1][0], "again": second[-1][0], "steps": steps, "load": load}
    numbers |= {
        "within_a_third": share_true(told_and_left(first)),
        "again_within_a_third": share_true(told_and_left(second)),
    }
    heads = ["step", "takes", "the second time"]
    write_section("A full verdict, 0.5b, 20 own questions", note, heads, rows, numbers)


def step_seconds(events: list[Event]) -> dict[str, float]:
    begins: dict[str, float] = {}
    for at, event in events:
        if event["event"] == "progress":
            begins.setdefault(event["step"], at)
    ends = [*list(begins.values())[1:], events[-1][0]]
    return {step: until - at for (step, at), until in zip(begins.items(), ends, strict=True)}


def told_and_left(events: list[Event]) -> list[tuple[float, float]]:
    """What was told, and what was left, from FROM on: seconds."""
    end = events[-1][0]
    told = [(at, event.get("seconds_left")) for at, event in events if event["event"] == "progress" and at >= FROM]
    return [(seconds, end - at) for at, seconds in told if seconds is not None]


def share_true(found: list[tuple[float, float]]) -> float:
    return sum(abs(told - left) <= max(THIRD * left, SECOND) for told, left in found) / len(found)


def truth(events: list[Event]) -> str:
    found = told_and_left(events)
    ratios = [told / left for told, left in found if left > SECOND]
    return f"{share_true(found):.0%} of {len(found)} reports ({min(ratios):.2f} to {max(ratios):.2f} of it)"


if __name__ == "__main__":
    main()
