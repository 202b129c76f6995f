"""The ``foundry`` command of Foundry Local, when the user has it: which version, and where it keeps its models."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from msgspec import Struct

from app.core.telemetry import SILENCE

SDK_INSIDE = (0, 10)  # the first version with `foundry run`, `foundry server` and `--output json`
READS_FOLDERS = (0, 11)  # the last version that looks through its folder for models
PATIENCE = 8  # seconds that a question may take
STARTING_PATIENCE = 60  # seconds that one may take which starts a service first
_HOMEBREW = ("/opt/homebrew/bin", "/usr/local/bin")
_VERSION = re.compile(r"(?<![\d.])v?(\d+\.\d+(?:\.\d+)*)")
_COMPLAINT = "Model was not found in catalog"
_LOCATION = re.compile(r"cache directory path:\s*(.+)", re.IGNORECASE)


class FoundryCli(Struct, frozen=True, kw_only=True):
    """``program`` is the command's file; ``cache`` None: it did not say."""

    program: Path
    version: tuple[int, ...]
    cache: Path | None

    @property
    def has_sdk(self) -> bool:
        return self.version >= SDK_INSIDE

    @property
    def reads_folders(self) -> bool:
        return self.version < READS_FOLDERS

    def run_words(self, name: str) -> str:
        """What the user types to talk to a model."""
        return f"foundry run {name}" if self.has_sdk else f"foundry model run {name}"


def foundry_program() -> str | None:
    """The file of the command. A Mac tells a program that was not started from a terminal nothing of Homebrew."""
    more = _HOMEBREW if sys.platform == "darwin" else ()
    return shutil.which("foundry", path=os.pathsep.join((os.environ.get("PATH", os.defpath), *more)))


def find_foundry_cli(patience: float = PATIENCE) -> FoundryCli | None:
    """Ask the command on PATH; may take ``patience`` seconds, since old versions start a service. None: there is none,
    or another program has the name."""
    found = foundry_program()
    if not found:
        return None
    version = parse_version(_ask([found, "--version"]))
    if not version:
        return None
    output = ["--output", "json"] if version >= SDK_INSIDE else []
    cache = parse_cache(_ask([found, "cache", "location", *output], patience))
    return FoundryCli(program=Path(found), version=version, cache=cache)


def parse_version(text: str) -> tuple[int, ...]:
    """(0, 8, 119) of "0.8.119+102c7a1"; () when the text names none."""
    match = _VERSION.search(text)
    return tuple(map(int, match[1].split("."))) if match else ()


def parse_cache(text: str) -> Path | None:
    """The folder that ``foundry cache location`` names, in JSON (0.10 and later) or in a sentence after a picture."""
    if sentence := _LOCATION.search(text):
        return Path(sentence[1].strip())
    answer = _json_in(text)
    path = answer.get("path") if isinstance(answer, dict) else None
    return Path(path) if isinstance(path, str) and path else None


def list_cached(cli: FoundryCli) -> tuple[str, ...]:
    """The ids of the models that the command finds in its folder; () when it does not answer."""
    output = ["--output", "json"] if cli.has_sdk else []
    return parse_cached(_ask([str(cli.program), "cache", "ls", *output], STARTING_PATIENCE))


def parse_cached(text: str) -> tuple[str, ...]:
    """The names of the models in ``foundry cache ls``: a table after a heading (a model that is not in the public
    catalog is listed with a complaint that runs into its name), or JSON: ``{"models": [{"alias", "displayName",
    "device", "cached", "loaded"}]}`` in 0.10, where the second is the id."""
    answer = _json_in(text)
    if answer is not None:
        return tuple(_strings(answer))
    _, heading, table = text.partition("Model ID")
    rows = [line.replace(_COMPLAINT, " ").split() for line in table.splitlines()] if heading else []
    return tuple(row[-1] for row in rows if row and not row[0].startswith("["))  # the log's lines come in between


def _strings(value: object) -> Iterator[str]:
    """Every text but those about a model that is only in the public catalog."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) or (isinstance(value, dict) and value.get("cached") is not False):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _json_in(text: str) -> object:
    """The JSON that ``text`` holds, after what a service says of its start; None when it holds none."""
    for start in re.finditer(r"^[ \t]*(?=[\[{])", text, re.MULTILINE):
        try:
            found: object = json.JSONDecoder().raw_decode(text, start.end())[0]
        except ValueError:
            continue
        return found
    return None


def _ask(command: Sequence[str], patience: float = PATIENCE) -> str:
    """Its output goes to a file: a service that it starts inherits a pipe, and holds it open. Neither it nor that
    service is to report that we asked."""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with TemporaryFile() as said:
        try:
            code = subprocess.run(
                command,
                stdout=said,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                timeout=patience,
                env=os.environ | SILENCE,
                creationflags=hidden,
            ).returncode
        except (OSError, subprocess.TimeoutExpired):
            return ""
        said.seek(0)
        return said.read().decode("utf-8", errors="replace") if code == 0 else ""
