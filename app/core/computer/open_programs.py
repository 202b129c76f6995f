"""The programs that hold the most memory and that the user could close."""

from collections import defaultdict

import psutil

LEAST_BYTES = 200_000_000  # bytes; closing less is no help
MOST_PROGRAMS = 3  # programs
# Closing these ends more than a program
_OF_THE_SYSTEM = frozenset(
    {"explorer", "finder", "dwm", "windowserver", "gnome-shell", "plasmashell", "kwin_wayland", "kwin_x11", "xorg"}
    | {"loginwindow", "systemd", "launchd", "svchost", "csrss", "searchhost", "msmpeng", "memory compression", "system"}
)


def largest_programs(needed: int) -> tuple[str, ...]:
    """Names of the user's programs, the largest first, until they hold ``needed`` bytes together."""
    held: dict[str, int] = defaultdict(int)
    ours, user = _family(), psutil.Process().username()
    for process in psutil.process_iter(["pid", "name", "username", "memory_info"]):
        name, size = _name(process), process.info["memory_info"]
        if size and process.info["pid"] not in ours and process.info["username"] == user:
            held[name] += size.rss
    found: list[str] = []
    for name, size in sorted(held.items(), key=lambda pair: -pair[1]):
        if size < LEAST_BYTES or needed <= 0 or len(found) == MOST_PROGRAMS:
            break
        if name and name.lower() not in _OF_THE_SYSTEM:
            found.append(name)
            needed -= size
    return tuple(found)


def _name(process: psutil.Process) -> str:
    """The name that people know: "chrome.exe" is "chrome"."""
    name: str = process.info["name"] or ""
    return name[:-4] if name.lower().endswith(".exe") else name


def _family() -> set[int]:
    """This process, what it was started by, and what it has started."""
    own = psutil.Process()
    return {process.pid for process in (own, *own.parents(), *own.children(recursive=True))}
