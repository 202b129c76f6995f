"""What this computer must have. Nothing heavy is imported to find out."""

import platform
import re
import sys
import tempfile
from collections.abc import Callable
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from app.core.machine import existing_parent, free_disk, memory, os_release

GIGABYTE = 1_000_000_000
# Somewhat less than printed on the box: firmware and graphics keep a part.
MEMORY_NEEDED, MEMORY_ADVISED = 3.4 * GIGABYTE, 7.0 * GIGABYTE
MEMORY_FREE_ADVISED = 2 * GIGABYTE
DISK_NEEDED = 2 * GIGABYTE
_64_BIT = frozenset({"amd64", "x86_64", "arm64", "aarch64"})
_OLDEST_SYSTEM = {"Windows": 10, "Darwin": 15}


class RequirementName(StrEnum):
    OPERATING_SYSTEM = "operating_system"
    PROCESSOR = "processor"
    MEMORY_TOTAL = "memory_total"
    MEMORY_FREE = "memory_free"
    DISK_SPACE = "disk_space"
    LIBRARY_WRITABLE = "library_writable"
    PYTHON = "python"
    FOUNDRY_LOCAL = "foundry_local"
    OLIVE = "olive"
    ONNXRUNTIME_GENAI = "onnxruntime_genai"
    ONNXRUNTIME = "onnxruntime"
    CMAKE = "cmake"


class Requirement(Struct, frozen=True, kw_only=True):
    """``mandatory`` and not ``satisfied``: the job cannot be done. Only not ``satisfied``: it may go badly.

    ``found`` is "" when there is nothing; both are numbers and names, the same in every language.
    """

    name: RequirementName
    satisfied: bool
    mandatory: bool
    found: str
    needed: str


_DISTRIBUTIONS = {
    RequirementName.FOUNDRY_LOCAL: ("foundry-local-sdk", (2, 1)),
    RequirementName.OLIVE: ("olive-ai", (0, 13)),
    RequirementName.ONNXRUNTIME_GENAI: ("onnxruntime-genai", (0, 18)),
    RequirementName.ONNXRUNTIME: ("onnxruntime", (1, 31)),
}


def check_requirements(library: Path) -> tuple[Requirement, ...]:
    """Look at this computer and at ``library``, where installed models are to live; takes some milliseconds."""
    checks: tuple[Callable[[], Requirement], ...] = (
        operating_system,
        processor,
        memory_total,
        memory_free,
        lambda: disk_space(library),
        lambda: library_writable(library),
        python,
    )
    programs = (program(name) for name in _DISTRIBUTIONS)
    return (*(check() for check in checks), *programs, cmake())


def operating_system() -> Requirement:
    system, release = platform.system(), os_release()
    oldest = _OLDEST_SYSTEM.get(system, 0)
    return Requirement(
        name=RequirementName.OPERATING_SYSTEM,
        satisfied=system == "Linux" or (system in _OLDEST_SYSTEM and _system_version(release) >= oldest),
        mandatory=True,
        found=f"{'macOS' if system == 'Darwin' else system} {release}".strip(),
        needed="Windows 10, macOS 15, Linux",
    )


def processor() -> Requirement:
    """Intel Macs fail: Foundry Local and ONNX Runtime exist for Apple's own processors only."""
    kind = platform.machine()
    intel_mac = platform.system() == "Darwin" and kind.lower() not in ("arm64", "aarch64")
    return Requirement(
        name=RequirementName.PROCESSOR,
        satisfied=kind.lower() in _64_BIT and sys.maxsize > 2**32 and not intel_mac,
        mandatory=True,
        found=f"Intel Mac ({kind})" if intel_mac else kind,
        needed="Apple M1" if platform.system() == "Darwin" else "x86-64, ARM64",
    )


def memory_total() -> Requirement:
    total, _ = memory()
    return Requirement(
        name=RequirementName.MEMORY_TOTAL,
        satisfied=total >= MEMORY_ADVISED,
        mandatory=total < MEMORY_NEEDED,
        found=_gigabytes(total),
        needed="4 GB" if total < MEMORY_NEEDED else "8 GB",
    )


def memory_free() -> Requirement:
    _, free = memory()
    return Requirement(
        name=RequirementName.MEMORY_FREE,
        satisfied=free >= MEMORY_FREE_ADVISED,
        mandatory=False,
        found=_gigabytes(free),
        needed=_gigabytes(MEMORY_FREE_ADVISED),
    )


def disk_space(library: Path) -> Requirement:
    try:
        free = free_disk(library)
    except OSError:
        free = 0
    return Requirement(
        name=RequirementName.DISK_SPACE,
        satisfied=free >= DISK_NEEDED,
        mandatory=True,
        found=_gigabytes(free),
        needed=_gigabytes(DISK_NEEDED),
    )


def library_writable(library: Path) -> Requirement:
    """Really writes a file, which is gone again at once: permissions alone do not tell on Windows or network drives."""
    parent = existing_parent(library)
    try:
        with tempfile.TemporaryFile(dir=parent) as file:
            file.write(b"model installer")
            file.flush()
        writable = True
    except OSError:
        writable = False
    return Requirement(
        name=RequirementName.LIBRARY_WRITABLE,
        satisfied=writable,
        mandatory=True,
        found=str(library) if writable else "",
        needed=str(library),
    )


def python() -> Requirement:
    bundled = bool(getattr(sys, "frozen", False))
    return Requirement(
        name=RequirementName.PYTHON,
        satisfied=bundled or sys.version_info >= (3, 11),
        mandatory=True,
        found=platform.python_version(),
        needed="3.11",
    )


def program(name: RequirementName) -> Requirement:
    """One of the libraries that do the work, found by its installed metadata and not imported."""
    distribution, oldest = _DISTRIBUTIONS[name]
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
    )


def cmake() -> Requirement:
    """Once needed to build ONNX Runtime GenAI; its wheels come built. Shown because older guides ask for it."""
    return Requirement(name=RequirementName.CMAKE, satisfied=True, mandatory=False, found="", needed="")


def version_numbers(version: str) -> tuple[int, ...]:
    """(2, 2, 1) of "2.2.1.dev3"; () of anything that does not start with a number."""
    match = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()


def _system_version(release: str) -> int:
    # Windows Server calls itself "2022Server"; Windows 11 may say "10": both are at least 10
    numbers = version_numbers(release)
    return numbers[0] if numbers else 0


def _gigabytes(size: float) -> str:
    return f"{size / GIGABYTE:.1f} GB"
