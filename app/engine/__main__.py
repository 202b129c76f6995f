"""The child process's main function: one request in, events out, an exit code that agrees with the last event."""

import errno
import os
import queue
import sys
import traceback
from pathlib import Path

from app.core.events import Event, Failed, Finished
from app.core.failures import Failure, FailureKind, tells_of_memory
from app.core.requests import (
    Chat,
    ChatMessage,
    Configure,
    Convert,
    Deploy,
    Install,
    LibraryRequest,
    List,
    Measure,
    ModelRequest,
    Offer,
    Pack,
    Preview,
    Prove,
    Remove,
    Rename,
    Repair,
    Request,
    Serve,
    Tune,
    TuneFolder,
    Validate,
)
from app.engine.channel import Channel, Emit

DONE, FAILED, ORPHANED = 0, 1, 130


def main() -> None:
    """Run one request and end the process at once: some native libraries wait or crash in their exit handlers."""
    channel = Channel()
    Path(os.environ["TMPDIR"]).mkdir(parents=True, exist_ok=True)
    request = channel.read_request()
    messages = channel.messages(end=lambda: os._exit(ORPHANED))
    last = _answer(request, channel.emit, messages)
    channel.emit(last)
    sys.stderr.flush()
    os._exit(DONE if isinstance(last, Finished) else FAILED)


def _answer(request: Request, emit: Emit, messages: "queue.Queue[ChatMessage]") -> Event:
    try:
        return _run(request, emit, messages)
    except Failure as failure:
        traceback.print_exc()
        return Failed(failure.kind, failure.details, failure.facts)
    except MemoryError as error:
        traceback.print_exc()
        return Failed(FailureKind.OUT_OF_MEMORY, str(error))
    except OSError as error:
        traceback.print_exc()
        return _failed_file(error)
    except Exception as mistake:  # noqa: BLE001  # the process's border: whatever it is, the parent gets it with its traceback
        traceback.print_exc()
        kind = FailureKind.OUT_OF_MEMORY if tells_of_memory(str(mistake)) else FailureKind.INTERNAL
        return Failed(kind, traceback.format_exc())


def _failed_file(error: OSError) -> Failed:
    path = str(error.filename or "")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Failed(FailureKind.DISK_FULL, str(error), {"path": path})
    if error.errno == errno.EFBIG:
        return Failed(FailureKind.FILE_TOO_LARGE, str(error), {"path": path})
    if error.errno == errno.ENOMEM or tells_of_memory(str(error)):
        return Failed(FailureKind.OUT_OF_MEMORY, str(error))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Failed(FailureKind.DESTINATION_NOT_WRITABLE, str(error), {"path": path})
    return Failed(FailureKind.INTERNAL, traceback.format_exc())


def _run(request: Request, emit: Emit, messages: "queue.Queue[ChatMessage]") -> Finished:
    """Each verb's room is imported only when it is wanted: Olive takes seconds, a chat must not wait for it."""
    match request:
        case Convert():
            from app.engine.convert import convert

            return Finished(converted=convert(request, emit))
        case Deploy():
            from app.engine.deploy import deploy

            return Finished(deployment=deploy(request, emit))
        case Chat():
            from app.engine.chat import chat

            return Finished(reply=chat(request, emit, messages))
        case Pack():
            from app.engine.package import pack

            return Finished(packed=pack(request, emit))
        case Install():
            from app.engine.package import install

            deployment, unchanged = install(request, emit)
            return Finished(deployment=deployment, unchanged=unchanged)
        case Measure():
            from app.engine.measure import measure

            return Finished(speeds=measure(Path(os.environ["MODEL_INSTALLER_JOB"])))
        case Serve():
            from app.engine.serve import serve

            serve(request, emit)
            return Finished()
        case List() | Remove() | Rename() | Repair() | Offer():
            return _run_on_library(request)
        case Configure() | Preview() | Tune() | TuneFolder() | Prove() | Validate():
            return _run_on_model(request, emit)


def _run_on_library(request: LibraryRequest) -> Finished:
    """The verbs about what is installed."""
    match request:
        case List():
            from app.engine.library import list_models, usable

            models = list_models()
            return Finished(models=models, deployments=usable(models))
        case Remove():
            from app.engine.remove import remove

            models = remove(request)
            return Finished(models=models, deployments=tuple(model.deployment for model in models))
        case Rename():
            from app.engine.rename import rename

            return Finished(deployments=rename(request))
        case Repair():
            from app.engine.repair import repair

            return Finished(mended=repair(request))
        case Offer():
            from app.engine.foundry_command import offer

            return Finished(offered=offer(request))


def _run_on_model(request: ModelRequest, emit: Emit) -> Finished:
    """The verbs about what one model is like, and shall be."""
    match request:
        case Configure():
            from app.engine.configure import configure

            return Finished(deployment=configure(request.deploy, request.folder))
        case Preview():
            from app.engine.afresh import preview

            return Finished(preview=preview(request))
        case Tune():
            from app.engine.tuning import tune_installed

            return Finished(tuning=tune_installed(request, emit))
        case TuneFolder():
            from app.engine.tuning import tune_folder

            return Finished(tuning=tune_folder(request, emit))
        case Prove():
            from app.engine.prove import prove

            return Finished(proof=prove(request))
        case Validate():
            from app.engine.validation import validate

            return Finished(scorecard=validate(request, emit))


if __name__ == "__main__":
    main()
