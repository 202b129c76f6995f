"""The system and its state at the moment: version, memory, power, clock, a restart that waits."""

import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil

from app.core.computer.checks import windows_registry
from app.core.computer.checks.required_versions import version_numbers
from app.core.computer.checks.requirement import GIGABYTE, Remedy, Requirement, RequirementName, Special, gigabytes
from app.core.computer.machine import memory, os_release

# Somewhat less than printed on the box: firmware and graphics keep a part.
MEMORY_NEEDED, MEMORY_ADVISED = 3.4 * GIGABYTE, 7.0 * GIGABYTE
MEMORY_FREE_ADVISED = 2 * GIGABYTE
DAY = 86_400  # seconds
FAR_FUTURE = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
OLDEST_MACOS = (15, 4)  # the first with the libc++ that PySide6 needs; build/audit_wheels.py checks it
_OLDEST_SYSTEM: dict[str, tuple[int, ...]] = {"Windows": (10,), "Darwin": OLDEST_MACOS, "Linux": ()}
_RESTART_KEYS = (
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending",
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired",
)
_RESTART_FILE = Path("/run/reboot-required")  # file of Debian and its relatives


def operating_system() -> Requirement:
    system, release = platform.system(), os_release()  # Windows Server is "2022Server"; Windows 11 may say "10"
    return Requirement(
        name=RequirementName.OPERATING_SYSTEM,
        satisfied=system in _OLDEST_SYSTEM and version_numbers(release) >= _OLDEST_SYSTEM[system],
        mandatory=True,
        found=f"{'macOS' if system == 'Darwin' else system} {release}".strip(),
        needed="Windows 10, macOS 15.4, Linux",
        remedy=Remedy.UPDATE,
    )


def memory_total() -> Requirement:
    total, _ = memory()
    return Requirement(
        name=RequirementName.MEMORY_TOTAL,
        satisfied=total >= MEMORY_ADVISED,
        mandatory=total < MEMORY_NEEDED,
        found=gigabytes(total),
        needed="4 GB" if total < MEMORY_NEEDED else "8 GB",
        remedy=Remedy.DOWNLOAD,
    )


def memory_free() -> Requirement:
    _, free = memory()
    return Requirement(
        name=RequirementName.MEMORY_FREE,
        satisfied=free >= MEMORY_FREE_ADVISED,
        mandatory=False,
        found=gigabytes(free),
        needed=gigabytes(MEMORY_FREE_ADVISED),
        remedy=Remedy.PROGRAMS,
    )


def power() -> Requirement:
    battery = psutil.sensors_battery()
    plugged = battery is None or battery.power_plugged is not False  # None: the system does not know
    return Requirement(
        name=RequirementName.POWER,
        satisfied=plugged,
        mandatory=False,
        found=f"{battery.percent:.0f} %" if battery else "",
        needed="",
        variant=Special.BATTERY if battery else Special.NONE,
        remedy=Remedy.POWER,
    )


def restart() -> Requirement:
    waits = any(map(windows_registry.has_key, _RESTART_KEYS)) or (sys.platform == "linux" and _RESTART_FILE.exists())
    return Requirement(
        name=RequirementName.RESTART,
        satisfied=not waits,
        mandatory=False,
        found="",
        needed="",
        variant=Special.WAITS if waits else Special.NONE,
        remedy=Remedy.UPDATE,
    )


def clock() -> Requirement:
    """Without a network the true time is unknown, but it is not earlier than when this program was made."""
    now = time.time()
    return Requirement(
        name=RequirementName.CLOCK,
        satisfied=_made() - DAY < now < FAR_FUTURE,
        mandatory=False,
        found=f"{datetime.fromtimestamp(now, UTC).astimezone():%Y-%m-%d %H:%M}",
        needed="",
        remedy=Remedy.CLOCK,
    )


def _made() -> float:
    source = Path(__file__)
    return (source if source.exists() else Path(sys.executable)).stat().st_mtime
