"""Parts of a deployment that run in a new process: verifying the answer, so that nothing this process has loaded can
help it; tuning, so that its memory is given back before the verification; and the stranger's chat template, which is
ended when it takes too long or too much memory."""

import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import psutil
from msgspec import Struct
from msgspec.structs import replace

from app import paths
from app.core.computer.machine import private_bytes
from app.core.events import End, Failed, Finished, News, Progress, decode_event
from app.core.failures import Failure, FailureKind, Variant
from app.core.library.deployment import AnswerVerification, Deployment
from app.core.library.foundry_config import read_inference_model
from app.core.requests import Configure, Deploy, Preview, Request, TuneFolder, VerifyAnswer
from app.core.wire import to_json
from app.jobs.outcome import OomKills, explain_crash

T = TypeVar("T")


class Limit(Struct, frozen=True):
    """What a process may take, and what it means when that is not enough."""

    seconds: float
    bytes: int | None  # private to it; None: no limit
    kind: FailureKind = FailureKind.BAD_TEMPLATE


TEMPLATES = Limit(180, 3_000_000_000)  # two tokenizers with 256,000 tokens take a fourth of it
PREVIEW = Limit(20, 1_000_000_000)
TOKENIZER_LIMIT = Limit(180, 4_000_000_000, FailureKind.BAD_CONFIG)
TUNING = Limit(1800, None, FailureKind.LOAD_FAILED)
VERIFYING = Limit(1800, None, FailureKind.LOAD_FAILED)  # a model that fills the memory is loaded twice from a slow disk
LOOK = 0.1  # seconds between two looks at a process


def configure_in_new_process(request: Deploy, folder: Path, limit: Limit = TEMPLATES) -> Deployment:
    """``configure`` in a new process; raises what it raises, and ``Failure(BAD_TEMPLATE)`` when it takes too much."""
    return run_in_new_process(Configure(request, folder), limit)


def preview(request: Preview, limit: Limit = PREVIEW) -> dict[str, Any]:
    """``inference_model.json``; raises like ``read_inference_model``, and ``Failure(BAD_TEMPLATE)`` when a template
    takes too much."""
    if request.watched:
        return read_inference_model(request.name, request.folder)
    return run_in_new_process(replace(request, watched=True), limit)


def tune_in_new_process(folder: Path, report: Callable[[int, int], None]) -> None:
    """``tune`` in a new process; raises what it raises. ``report`` gets how many trials are done, and in all."""
    run_in_new_process(TuneFolder(folder), TUNING, partial(_hand_on, report))


def verify_in_new_process(deployment: Deployment, report: Callable[[int, int], None]) -> AnswerVerification:
    """``verify_answer`` of the unconfirmed version in a new process; raises what it raises. ``report`` gets how much
    is done, and in all."""
    return run_in_new_process(VerifyAnswer(deployment.model_id), VERIFYING, partial(_hand_on, report))


def _hand_on(report: Callable[[int, int], None], event: News) -> None:
    if isinstance(event, Progress):
        report(event.done, event.total)


def run_in_new_process(request: Request[T], limit: Limit, on_news: Callable[[News], None] = lambda _: None) -> T:
    """The result of ``request`` in a new process of the engine, within its ``limit``; ``on_news`` gets each event on
    the way.

    Raises the ``Failure`` that it ended with.
    """
    excess: list[str] = []
    kills = OomKills()
    with subprocess.Popen(paths.engine_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        child.stdin.write(to_json(request) + b"\n")
        child.stdin.flush()
        Thread(target=_watch, args=(child, limit, excess), daemon=True).start()
        last: End[T] | None = None
        for line in child.stdout:
            event = decode_event(line, request)
            if isinstance(event, Finished | Failed):
                last = event
            else:
                on_news(event)
    if isinstance(last, Finished) and child.returncode == 0:
        return last.result
    if excess:
        if limit.kind is FailureKind.BAD_CONFIG:
            raise Failure(FailureKind.BAD_CONFIG, excess[0], Variant.TRAP, file="tokenizer.json")
        raise Failure(limit.kind, excess[0])
    if isinstance(last, Failed):
        raise last.failure()
    raise explain_crash(child.returncode, "", kills.happened).failure()


def _watch(child: "subprocess.Popen[bytes]", limit: Limit, excess: list[str]) -> None:
    """End ``child`` when it takes more than the ``limit``, and say so in ``excess``."""
    started = time.perf_counter()
    while child.poll() is None:
        try:
            taken = private_bytes(psutil.Process(child.pid))
        except psutil.Error:
            return
        seconds = time.perf_counter() - started
        if seconds > limit.seconds or (limit.bytes is not None and taken > limit.bytes):
            excess.append(f"not done after {seconds:.0f} seconds, with {taken:,} bytes of memory")
            child.kill()
            return
        time.sleep(LOOK)
