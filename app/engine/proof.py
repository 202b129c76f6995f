"""The proof of a deployment is a fresh process's: nothing that this one has loaded or knows can help it."""

import subprocess

from app import paths
from app.core.events import Event, Failed, Finished, decode_event
from app.core.failures import Failure, FailureKind
from app.core.plan import AnswerProof, Deployment
from app.core.requests import Prove, Request
from app.core.wire import to_json


def prove_afresh(deployment: Deployment) -> AnswerProof:
    """What a fresh process proves of the version that is not confirmed yet; raises the ``Failure`` that it met."""
    proof = run_afresh(Prove(deployment.model_id)).proof
    if proof is None:
        raise Failure(FailureKind.INTERNAL, "the fresh process had no proof")
    return proof


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
