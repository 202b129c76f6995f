"""How long from starting the process until the window is on the (offscreen) screen, warm; median of the rounds."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

from bench_report import ROOT, write_section

CODE = """
import sys, time
from PySide6.QtTest import QTest
from app.application import application
from app.windows import Windows
from app.settings import Settings
program = application(["app"])
window = Windows(Settings()).show()
assert QTest.qWaitForWindowExposed(window)
program.processEvents()
shown = time.monotonic()
import psutil
print(shown, psutil.Process().memory_info().rss)
sys.stdout.flush()
import os; os._exit(0)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "MODEL_INSTALLER_HOME": home,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        }
        # Python keeps what it has compiled, unless a developer's shell says otherwise
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = home
        measured = []
        for _ in range(rounds + 1):
            begun = time.monotonic()  # the same clock in every process
            command = [sys.executable, "-c", CODE]
            shown, memory = subprocess.run(command, env=environment, capture_output=True, check=True).stdout.split()
            measured.append((float(shown) - begun, float(memory)))
    seconds, resident = zip(*measured[1:], strict=True)  # the first one warms the disk cache
    middle = statistics.median(seconds)
    rows = [["window shown", f"{middle:.2f} s", f"{max(seconds):.2f} s", f"{max(resident) / 1e6:.0f} MB"]]
    numbers = {"seconds": seconds, "memory": resident}
    write_section("Start of the window", "Bar: 0.5 s.", ["", "median", "worst", "resident"], rows, numbers)


if __name__ == "__main__":
    main()
