"""One conversion looked at from outside: two workers against one, attempts to connect, how long it takes to end.

Part of ``bench convert``. One and two workers take turns, so that a busy machine is busy for both.
"""

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

TRACE = ["strace", "-f", "-e", "trace=connect,sendto,sendmsg", "-o"]


def ours(model: Path, output: Path) -> list[str]:
    command = [sys.executable, "-m", "app", "convert", str(model), "--precision", "int4"]
    return [*command, "--output", str(output), "--json"]


def report_job(title: str, model: Path, rounds: int) -> None:
    """Measure conversions of ``model`` to INT4; write the section ``title``."""
    runs: dict[int, list[tuple[float, float, float]]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, seconds in runs.items():
            seconds.append(time_workers(model, workers))
    writing, after_imports = (
        [one[index] / two[index] for one, two in zip(runs[1], runs[2], strict=True)] for index in (0, 1)
    )
    delay = statistics.median(ending for each in runs.values() for _, _, ending in each)
    rows = [
        ["two workers against one, quantising and writing", f"{statistics.median(writing):.2f} times", "1.6 times"],
        ["the same, everything after the imports", f"{statistics.median(after_imports):.2f} times", ""],
    ]
    rows.append(["from the last line to the end of the last process", f"{delay:.2f} s", "0 s"])
    numbers: dict[str, object] = {"seconds of writing, of all after imports, of ending": runs}
    if shutil.which(TRACE[0]):
        attempts = count_connections(model)
        rows.append(["attempts to connect, the whole job", str(attempts), "0"])
        numbers["attempts"] = attempts
    note = "Of the command line and its child, from source. The trial of the result uses all cores in both cases."
    write_section(title, note, ["what", "measured", "bar"], rows, numbers)


def time_workers(model: Path, workers: int) -> tuple[float, float, float]:
    """Seconds of quantising and writing, of everything from the end of the imports, and from the last line to the end
    of the command line, which ends after its child."""
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
            job.wait()
            ended = time.monotonic()
        if job.returncode:
            sys.exit(f"the conversion ended with {job.returncode}")
    last = moments["finished"]
    return moments[Step.VERIFYING] - moments[Step.WRITING], last - moments[Step.READING], ended - last


def count_connections(model: Path) -> int:
    """Attempts to connect to any address, of all processes of a conversion."""
    with tempfile.TemporaryDirectory(dir=model.parent) as work:
        trace = Path(work, "trace")
        command = [*TRACE, str(trace), *ours(model, Path(work, "output"))]
        subprocess.run(command, env=job_environment(Path(work)), stdout=subprocess.DEVNULL, check=True)
        return sum("AF_INET" in line for line in trace.read_text(errors="replace").splitlines())


def job_environment(work: Path) -> dict[str, str]:
    (work / "tmp").mkdir()
    return engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
