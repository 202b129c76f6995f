"""Packing and unpacking against the same work by the system's own commands (``cp``, to the disk, and ``sha256sum``),
paired in each round; and the memory that a large model takes more than a small one."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_report import ROOT, write_section

BLOCK = 2**24  # bytes
SMALL = 10_000_000  # bytes of the model that a large one's memory is compared with
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
CODES = {
    "pack": """
from pathlib import Path
from app.core.package.manifest import Manifest
from app.core.package.packing import pack
pack(Path("model"), Manifest(name="bench"), Path("package"), lambda done, total: None)
""",
    "unpack": """
from pathlib import Path
from app.core.package.unpacking import Package
with Package(Path("package")) as package:
    package.unpack(Path("there"), lambda done, total: None)
""",
}
COPY = "cp model/model.onnx.data copy && sync copy && sha256sum copy >sum && rm copy sum"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=2, help="GB of the model")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="on the disk to measure; three times the size must be free")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        peaks = {"small": _round(folder, SMALL)[1]}
        rounds = [_round(folder, int(options.size * 1e9)) for _ in range(options.rounds)]
    seconds = {work: [times[work] for times, _ in rounds] for work in ("copy", *CODES)}
    peaks["large"] = {work: max(peak[work] for _, peak in rounds) for work in CODES}
    _report(options.size, seconds, peaks)


def _round(folder: Path, size: int) -> tuple[dict[str, float], dict[str, int]]:
    """Seconds and peak bytes of each work, on a model of ``size`` random bytes."""
    _write_model(folder / "model", size)
    times, peaks = {}, {}
    times["copy"] = _timed(["sh", "-c", COPY], folder)[0]
    for work, code in CODES.items():
        times[work], said = _timed([sys.executable, "-c", code + PEAK], folder)
        peaks[work] = int(said)
    subprocess.run(["rm", "-r", "model", "there", "package"], cwd=folder, check=True)
    return times, peaks


def _write_model(folder: Path, size: int) -> None:
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"graph")
    with (folder / "model.onnx.data").open("wb") as file:
        for start in range(0, size, BLOCK):
            file.write(os.urandom(min(BLOCK, size - start)))
        file.flush()
        os.fsync(file.fileno())


def _timed(command: list[str], folder: Path) -> tuple[float, str]:
    started = time.monotonic()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return time.monotonic() - started, done.stdout


def _report(size: float, seconds: dict[str, list[float]], peaks: dict[str, dict[str, int]]) -> None:
    rows = []
    for work, times in seconds.items():
        ratio = statistics.median(copy / mine for copy, mine in zip(seconds["copy"], times, strict=True))
        grown = f"{(peaks['large'][work] - peaks['small'][work]) / 1e6:.0f} MB" if work in CODES else ""
        name = "cp, sync and sha256sum" if work == "copy" else work
        rows.append([name, f"{size * 1e3 / statistics.median(times):.0f} MB/s", f"{ratio:.2f}", grown])
    about = f"One model of {size:g} GB; medians of the rounds. Bars: at least 1.0 of the copy, under 50 MB more memory."
    numbers = {"seconds": seconds, "peak_bytes": peaks}
    headings = ["", "speed", "of the copy's speed", f"memory more than for {SMALL // 10**6} MB"]
    write_section("Packing and installing", about, headings, rows, numbers)


if __name__ == "__main__":
    main()
