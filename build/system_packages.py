"""What the project needs of a Linux system beside Python, and its installation on Debian and Ubuntu where that is
allowed: as root, or on a build computer (``CI`` is set) that makes us root without asking. Standard library only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
# What ``smoke.py`` drives the window with, and the Debian package of each.
SMOKE_TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "xclip": "xclip", "import": "imagemagick"}
SMOKE_TOOLS |= {"strace": "strace", "ip": "iproute2", "setpriv": "util-linux"}
FLEET_TOOLS = {"/usr/sbin/sshd": "openssh-server", "ssh": "openssh-client", "ip": "iproute2"}
WINDOWS_TOOLS = SMOKE_TOOLS | {"debootstrap": "debootstrap", "npm": "npm"}
# What PySide6 loads from the system, first to import, then to open a window; its wheels bring the rest.
QT_LIBRARIES = (
    "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 fonts-dejavu-core libxkbcommon-x11-0"
)
XCB_LIBRARIES = "cursor0 icccm4 image0 keysyms1 randr0 render-util0 shape0 xkb1"
PROBE = """
import ctypes, pathlib, PySide6.QtWidgets, PySide6.QtSvg
ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
"""


def ensure_qt(python: Path) -> None:
    """PySide6 imports, or the missing libraries are installed, or the command that installs them is named."""
    probe = [python, "-c", PROBE]
    if not sys.platform.startswith("linux") or not subprocess.run(probe, capture_output=True).returncode:
        return
    libraries = [*QT_LIBRARIES.split(), *(f"libxcb-{name}" for name in XCB_LIBRARIES.split())]
    if install(libraries) and not subprocess.run(probe, capture_output=True).returncode:
        return
    sys.exit("Qt misses libraries of this system. On Debian and Ubuntu: sudo " + " ".join([*APT_INSTALL, *libraries]))


def ensure_tools(tools: dict[str, str]) -> None:
    """The programs of ``tools``, by the Debian package of each; who misses one that cannot be installed says so."""
    missing = [package for tool, package in tools.items() if not shutil.which(tool)]
    if missing and sys.platform.startswith("linux"):
        install(missing)


def install(packages: list[str]) -> bool:
    """Whether this is a Debian where we may install, and did."""
    root = as_root()
    if not shutil.which("apt-get") or root is None:
        return False
    print(f"\n== Installing {' '.join(packages)}", flush=True)
    quiet = [*root, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*quiet, "apt-get", "update", "-qq"])
    return not subprocess.run([*quiet, *APT_INSTALL, *packages, "-qq"], stdout=subprocess.DEVNULL).returncode


def as_root() -> list[str] | None:
    """What goes before a command of root's; None where we may not be root."""
    if not sys.platform.startswith("linux"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo") if os.environ.get("CI") else None
    if sudo and not subprocess.run([sudo, "-n", "true"], capture_output=True).returncode:
        return [sudo, "-n"]
    return None
