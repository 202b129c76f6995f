"""An installed model for the user's other programs, as the OpenAI interface, until the parent closes the pipe."""

import errno
from collections.abc import Callable, Iterator
from contextlib import suppress

from app.core.events import Log, Progress, Serving
from app.core.failures import Failure, FailureKind
from app.core.library.deployment import Deployment
from app.core.library.notes import mark_used
from app.core.requests import Serve
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.chat.gateway import Gateway
from app.engine.chat.loaded_model import loaded_model
from app.engine.chat.served_model import ServedModel
from app.engine.foundry import find_model, open_catalog
from app.engine.template.watched_template import WatchedTemplate
from app.storage.served_ports import remember_port, served_port, taken_ports

ATTEMPTS = 20  # ports that are tried, to find one that no other model is known by
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


def serve(request: Serve, emit: Emit) -> None:
    """Raises ``Failure`` (NOT_INSTALLED, LOAD_FAILED, PORT_TAKEN, and CHAT_FAILED when the model has stopped
    answering); does not return otherwise."""
    with open_catalog() as catalog:
        emit(Progress(step=Step.LOADING))
        model, deployment = find_model(catalog, request.name)
        with (
            loaded_model(catalog, model, deployment) as loaded,
            WatchedTemplate(deployment.folder) as template,
        ):
            loaded.choose(deployment.sampling.temperature)
            with suppress(OSError):
                mark_used(deployment.folder)
            with _open(request.port, ServedModel(loaded, deployment, template), emit) as gateway:
                emit(Serving(url=gateway.url, model=deployment.model_id))
                gateway.serve_forever()
    raise Failure(FailureKind.CHAT_FAILED, gateway.died, name=deployment.name)


def _open(wanted: int, model: ServedModel, emit: Emit) -> Gateway:
    """At the port that is ``wanted``; for 0 at the one that the model had before, where it is free."""
    deployment = model.deployment

    def report(requests: int, active: int) -> None:
        emit(Serving(url=gateway.url, model=deployment.model_id, requests=requests, active=active))

    gateway = _listen(wanted, deployment, lambda port: Gateway(port, model, report))
    try:
        remember_port(deployment.name, gateway.server_port)
    except OSError as error:
        emit(Log(f"The port could not be noted: {error}"))
    return gateway


def _listen(wanted: int, deployment: Deployment, open_at: Callable[[int], Gateway]) -> Gateway:
    """Raises ``Failure(PORT_TAKEN)``, and ``OSError``."""
    if wanted:
        try:
            return open_at(wanted)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
            raise Failure(FailureKind.PORT_TAKEN, str(error), port=str(wanted)) from error
    others = taken_ports(deployment.name)
    for port in _ports(served_port(deployment.name)):
        try:
            gateway = open_at(port)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
            continue
        if gateway.server_port not in others:
            return gateway
        gateway.server_close()
    raise Failure(FailureKind.PORT_TAKEN, port="0")


def _ports(before: int) -> Iterator[int]:
    """The port that the model had ``before``, and then whichever the system gives."""
    yield from filter(None, [before])
    yield from [0] * ATTEMPTS
