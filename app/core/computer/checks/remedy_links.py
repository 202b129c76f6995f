"""Addresses that a remedy's button opens: pages of the system's settings, and pages that say how."""

import sys
from pathlib import Path

from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName

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
_LINUX = {  # help pages, for when no program that does it is found
    Remedy.UPDATE: f"{_HELP}/gnome-help/stable/shell-exit.html",  # help about restarting, when an update waits for it
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
    if remedy is Remedy.STORAGE and sys.platform not in ("win32", "darwin"):  # Linux has no such settings: show files
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
