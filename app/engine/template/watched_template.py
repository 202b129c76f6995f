"""A stranger's chat template renders each conversation in a process beside, before the runtime does it in its own: one
that never ends for some question, or takes all memory, is ended there."""

import json
import os
import queue
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import IO, Any

import psutil
from msgspec import Struct

from app import paths
from app.core.chat_messages import ChatMessage, Conversation
from app.core.computer.machine import private_bytes
from app.core.events import News, Rendered
from app.core.failures import Failure, FailureKind, Variant
from app.core.requests import RenderTemplate
from app.core.template.files import read_template
from app.core.wire import to_json
from app.engine.lone_tokenizer import write_lone_template

STARTING = 120.0  # seconds that the process may take to begin
RENDER_LOOK = 0.05  # seconds between two looks at its memory


class RenderLimit(Struct, frozen=True):
    seconds: float = 10.0
    bytes: int = 1_000_000_000  # private to the process


ONE = RenderLimit()  # the limit of one conversation


class WatchedTemplate:
    """The template of the model in ``folder``; a context. Its process begins at once, and is not waited for."""

    def __init__(self, folder: Path, limit: RenderLimit = ONE) -> None:
        self._folder, self._limit = folder, limit
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._events: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._begun = False
        self._start()

    def __enter__(self) -> "WatchedTemplate":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def check(self, messages: Sequence[Mapping[str, Any]], tools: object = None) -> None:
        """Raises ``Failure(BAD_TEMPLATE)`` when the template does not come to an end within its limits. What it
        refuses is the runtime's to say."""
        asked = Conversation(json.dumps(messages), json.dumps(tools) if tools else "")
        with self._lock:
            if self._child is None:
                self._start()
            if not self._is_ready() or not self._send(asked):
                self._end()
                return  # it could not be tried; the next one is
            if excess := self._wait(self._limit):
                self._end()
                raise Failure(FailureKind.BAD_TEMPLATE, excess, Variant.TRAP)

    def _start(self) -> None:
        self._child = subprocess.Popen(paths.engine_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._events, self._begun = queue.SimpleQueue(), False
        Thread(target=_read, args=(self._child.stdout, self._events), daemon=True).start()
        self._send(RenderTemplate(self._folder))

    def _is_ready(self) -> bool:
        if not self._begun:
            self._begun = not self._wait(RenderLimit(STARTING))
        return self._begun

    def _send(self, message: object) -> bool:
        child = self._child
        assert child and child.stdin
        try:
            child.stdin.write(to_json(message) + b"\n")
            child.stdin.flush()
        except OSError:
            return False
        return True

    def _wait(self, limit: RenderLimit) -> str:
        """What was too much; "" when there was an answer within the ``limit``."""
        child = self._child
        assert child
        looks = int(limit.seconds / RENDER_LOOK)
        for _ in range(looks):
            with suppress(queue.Empty):
                return "" if self._events.get(timeout=RENDER_LOOK) is not None else "it ended its process"
            with suppress(psutil.Error):
                if (taken := private_bytes(psutil.Process(child.pid))) > limit.bytes:
                    return f"{taken:,} bytes of memory"
        return f"not done after {limit.seconds:.0f} seconds"

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


def _read(pipe: IO[bytes], events: "queue.SimpleQueue[bytes | None]") -> None:
    with suppress(OSError, ValueError):
        for line in pipe:
            if b'"rendered"' in line:
                events.put(line)
    events.put(None)


def render_each(request: RenderTemplate, emit: Callable[[News], None], messages: "queue.Queue[ChatMessage]") -> None:
    """Returns never: the parent closes the pipe."""
    render = _Renderer(request.folder)
    emit(Rendered())
    while True:
        asked = messages.get()
        if isinstance(asked, Conversation):
            render(asked)
            emit(Rendered())


class _Renderer:
    """The runtime's own engine of templates."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime_genai as og

        with TemporaryDirectory(dir=os.environ.get("TMPDIR")) as place:
            write_lone_template(folder, read_template(folder, []) or "", Path(place))
            self._tokenizer = og.Tokenizer(og.Config(place))

    def __call__(self, asked: Conversation) -> None:
        tools = {"tools": asked.tools} if asked.tools else {}
        with suppress(RuntimeError):  # the runtime will refuse it, too
            self._tokenizer.apply_chat_template(asked.messages, add_generation_prompt=True, **tools)
