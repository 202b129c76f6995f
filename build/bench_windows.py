"""Writes what ``dev.py windows`` has measured into docs/benchmarks.md: nothing is measured here."""

import sys
from pathlib import Path

from bench_report import write_section

sys.path.insert(0, str(Path(__file__).resolve().parent / "windows"))

import figures

NOTE = (
    "Windows software under Wine 10: its system calls are Wine's, so no figure tells how fast a genuine Windows is. "
    "Set-up is from nothing, the journeys are on the sample model. See docs/windows.md."
)


def main() -> int:
    found = figures.read()
    if not found:
        sys.exit("Nothing was measured yet: python3 build/dev.py windows")
    rows = [[what, figure, day] for what, (figure, day) in found.items()]
    write_section("The app as Windows software", NOTE, ["what", "measured", "day"], rows, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
