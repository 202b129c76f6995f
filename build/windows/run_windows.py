#!/usr/bin/env python3
"""What ``dev.py windows`` does: a Windows computer on Linux, and the app as Windows software in it.

    python3 build/dev.py windows                  set it up (as root; from the registries alone)
    python3 build/dev.py windows run VERB...      a verb of the command line
    python3 build/dev.py windows test [PATH...]   the tests; what cannot run there says in its mark what it lacks
    python3 build/dev.py windows window           open the window; a picture in dist/windows
    python3 build/dev.py windows journey [en|id]  every verb; the window from Welcome to an answer, in both languages
    python3 build/dev.py windows same_result      convert there and here: the same bytes
    python3 build/dev.py windows bundle           freeze the app there; where each file comes from
    python3 build/dev.py windows smoke            verify that bundle
    python3 build/dev.py windows setup            make the setup program of it; install, upgrade, remove

What cannot be known this way is in docs/windows.md.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "build"), str(Path(__file__).resolve().parent)]

import journey  # noqa: E402
import same_bytes  # noqa: E402
import setup_program  # noqa: E402
import smoke_windows  # noqa: E402
import wine  # noqa: E402
import wizard_journey  # noqa: E402
from computer import Computer, Unreachable, set_up  # noqa: E402
from screen import screen  # noqa: E402

NOT_TRIED = 75  # the exit code that .ci/run tells from a failure
INSIDE = "MODEL_INSTALLER_INSIDE_WINDOWS"  # set for the process within the namespaces


def main() -> int:
    verb, *arguments = sys.argv[1:] or [""]
    verbs: dict[str, Callable[[wine.Wine, list[str]], int]] = {
        "run": run,
        "test": test,
        "window": wizard_journey.show,
        "journey": travel,
        "same_result": same_bytes.compare,
        "bundle": bundle,
        "smoke": smoke_windows.verify_bundle,
        "setup": setup_program.verify_setup,
    }
    if verb and verb not in verbs:
        print(__doc__)
        return 2
    computer = Computer()
    if os.environ.get(INSIDE):
        windows = wine.Wine(computer.root)
        windows.connect()
        windows.environment |= wine.SOURCE
        with screen(wizard_journey.PICTURES) as seat:  # before Windows starts, whose desktop takes the screen there is
            windows.display = seat.display
            with windows.stay_on():
                return verbs[verb](windows, arguments)
    if impossible := _impossible():
        print(f"NOT TRIED: WINDOWS. {impossible}")
        return NOT_TRIED
    lock = _only_one(computer)
    try:
        set_up(computer)
    except Unreachable as error:
        print(f"NOT TRIED: WINDOWS. What it is made of cannot be had here: {error}")
        return NOT_TRIED
    if verb:
        os.set_inheritable(lock.fileno(), True)
        command = wine.enclosed([sys.executable, *sys.argv])
        os.execvpe(command[0], command, os.environ | {INSIDE: "1"})
    return 0


def run(windows: wine.Wine, arguments: list[str]) -> int:
    return subprocess.run(windows.command(*wine.PYTHON, "-m", "app", *arguments, folder=wine.CHECKOUT)).returncode


def test(windows: wine.Wine, arguments: list[str]) -> int:
    """pytest's time limit would end the whole run there, so it is off. Its folders have short paths: below its own
    default, what a test of the window converts has more than 259 characters."""
    options = ("--timeout", "0", "--basetemp", r"C:\tests", "--tell-at-once")
    command = windows.command(*wine.PYTHON, "-m", "pytest", *options, *arguments, folder=wine.CHECKOUT)
    return subprocess.run(command).returncode


def travel(windows: wine.Wine, languages: list[str]) -> int:
    """All of it, or only the window in some languages."""
    if not languages:
        journey.travel(windows)
    for language in languages or wizard_journey.LANGUAGES:
        pictures = wizard_journey.PICTURES / language
        wizard_journey.travel(windows, language, wizard_journey.SOURCE_WINDOW, pictures)
    return 0


def bundle(windows: wine.Wine, _arguments: list[str]) -> int:
    """Into a folder that only this computer sees: what people get is built on Windows itself."""
    work = windows.root / smoke_windows.BUNDLE.parents[1]
    places = {"--distpath": smoke_windows.BUNDLE.parent, "--workpath": smoke_windows.BUNDLE.parent.with_name("frozen")}
    options = [word for name, path in places.items() for word in (name, f"Z:/{path}")]
    work.mkdir(exist_ok=True)
    command = [*wine.PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *options, "installer.spec"]
    return subprocess.run(windows.command(*command, folder=wine.CHECKOUT)).returncode


def _impossible() -> str:
    """Why no Windows computer can run here; "" where one can."""
    if sys.platform != "linux" or os.geteuid():
        return "It takes root on Linux."
    probe = subprocess.run(wine.enclosed(["sh", "-ec", wine.NETWORK]), capture_output=True, text=True)
    return f"This computer allows no namespaces: {probe.stderr.strip()}" if probe.returncode else ""


def _only_one(computer: Computer) -> TextIOWrapper:
    """Two Windows of one folder would share what holds their processes. The lock goes with this process."""
    computer.outside.mkdir(parents=True, exist_ok=True)
    lock = (computer.outside / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("The Windows computer is in use; waiting until it is free.", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


if __name__ == "__main__":
    sys.exit(main())
