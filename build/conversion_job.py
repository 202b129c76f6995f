"""One conversion looked at from outside: two workers against one, attempts to connect, how long it takes to end.

Part of ``bench convert``. The runs that are compared take turns, so that a busy machine is busy for all.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from enum import Enum
from functools import partial
from pathlib import Path

from bench_report import ROOT, write_section
from warm_memory import warm_memory

sys.path.insert(0, str(ROOT))

from app.core.steps import Step
from app.jobs.child import engine_environment

TRACE = ["strace", "-f", "-e", "trace=connect,sendto,sendmsg", "-o"]


AS_PEERS, RECOMMENDED = ("--method", "default"), ()


def ours(model: Path, output: Path, recipe: Sequence[str] = AS_PEERS) -> list[str]:
    command = [sys.executable, "-m", "app", "convert", str(model), "--precision", "int4", *recipe]
    return [*command, "--output", str(output), "--json"]


class Run(Enum):
    """Workers and cores."""

    ONE_WORKER = (1, 2)
    TWO_WORKERS = (2, 2)
    ONE_CORE = (1, 1)


NOTE = (
    "Of the command line and its child, from source, on two cores. One worker quantises and writes with one thread, "
    "while reading and the trial of the result, which loads it and answers, have both cores in both cases, as far as "
    "they can use them. One core has all that follows the imports to itself. Laying out the graph, and the runtime's "
    "loading of the result, use one core in any case. Before each run 4 GB of memory are touched (`warm_memory.py`)."
)


def report_job(title: str, model: Path, rounds: int) -> None:
    """Measure conversions of ``model`` to INT4; write the section ``title``."""
    kinds = [run for run in Run if run is not Run.ONE_CORE or hasattr(os, "sched_setaffinity")]
    runs: dict[Run, list[tuple[float, float, float]]] = {run: [] for run in kinds}
    for _ in range(rounds):
        for run, seconds in runs.items():
            seconds.append(time_run(model, run))

    def times(slower: Run, index: int) -> str:
        pairs = zip(runs[slower], runs[Run.TWO_WORKERS], strict=True)
        return f"{statistics.median(one[index] / two[index] for one, two in pairs):.2f} times"

    rows = [
        ["two workers against one, quantising and writing", times(Run.ONE_WORKER, 0), "1.6 times"],
        ["the same, everything after the imports", times(Run.ONE_WORKER, 1), ""],
    ]
    if Run.ONE_CORE in runs:
        rows.append(["two cores against one, everything after the imports", times(Run.ONE_CORE, 1), "1.6 times"])
    delay = statistics.median(ending for each in runs.values() for _, _, ending in each)
    rows.append(["from the last line to the end of the last process", f"{delay:.2f} s", "0 s"])
    measured = {run.name.lower().replace("_", " "): seconds for run, seconds in runs.items()}
    numbers: dict[str, object] = {"seconds of writing, of all after imports, of ending": measured}
    if shutil.which(TRACE[0]):
        attempts = count_connections(model)
        rows.append(["attempts to connect, the whole job", str(attempts), "0"])
        numbers["attempts"] = attempts
    write_section(title, NOTE, ["what", "measured", "bar"], rows, numbers)


def time_run(model: Path, run: Run) -> tuple[float, float, float]:
    """Seconds of quantising and writing, of everything from the end of the imports, and from the last line to the end
    of the command line, which ends after its child."""
    moments: dict[str, float] = {}
    workers, cores = run.value
    warm_memory()
    with tempfile.TemporaryDirectory(dir=model.parent) as work:
        environment = job_environment(Path(work)) | {"OMP_NUM_THREADS": str(workers)}
        command = ours(model, Path(work, "output"))
        with subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            preexec_fn=partial(stay_on, cores) if hasattr(os, "sched_setaffinity") else None,
        ) as job:
            assert job.stdout
            for line in job.stdout:
                event = json.loads(line)
                if event["event"] in ("progress", "finished"):
                    moments.setdefault(event.get("step", "finished"), time.monotonic())
            job.wait()
            ended = time.monotonic()
        if job.returncode:
            sys.exit(f"the conversion ended with {job.returncode}")
    last = moments["finished"]
    return moments[Step.VERIFYING] - moments[Step.WRITING], last - moments[Step.READING], ended - last


def stay_on(cores: int) -> None:
    """This process and its children use so many of the cores that it may use."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


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
