"""Commands as they are pasted into a terminal: PowerShell on Windows, a POSIX shell elsewhere."""

import os
import re
import shlex
from collections.abc import Iterable
from pathlib import Path

_PLAIN = re.compile(r"[\w\\/:.+-]+")  # text that PowerShell takes for one word without quotes
_QUOTES = re.compile("['\u2018\u2019\u201a\u201b]")  # all are single quotes to PowerShell


def word(text: str) -> str:
    if os.name == "nt":
        # Double quotes would give $ and ` a meaning
        return text if _PLAIN.fullmatch(text) else "'" + _QUOTES.sub(lambda quote: quote[0] * 2, text) + "'"
    return shlex.quote(text)


def quoted_program(path: Path) -> str:
    quoted = word(str(path))
    return f"& {quoted}" if os.name == "nt" and quoted.startswith("'") else quoted  # PowerShell runs no quoted name


def chat_command(installer: Path, name: str) -> str:
    """A chat with the model ``name`` in a terminal; ``installer`` is this program's command line."""
    return f"{quoted_program(installer)} chat {word(name)}"


def with_variables(names: Iterable[str], command: str) -> str:
    """``command`` with each of the variables set to 1; PowerShell keeps them for what is typed after it."""
    if os.name == "nt":
        return "".join(f"$env:{name} = 1; " for name in names) + command
    return " ".join((*(f"{name}=1" for name in names), command))
