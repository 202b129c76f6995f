"""Random clicks, keys, wheels, drops and closes on the real window with the real engine, many thousand of them: no
exception, no message of Qt's, no process that is left, no half model, and nothing finished that is lost.

The same seed draws the same actions; what they meet depends on how fast the computer is.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench_report import ROOT

LONGEST = 3600  # seconds
FAULTS = ("mistakes", "processes", "half", "lost")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--count", type=int, default=1000, help="actions of each seed")
    options = parser.parse_args()
    print(f"{'seed':>4} {'actions':>7} {'seconds':>7} {'pages':>5} {'jobs':>5} {'done':>5}  " + "  ".join(FAULTS))
    found = 0
    for seed in options.seeds:
        told = run(seed, options.count)
        jobs, faults = told["jobs"], [len(told[fault]) for fault in FAULTS]
        finished = sum(count for name, count in jobs.items() if name.endswith("finished"))
        row = f"{seed:4} {sum(told['actions'].values()):7} {told['seconds']:7.0f} {len(told['pages']):5}"
        counts = "  ".join(f"{count:{len(fault)}}" for fault, count in zip(FAULTS, faults, strict=True))
        print(f"{row} {sum(jobs.values()):5} {finished:5}  {counts}", flush=True)
        for each in dict.fromkeys(text for fault in FAULTS for text in told[fault]):
            print(each)
        found += sum(faults)
    return int(found > 0)


def run(seed: int, count: int) -> dict[str, Any]:
    """What ``tests/monkey.py`` tells; a process that ended without a word is a mistake."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        own = {"MODEL_INSTALLER_HOME": str(home / "home"), "HOME": place, "XDG_DATA_HOME": str(home / "xdg")}
        environment = os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.monkey", str(seed), str(count), place]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST)
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        nothing: dict[str, Any] = {"seconds": 0, "actions": {}, "pages": {}, "jobs": {}}
        told = nothing | {fault: [] for fault in FAULTS} | {"mistakes": [f"code {done.returncode}\n{done.stderr}"]}
    return told


if __name__ == "__main__":
    sys.exit(main())
