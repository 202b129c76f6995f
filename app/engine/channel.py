"""The private standard output of a child: events go out there, and nothing else."""

import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any

import msgspec

from app.core.chat_messages import ChatMessage
from app.core.events import Event, Failed, Finished, News, encode_event
from app.core.requests import Request, decode_request
from app.core.wire import from_json

Emit = Callable[[News], None]


class Channel:
    """Takes file descriptor 1 for events and points what the libraries print at standard error.

    Make it before any heavy import.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._out = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        # No library can ask the user anything, or read what is meant for us
        self._in = os.fdopen(os.dup(0), "rb")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)

    def read_environment(self) -> dict[str, str]:
        """What comes before the request of a child that was started ahead of it; raises ``msgspec.DecodeError`` when
        the parent has closed the pipe."""
        return from_json(self._in.readline(), dict[str, str])

    def read_request(self) -> Request[Any]:
        return decode_request(self._in.readline())

    def emit(self, event: News) -> None:
        self._write(event)

    def end(self, event: Finished[Any] | Failed) -> None:
        """The last event."""
        self._write(event)

    def _write(self, event: Event) -> None:
        with self._lock:
            self._out.write(encode_event(event))
            self._out.flush()

    def messages(self, end: Callable[[], None]) -> "queue.Queue[ChatMessage]":
        """The messages that follow the request, read in a thread; ``end`` is called there when the parent has closed
        the pipe or is gone."""
        received: queue.Queue[ChatMessage] = queue.Queue()

        def read() -> None:
            for line in self._in:
                try:
                    received.put(from_json(line, ChatMessage))  # type: ignore[arg-type]
                except msgspec.DecodeError as error:
                    print(f"not a chat message: {error}", file=sys.stderr)
            end()

        threading.Thread(target=read, name="messages", daemon=True).start()
        return received
