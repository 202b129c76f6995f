"""The libraries of a conversion, loaded while the user still chooses, without taking the processor from anybody."""

import importlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from app.engine.conversion.run_olive import load_libraries

# They start threads as they are loaded, which keep the priority of the one that loads them
WITH_THREADS = ("numpy", "onnxruntime")
DARWIN_PROCESS, DARWIN_BACKGROUND = 4, 0x1000  # numbers from <sys/resource.h>


def load_ahead() -> None:
    """The process has its usual priority afterwards. Raises what an import raises."""
    for name in WITH_THREADS:
        importlib.import_module(name)
    raised: list[BaseException] = []
    loader = threading.Thread(target=_load, args=(raised,), name="ahead")
    loader.start()
    loader.join()
    if raised:
        raise raised[0]


def _load(raised: list[BaseException]) -> None:
    try:
        with idle_priority():
            load_libraries(lambda *_: None)
    except BaseException as error:  # noqa: BLE001  # the main thread raises it
        raised.append(error)


@contextmanager
def idle_priority() -> Iterator[None]:
    """The process yields to every other one while this is open. On Linux only the thread does, for all its life: to
    raise a priority again takes special rights there."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(threading.get_native_id(), os.SCHED_IDLE, os.sched_param(0))
        yield
    elif sys.platform == "win32":
        process = psutil.Process()
        before = process.nice()
        process.nice(psutil.IDLE_PRIORITY_CLASS)
        try:
            yield
        finally:
            process.nice(before)
    else:
        with suppress(OSError):
            os.setpriority(DARWIN_PROCESS, 0, DARWIN_BACKGROUND)
        try:
            yield
        finally:
            with suppress(OSError):
                os.setpriority(DARWIN_PROCESS, 0, 0)
