"""What a deployment leaves to fresh processes: its proof, which nothing that this one has loaded or knows can help;
tuning, so that its memory is given back before the proof; and the stranger's chat template, which may never end or want
all of the memory, and is then ended."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import psutil
from msgspec import Struct
from msgspec.structs import replace

from app import paths
from app.core.events import Event, Failed, Finished, Progress, decode_event
from app.core.failures import Failure, FailureKind
from app.core.foundry_config import read_inference_model
from app.core.machine import private_bytes
from app.core.plan import AnswerProof, Deployment
from app.core.requests import Configure, Deploy, Preview, Prove, Request, TuneFolder
from app.core.wire import to_json
from app.oom_kills import OomKills
from app.verdict import explain_crash


class Limit(Struct, frozen=True):
    """What a process may take, and what it means when that is not enough."""

    seconds: float
    bytes: int | None  # private to it; None: whatever there is
    kind: FailureKind = FailureKind.BAD_TEMPLATE


TEMPLATES = Limit(90, 3_000_000_000)  # two tokenizers with 256,000 tokens take a fourth of it
PREVIEW = Limit(20, 1_000_000_000)
PROOF = Limit(1800, None, FailureKind.LOAD_FAILED)  # a model that fills the memory is loaded twice from a slow disk
LOOK = 0.1  # seconds between two looks at a process


def configure_afresh(request: Deploy, folder: Path, limit: Limit = TEMPLATES) -> Deployment:
    """``configure`` in a fresh process; raises what it raises, and ``Failure(BAD_TEMPLATE)`` when it takes too much."""
    deployment = run_afresh(Configure(request, folder), limit).deployment
    if deployment is None:
        raise Failure(FailureKind.INTERNAL, "the fresh process has configured nothing")
    return deployment


def preview(request: Preview, limit: Limit = PREVIEW) -> dict[str, object]:
    """``inference_model.json``; raises like ``read_inference_model``, and ``Failure(BAD_TEMPLATE)`` when a template
    takes too much."""
    if request.watched:
        return read_inference_model(request.name, request.folder)
    return run_afresh(replace(request, watched=True), limit).preview or {}


def tune_afresh(folder: Path, report: Callable[[int, int], None]) -> None:
    """``tune`` in a fresh process; raises what it raises. ``report`` is told how many trials are done, and in all."""

    def hear(event: Event) -> None:
        if isinstance(event, Progress):
            report(event.done, event.total)

    run_afresh(TuneFolder(folder), hear=hear)


def prove_afresh(deployment: Deployment) -> AnswerProof:
    """What a fresh process proves of the version that is not confirmed yet; raises the ``Failure`` that it met."""
    proof = run_afresh(Prove(deployment.model_id), PROOF).proof
    if proof is None:
        raise Failure(FailureKind.INTERNAL, "the fresh process had no proof")
    return proof


def run_afresh(
    request: Request, limit: Limit | None = None, hear: Callable[[Event], None] = lambda _: None
) -> Finished:
    """What a new process of the engine makes of ``request``, within its ``limit``; ``hear`` gets its events.

    Raises the ``Failure`` that it ended with.
    """
    excess: list[str] = []
    kills = OomKills()
    with subprocess.Popen(paths.engine_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        child.stdin.write(to_json(request) + b"\n")
        child.stdin.flush()
        if limit:
            Thread(target=_watch, args=(child, limit, excess), daemon=True).start()
        last: Event | None = None
        for line in child.stdout:
            last = decode_event(line)
            hear(last)
    if isinstance(last, Finished) and child.returncode == 0:
        return last
    if limit and excess:
        raise Failure(limit.kind, excess[0])
    if isinstance(last, Failed):
        raise Failure(last.kind, last.details, **last.facts)
    crash = explain_crash(child.returncode, "", kills.happened)
    raise Failure(crash.kind, crash.details, **crash.facts)


def _watch(child: "subprocess.Popen[bytes]", limit: Limit, excess: list[str]) -> None:
    """End ``child`` when it takes more than the ``limit``, and say so in ``excess``."""
    started = time.monotonic()
    while child.poll() is None:
        try:
            taken = private_bytes(psutil.Process(child.pid))
        except psutil.Error:
            return
        seconds = time.monotonic() - started
        if seconds > limit.seconds or (limit.bytes is not None and taken > limit.bytes):
            excess.append(f"not done after {seconds:.0f} seconds, with {taken:,} bytes of memory")
            child.kill()
            return
        time.sleep(LOOK)
