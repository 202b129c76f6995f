"""Linux has no addresses for its settings: the programs of its desktops that show them, and how the system's own help
explains what to do where none of them is installed."""

import shutil
import sys
from collections.abc import Mapping

from app.core.computer.checks.requirement import Remedy, Requirement

_GNOME, _KDE = "gnome-control-center", "systemsettings"
_COMMANDS: Mapping[Remedy, tuple[tuple[str, ...], ...]] = {
    Remedy.PROGRAMS: (
        *(("gnome-system-monitor",), ("missioncenter",), ("plasma-systemmonitor",), ("ksysguard",)),
        *(("mate-system-monitor",), ("xfce4-taskmanager",), ("lxtask",), ("qps",)),
    ),
    Remedy.POWER: (
        *((_GNOME, "power"), (_KDE, "kcm_powerdevilprofilesconfig"), ("xfce4-power-manager-settings",)),
        ("mate-power-preferences",),
    ),
    Remedy.CLOCK: ((_GNOME, "datetime"), (_KDE, "kcm_clock"), ("time-admin",)),
    Remedy.UPDATE: (
        *(("gnome-software", "--mode=updates"), ("update-manager",), ("plasma-discover", "--mode", "update")),
        ("mintupdate",),
    ),
}


def command_of(requirement: Requirement) -> tuple[str, ...]:
    """The program that mends it, and its arguments; empty when there is none, and on systems that have addresses."""
    if sys.platform in ("win32", "darwin") or requirement.remedy is None:
        return ()
    return next(filter(lambda command: shutil.which(command[0]), _COMMANDS.get(requirement.remedy, ())), ())
