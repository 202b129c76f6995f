"""serve: an installed model for other programs, until Ctrl-C."""

import argparse

from app.cli.jobs import interruptible
from app.cli.output import print_json
from app.core.events import Failed, Serving
from app.core.failures import FailureKind
from app.core.requests import Serve
from app.core.snippets.http import PYTHON, TERMINAL, endpoint_snippet
from app.jobs.process import EngineProcess

HOSTS = ("127.0.0.1", "localhost")


def loopback(text: str) -> str:
    """An address of this computer alone; the type of an option."""
    if text not in HOSTS:
        raise argparse.ArgumentTypeError(f"only 127.0.0.1: other computers must not reach the model, so not {text}")
    return text


def port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError
    return number


def serve(options: argparse.Namespace) -> int:
    """Serve until the user stops it, which is no failure: exit code 0."""
    process = EngineProcess(Serve(options.name, options.port))
    last: Serving | Failed | None = None
    with interruptible(process):
        for event in process.events():
            if isinstance(event, Serving) and not isinstance(last, Serving):
                _tell(event, options.json)
            last = event if isinstance(event, Serving | Failed) else last
    if isinstance(last, Failed) and last.kind is not FailureKind.CANCELLED:
        raise last.failure()
    return 0


def _tell(serving: Serving, as_json: bool) -> None:
    if as_json:
        print_json({"url": serving.url, "model": serving.model})
        return
    print(f"{serving.model} can be asked at {serving.url} by the programs of this computer. Ctrl-C stops it.\n")
    for snippet in (TERMINAL, PYTHON):
        print(endpoint_snippet(snippet, serving.url, serving.model), end="\n\n", flush=True)
