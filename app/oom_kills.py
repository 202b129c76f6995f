"""Who ended a process with SIGKILL: the system, for want of memory, or somebody else?"""

from pathlib import Path

COUNTERS = (Path("/proc/vmstat"), Path("/sys/fs/cgroup/memory.events"))


class OomKills:
    """Compares Linux's counters of processes that were ended for want of memory with what they were at the start."""

    def __init__(self) -> None:
        self._before = _counts()

    def happened(self) -> bool | None:
        """None: this system does not count them."""
        now = _counts()
        return None if not now else now != self._before


def _counts() -> list[str]:
    lines: list[str] = []
    for counter in COUNTERS:
        try:
            lines += [line for line in counter.read_text().splitlines() if line.startswith("oom_kill ")]
        except OSError:
            continue
    return lines
