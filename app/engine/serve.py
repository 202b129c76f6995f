"""An installed model for the user's other programs, as the OpenAI interface, until the parent closes the pipe."""

import errno
from contextlib import suppress
from urllib.parse import urlsplit

from foundry_local_sdk import FoundryLocalManager

from app.core.events import Progress, Serving, Step
from app.core.failures import Failure, FailureKind
from app.core.library import mark_used
from app.core.plan import Deployment
from app.core.requests import Serve
from app.engine.channel import Emit
from app.engine.chat import load
from app.engine.foundry import find_model, open_catalog
from app.engine.gateway import Gateway
from app.in_use import in_use


def serve(request: Serve, emit: Emit) -> None:
    """Raises ``Failure`` (NOT_INSTALLED, LOAD_FAILED, PORT_TAKEN); does not return otherwise."""
    with open_catalog() as catalog:
        emit(Progress(step=Step.LOADING))
        model, deployment = find_model(catalog, request.name)
        load(model, deployment)
        with suppress(OSError):
            mark_used(deployment.folder)
        # The runtime looks the model up at each request: renamed or deleted, it would not be found any more
        with in_use(deployment), _open(request.port, deployment, emit) as gateway:
            emit(Serving(url=gateway.url, model=deployment.model_id))
            gateway.serve_forever()


def _open(port: int, deployment: Deployment, emit: Emit) -> Gateway:
    """The runtime's own service listens on a random port of 127.0.0.1, its default."""
    manager = FoundryLocalManager.instance
    manager.start_web_service()
    upstream = urlsplit(manager.urls[0])

    def report(requests: int, active: int) -> None:
        emit(Serving(url=gateway.url, model=deployment.model_id, requests=requests, active=active))

    try:
        gateway = Gateway(port, (upstream.hostname or "", upstream.port or 0), deployment, report)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise Failure(FailureKind.PORT_TAKEN, str(error), port=str(port)) from error
    return gateway
