"""The child process's main function: one request in, events out, an exit code that agrees with the last event."""

import os
import queue
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from inspect import signature
from pathlib import Path
from typing import TypeVar

import msgspec

from app import paths
from app.core.chat_messages import ChatMessage
from app.core.computer.connections import note_connections
from app.core.events import End, Failed, Finished, Log
from app.core.failures import Failure, FailureKind, lacks_memory
from app.core.files.os_failures import failure_of
from app.core.requests import AHEAD, Request
from app.engine.channel import Channel, Emit
from app.engine.job_folder import job_folder
from app.engine.verbs import verb

T = TypeVar("T")
DONE, FAILED, ORPHANED = 0, 1, 130
_PANIC = "PanicException"  # what pyo3 makes of a panic in Rust


def main() -> None:
    """Run one request and end the process at once: some native libraries wait or crash in their exit handlers."""
    channel = Channel()
    with suppress(OSError):  # a full disk: some verbs need no room
        Path(os.environ["TMPDIR"]).mkdir(parents=True, exist_ok=True)
    note_connections(paths.connections_note())
    since = _load_ahead(channel) if os.environ.pop(AHEAD, "") else None
    request = channel.read_request()
    messages = channel.messages(end=lambda: os._exit(ORPHANED))
    last = _answer(request, channel.emit, messages, since)
    channel.end(last)
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(DONE if isinstance(last, Finished) else FAILED)


def _load_ahead(channel: Channel) -> float:
    """Load a conversion's libraries, and wait until it is wanted; returns when it was (``time.perf_counter``)."""
    from app.engine.ahead import load_ahead

    load_ahead()
    channel.emit(Log("The libraries are loaded."))
    try:
        os.environ.update(channel.read_environment())
    except msgspec.DecodeError:  # the process that started it asked for nothing
        os._exit(ORPHANED)
    tempfile.tempdir = None  # it is another one now
    return time.perf_counter()


def _answer(request: Request[T], emit: Emit, messages: "queue.Queue[ChatMessage]", since: float | None) -> End[T]:
    try:
        return Finished(_run(request, emit, messages, since))
    except Failure as failure:
        _tell_log()
        return Failed.of(failure)
    except MemoryError as error:
        _tell_log()
        return Failed(FailureKind.OUT_OF_MEMORY, str(error))
    except OSError as error:
        _tell_log()
        if error.errno is None and not getattr(error, "winerror", None):  # a library's own, not the system's
            return Failed(FailureKind.INTERNAL, traceback.format_exc())
        return Failed.of(failure_of(error, paths.data_folder()))
    # the process's border: the parent gets it with its traceback. A panic of a library in Rust is no ``Exception``
    except BaseException as mistake:  # noqa: BLE001
        _tell_log()
        return _unexpected(mistake)


def _unexpected(mistake: BaseException) -> Failed:
    if lacks_memory(mistake):
        return Failed(FailureKind.OUT_OF_MEMORY, traceback.format_exc())
    if type(mistake).__name__ == _PANIC:
        return Failed(FailureKind.CRASHED, traceback.format_exc(), {"code": _PANIC})
    return Failed(FailureKind.INTERNAL, traceback.format_exc())


def _tell_log() -> None:
    """Write the error into the log, unless its disk is full."""
    with suppress(OSError):
        traceback.print_exc()


def _run(request: Request[T], emit: Emit, messages: "queue.Queue[ChatMessage]", since: float | None) -> T:
    function = verb(type(request))
    given = {
        "request": request,
        "emit": emit,
        "messages": messages,
        "since": since,
        "folder": job_folder(),
    }
    return function(**{name: given[name] for name in signature(function).parameters if name in given})


if __name__ == "__main__":
    main()
