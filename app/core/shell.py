"""Commands as they are pasted into a terminal: PowerShell on Windows, a POSIX shell elsewhere."""

import os
import re
import shlex
from pathlib import Path

_PLAIN = re.compile(r"[\w\\/:.+-]+")  # what PowerShell takes for one word without quotes


def word(text: str) -> str:
    if os.name == "nt":
        return text if _PLAIN.fullmatch(text) else f'"{text}"'
    return shlex.quote(text)


def program(path: Path) -> str:
    quoted = word(str(path))
    return f"& {quoted}" if os.name == "nt" and quoted.startswith('"') else quoted  # PowerShell runs no quoted name


def chat_command(installer: Path, name: str) -> str:
    """A chat with the model ``name`` in a terminal; ``installer`` is this program's command line."""
    return f"{program(installer)} chat {word(name)}"
