"""The ``foundry`` command of Foundry Local, when the user has it: which version, and where it keeps its models."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

SDK_INSIDE = (0, 10)  # from this version on: `foundry run`, `foundry server`, `--output json`
PATIENCE = 8  # seconds that one question may take
_VERSION = re.compile(r"(?<![\d.])v?(\d+\.\d+(?:\.\d+)*)")
_LOCATION = re.compile(r"cache directory path:\s*(.+)", re.IGNORECASE)


class FoundryCli(Struct, frozen=True, kw_only=True):
    """``program`` is the command's file; ``cache`` None: it did not say."""

    program: Path
    version: tuple[int, ...]
    cache: Path | None

    @property
    def has_sdk(self) -> bool:
        return self.version >= SDK_INSIDE

    def run_words(self, name: str) -> str:
        """What the user types to talk to a model."""
        return f"foundry run {name}" if self.has_sdk else f"foundry model run {name}"


def find_foundry_cli() -> FoundryCli | None:
    """Ask the command on PATH; may take seconds, since old versions start a service. None: there is none, or another
    program has the name."""
    found = shutil.which("foundry")
    if not found:
        return None
    version = parse_version(_ask([found, "--version"]))
    if not version:
        return None
    output = ["--output", "json"] if version >= SDK_INSIDE else []
    return FoundryCli(
        program=Path(found), version=version, cache=parse_cache(_ask([found, "cache", "location", *output]))
    )


def parse_version(text: str) -> tuple[int, ...]:
    """(0, 8, 119) of "0.8.119+102c7a1"; () when the text names none."""
    match = _VERSION.search(text)
    return tuple(map(int, match[1].split("."))) if match else ()


def parse_cache(text: str) -> Path | None:
    """The folder that ``foundry cache location`` names, in JSON (0.10 and later) or in a sentence after a picture."""
    for line in text.splitlines():
        sentence = _LOCATION.search(line)
        place = sentence[1].strip() if sentence else _path_in_json(line)
        if place:
            return Path(place)
    whole = _path_in_json(text)
    return Path(whole) if whole else None


def _path_in_json(text: str) -> str:
    try:
        answer = json.loads(text)
    except ValueError:
        return ""
    path = answer.get("path") if isinstance(answer, dict) else None
    return path if isinstance(path, str) else ""


def _ask(command: Sequence[str]) -> str:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        answer = subprocess.run(
            command,
            capture_output=True,
            timeout=PATIENCE,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            creationflags=hidden,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout if answer.returncode == 0 else ""
