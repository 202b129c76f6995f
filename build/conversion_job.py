"""One conversion looked at from outside: two workers against one, attempts to connect, how long it takes to end.

Part of ``bench convert``. One and two workers take turns, so that a busy machine is busy for both.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_report import ROOT, write_section

sys.path.insert(0, str(ROOT))

from app.core.events import Finished, Progress, Step, decode_event
from app.process import engine_environment

TRACE = ["strace", "-f", "-ttt", "-s", "32", "-e", "trace=connect,sendto,sendmsg,write,exit_group", "-o"]


def ours(model: Path, output: Path) -> list[str]:
    command = [sys.executable, "-m", "app", "convert", str(model), "--precision", "int4"]
    return [*command, "--output", str(output), "--json"]


def report_job(title: str, model: Path, rounds: int) -> None:
    """Measure conversions of ``model`` to INT4; write the section ``title``."""
    runs: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, seconds in runs.items():
            seconds.append(time_workers(model, workers))
    writing, after_imports = (
        [one[index] / two[index] for one, two in zip(runs[1], runs[2], strict=True)] for index in (0, 1)
    )
    rows = [
        ["two workers against one, quantising and writing", f"{statistics.median(writing):.2f} times", "1.6 times"],
        ["the same, everything after the imports", f"{statistics.median(after_imports):.2f} times", ""],
    ]
    numbers: dict[str, object] = {"seconds of writing, of all after imports": runs}
    if shutil.which(TRACE[0]):
        attempts, delay = trace_job(model)
        rows.append(["attempts to connect, the whole job", str(attempts), "0"])
        rows.append(["from the last event to the end of the last process", f"{delay:.2f} s", "0 s"])
        numbers |= {"attempts": attempts, "exit seconds": delay}
    note = "Of the command line and its child, from source. The trial of the result uses all cores in both cases."
    write_section(title, note, ["what", "measured", "bar"], rows, numbers)


def time_workers(model: Path, workers: int) -> tuple[float, float]:
    """Seconds of quantising and writing, and of everything from the end of the imports."""
    moments: dict[str, float] = {}
    with tempfile.TemporaryDirectory(dir=model.parent) as work:
        environment = job_environment(Path(work)) | {"OMP_NUM_THREADS": str(workers)}
        command = ours(model, Path(work, "output"))
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as job:
            assert job.stdout
            for line in job.stdout:
                event = decode_event(line)
                if isinstance(event, Progress | Finished):
                    step = event.step.value if isinstance(event, Progress) else "finished"
                    moments.setdefault(step, time.monotonic())
        if job.returncode:
            sys.exit(f"the conversion ended with {job.returncode}")
    return moments[Step.VERIFYING] - moments[Step.WRITING], moments["finished"] - moments[Step.READING]


def trace_job(model: Path) -> tuple[int, float]:
    """Attempts to connect to any address, and the seconds from the engine's last event to the last process's end."""
    with tempfile.TemporaryDirectory(dir=model.parent) as work:
        trace = Path(work, "trace")
        command = [*TRACE, str(trace), *ours(model, Path(work, "output"))]
        subprocess.run(command, env=job_environment(Path(work)), stdout=subprocess.DEVNULL, check=True)
        lines = trace.read_text(errors="replace").splitlines()
    attempts = sum("AF_INET" in line for line in lines)
    finished = next(line for line in lines if re.search(r'write\(.*\\"event\\": ?\\"finished', line))
    ends = [float(line.split()[1]) for line in lines if "+++ exited" in line]
    return attempts, max(ends) - float(finished.split()[1])


def job_environment(work: Path) -> dict[str, str]:
    (work / "tmp").mkdir()
    return engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
