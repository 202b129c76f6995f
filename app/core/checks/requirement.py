"""What a check finds out, and what can be done about it."""

import sys
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

GIGABYTE = 1_000_000_000


class RequirementName(StrEnum):
    """In the order in which people read about them."""

    # the computer
    OPERATING_SYSTEM = "operating_system"
    PROCESSOR = "processor"
    INSTRUCTIONS = "instructions"
    MEMORY_TOTAL = "memory_total"
    GRAPHICS = "graphics"
    NEURAL = "neural"
    # what comes with the installer
    PYTHON = "python"
    FOUNDRY_LOCAL = "foundry_local"
    OLIVE = "olive"
    ONNXRUNTIME_GENAI = "onnxruntime_genai"
    ONNXRUNTIME = "onnxruntime"
    ONNX = "onnx"
    NUMPY = "numpy"
    TORCH = "torch"
    CMAKE = "cmake"
    FOUNDRY_COMMAND = "foundry_command"
    # disks and folders
    DISK_SPACE = "disk_space"
    DISK_DATA = "disk_data"
    DISK_TEMPORARY = "disk_temporary"
    LIBRARY_WRITABLE = "library_writable"
    LIBRARY_SYNCED = "library_synced"
    LEFTOVERS = "leftovers"
    # now
    MEMORY_FREE = "memory_free"
    POWER = "power"
    RESTART = "restart"
    CLOCK = "clock"
    OTHER_COPY = "other_copy"


class Remedy(StrEnum):
    """What a button can do about a requirement."""

    CHOOSE_FOLDER = "choose_folder"  # for the library
    SWEEP = "sweep"  # delete leftovers
    DOWNLOAD = "download"  # the page that says what Foundry Local needs
    INSTALL = "install"  # the page that says how to install a program
    UPDATE = "update"
    STORAGE = "storage"
    PROGRAMS = "programs"  # what is running
    POWER = "power"
    CLOCK = "clock"


class Requirement(Struct, frozen=True, kw_only=True):
    """``mandatory`` and not ``satisfied``: the job cannot be done. Only not ``satisfied``: it may go badly.

    ``found`` is "" when there is nothing; both are numbers and names, the same in every language.
    """

    name: RequirementName
    satisfied: bool
    mandatory: bool
    found: str
    needed: str
    included: bool = False  # comes with the installer
    variant: str = ""  # a special case, which has words of its own
    facts: dict[str, str] = {}  # more that its wording's placeholders name
    remedy: Remedy | None = None


_WINDOWS = {
    Remedy.UPDATE: "ms-settings:windowsupdate",
    Remedy.STORAGE: "ms-settings:storagesense",
    Remedy.PROGRAMS: "file:///C:/Windows/System32/Taskmgr.exe",
    Remedy.POWER: "ms-settings:batterysaver",
    Remedy.CLOCK: "ms-settings:dateandtime",
}
_PREFERENCES = "x-apple.systempreferences:com.apple."
_MACOS = {
    Remedy.UPDATE: f"{_PREFERENCES}Software-Update-Settings.extension",
    Remedy.STORAGE: f"{_PREFERENCES}settings.Storage",
    Remedy.PROGRAMS: "file:///System/Applications/Utilities/Activity%20Monitor.app",
    Remedy.POWER: f"{_PREFERENCES}Battery-Settings.extension",
    Remedy.CLOCK: f"{_PREFERENCES}Date-Time-Settings.extension",
}
_HELP = "https://help.gnome.org/users"
_LINUX = {  # where no program that does it is found
    Remedy.UPDATE: f"{_HELP}/gnome-help/stable/shell-exit.html",  # of a restart that waits
    Remedy.PROGRAMS: f"{_HELP}/gnome-system-monitor/stable/",
    Remedy.POWER: f"{_HELP}/gnome-help/stable/power.html",
    Remedy.CLOCK: f"{_HELP}/gnome-help/stable/clock-set.html",
}
_EVERYWHERE = {Remedy.DOWNLOAD: "https://learn.microsoft.com/azure/ai-foundry/foundry-local/get-started"}


_INSTALL = {
    RequirementName.PYTHON: "https://www.python.org/downloads/",
    RequirementName.FOUNDRY_LOCAL: "https://learn.microsoft.com/azure/ai-foundry/foundry-local/get-started",
    RequirementName.OLIVE: "https://microsoft.github.io/Olive/",
    RequirementName.ONNXRUNTIME_GENAI: "https://onnxruntime.ai/docs/genai/howto/install.html",
    RequirementName.ONNXRUNTIME: "https://onnxruntime.ai/docs/install/",
    RequirementName.ONNX: "https://onnx.ai/",
    RequirementName.NUMPY: "https://numpy.org/install/",
    RequirementName.TORCH: "https://pytorch.org/get-started/locally/",
}


def link_of(requirement: Requirement) -> str:
    """The address that mends it, or a page that says how, for the system's own opener; "" when the window does it."""
    remedy = requirement.remedy
    if remedy is None:
        return ""
    if remedy is Remedy.INSTALL:
        return _INSTALL[requirement.name]
    if remedy is Remedy.STORAGE and sys.platform not in ("win32", "darwin"):  # no such settings; where the files are
        folder = next((each for each in _upwards(requirement.facts.get("path", "")) if each.is_dir()), None)
        return folder.as_uri() if folder else ""
    system = {"win32": _WINDOWS, "darwin": _MACOS}.get(sys.platform, _LINUX)
    return (_EVERYWHERE | system).get(remedy, "")


def is_help(requirement: Requirement) -> bool:
    """Whether its address is a page that only says what to do."""
    return link_of(requirement).startswith(_HELP)


def _upwards(path: str) -> list[Path]:
    folder = Path(path).absolute()
    return [folder, *folder.parents] if path else []


def gigabytes(size: float) -> str:
    return f"{size / GIGABYTE:.1f} GB"
