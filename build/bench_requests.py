"""200 requests of many kinds to the sample model through Foundry Local, one after the other: are all answered, and does
the memory stay what it is?

Short and long ones, some that go on with a conversation, each fourth stopped amid its answer; half-way the model is
loaded anew. As a verdict asks them, in the environment of the engine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_report import ROOT, write_section

sys.path.insert(0, str(ROOT))

from app.jobs.process import engine_environment

BUILD = Path(__file__).parent
TOKENS = 64  # of an answer at most
MOST_GROWTH = 500_000  # bytes a request
PATIENCE = 3_600.0  # seconds
HERE = "--here"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument(HERE, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(ask(options.requests)))
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "tmp").mkdir()
        places = {"MODEL_INSTALLER_HOME": str(work / "home"), "PYTHONPATH": os.pathsep.join((str(ROOT), str(BUILD)))}
        environment = engine_environment(work) | places
        for command in (
            ["convert", ROOT / "resources" / "sample-model", "--output", work / "converted"],
            ["deploy", work / "converted", "--name", "sample", "--library", work / "library"],
        ):
            verb = [sys.executable, "-m", "app", *map(str, command), "--json"]
            subprocess.run(verb, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        child = [sys.executable, __file__, "--requests", str(options.requests), HERE]
        told = subprocess.run(child, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    report(json.loads(told.splitlines()[-1]))


def ask(requests: int) -> dict[str, float]:
    from app.engine.chat.loading import load, unload
    from app.engine.chat.search_options import greedy
    from app.engine.foundry import find_model, open_catalog
    from app.engine.memory import PeakMemory
    from app.engine.scorecard.endurance import endure
    from app.engine.scorecard.response import Usage

    with PeakMemory() as memory, open_catalog() as catalog:
        model, deployment = find_model(catalog, "sample")
        load(model, deployment)
        usage, started = Usage(), time.perf_counter()
        found = endure(model, greedy(deployment, TOKENS), memory, requests, PATIENCE, lambda *_: None)
        seconds, (own, others) = time.perf_counter() - started, usage.shares()
        unload(model)
        return {
            "requests": found.requests,
            "failed": found.failed,
            "loaded_again": found.loaded_again,
            "growth": found.growth or 0.0,
            "peak": memory.peak,
            "seconds": seconds,
            "own": own,
            "others": others,
            "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0,
        }


def report(found: dict[str, float]) -> None:
    head = ["requests", "unanswered", "seconds", "memory a request", "peak private", "processor", "other programs"]
    row = [
        f"{found['requests']:.0f}",
        f"{found['failed']:.0f}",
        f"{found['seconds']:.0f}",
        f"{found['growth'] / 1e6:+.2f} MB",
        f"{found['peak'] / 1e6:.0f} MB",
        f"{found['own']:.0%}",
        f"{found['others']:.0%}",
    ]
    note = (
        f"The machine was shared: a load of {found['load']:.1f} at the end. Of the first quarter of the requests after "
        "each loading nothing counts, while memory is taken for the first time. Bars: none unanswered, and growth of "
        f"less than {MOST_GROWTH / 1e6:.1f} MB a request."
    )
    write_section("Many requests to the sample model", note, head, [row], found)
    if found["failed"] or found["growth"] >= MOST_GROWTH:
        sys.exit("over the bar")


if __name__ == "__main__":
    main()
