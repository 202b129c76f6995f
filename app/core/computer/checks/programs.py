"""The programs that do the work. They come with the installer; nothing heavy is imported to look at them."""

import platform
import sys
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from app.core.computer.checks.required_versions import DISTRIBUTIONS, version_numbers
from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName, Special
from app.core.computer.foundry_cli import FoundryCli, find_foundry_cli, foundry_program


def python() -> Requirement:
    bundled = bool(getattr(sys, "frozen", False))
    return Requirement(
        name=RequirementName.PYTHON,
        satisfied=bundled or sys.version_info >= (3, 11),
        mandatory=True,
        found=platform.python_version(),
        needed="3.11",
        included=bundled,
        remedy=Remedy.INSTALL,
    )


def program(name: RequirementName) -> Requirement:
    """One of the libraries that do the work, found by its installed metadata and not imported."""
    distribution, oldest = DISTRIBUTIONS[name]
    try:
        found = metadata.version(distribution)
    except metadata.PackageNotFoundError:
        found = ""
    return Requirement(
        name=name,
        satisfied=version_numbers(found) >= oldest,
        mandatory=True,
        found=found,
        needed=".".join(map(str, oldest)),
        included=bool(found),
        remedy=Remedy.INSTALL,
    )


def cmake() -> Requirement:
    """Once needed to build ONNX Runtime GenAI; its wheels come built. Shown because older guides ask for it."""
    return Requirement(name=RequirementName.CMAKE, satisfied=True, mandatory=False, found="", needed="")


def foundry_command() -> Requirement:
    """The ``foundry`` command, which is not needed; asked once, since old versions take seconds to answer."""
    found = foundry_program()
    command = _ask(Path(found), Path(found).stat().st_mtime_ns) if found and Path(found).exists() else None
    version = ".".join(map(str, command.version)) if command else ""
    cache = str(command.cache) if command and command.cache else ""
    return Requirement(
        name=RequirementName.FOUNDRY_COMMAND,
        satisfied=True,
        mandatory=False,
        found=f"{version}, {cache}" if cache else version,
        needed="",
        variant=Special.PRESENT if command else Special.NONE,
    )


@lru_cache(maxsize=1)
def _ask(program: Path, changed: int) -> FoundryCli | None:
    return find_foundry_cli()
