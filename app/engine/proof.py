"""The proof of a deployment: a fresh process must find the model again, load it, and generate."""

import subprocess

from app import paths
from app.core.events import Event, Failed, Finished, decode_event
from app.core.failures import Failure, FailureKind
from app.core.plan import Deployment, Reply
from app.core.requests import Chat, Request
from app.core.wire import to_json

VERIFICATION_PROMPT = "Hello!"


def hear_from(deployment: Deployment) -> Reply:
    """Ask a fresh process for an answer of the version that is not confirmed yet; raises ``Failure``."""
    request = Chat(
        name=deployment.name, prompt=VERIFICATION_PROMPT, temperature=0, max_output_tokens=16, unconfirmed=True
    )
    reply = run_afresh(request).reply
    if reply is None:
        raise Failure(FailureKind.INTERNAL, "the fresh process had no answer")
    return reply


def run_afresh(request: Request) -> Finished:
    """What a new process of the engine makes of ``request``; raises the ``Failure`` that it ended with."""
    with subprocess.Popen(paths.engine_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        child.stdin.write(to_json(request) + b"\n")
        child.stdin.flush()
        last: Event | None = None
        for line in child.stdout:
            last = decode_event(line)
    if isinstance(last, Finished) and child.returncode == 0:
        return last
    if isinstance(last, Failed):
        raise Failure(last.kind, last.details, **last.facts)
    raise Failure(FailureKind.CRASHED, f"exit code {child.returncode}", code=str(child.returncode))
