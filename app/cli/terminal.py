"""What is printed reaches a terminal without commands to it."""

import sys
from typing import Any, TextIO

from app.core.printable import printable


class SafeStream:
    """Hands on what is written to ``stream``, control characters spelled out."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(printable(text))
        return len(text)

    def start_line_again(self) -> None:
        """The next text replaces what stands on the last line of the terminal."""
        self._stream.write("\r")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def make_safe() -> None:
    """Put a ``SafeStream`` before the standard output and the standard error of this process."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, SafeStream):
            setattr(sys, name, SafeStream(stream))


def start_line_again(stream: TextIO | SafeStream) -> None:
    """On a stream that is safe, or has not been made so."""
    if isinstance(stream, SafeStream):
        stream.start_line_again()
    else:
        stream.write("\r")
