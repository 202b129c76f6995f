import psutil
import pytest

from app.core.computer import open_programs
from app.core.computer.open_programs import LEAST_BYTES, largest_programs


class Process:
    """As ``psutil.process_iter`` hands them out."""

    def __init__(self, name: str, size: int, user: str = "", pid: int = 0) -> None:
        memory = type("Memory", (), {"rss": size})()
        self.info = {"name": name, "memory_info": memory, "username": user or psutil.Process().username(), "pid": pid}


def test_the_users_largest_programs_are_named_until_they_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    running = [
        Process("chrome.exe", 2 * LEAST_BYTES),
        Process("chrome.exe", 3 * LEAST_BYTES),
        Process("explorer.exe", 9 * LEAST_BYTES),
        Process("other's", 9 * LEAST_BYTES, "somebody else"),
        Process("installer", 9 * LEAST_BYTES, pid=psutil.Process().pid),
        Process("Teams", 2 * LEAST_BYTES),
        Process("notepad", LEAST_BYTES // 2),
    ]
    monkeypatch.setattr(open_programs.psutil, "process_iter", lambda attributes: running)
    assert largest_programs(LEAST_BYTES) == ("chrome",)
    assert largest_programs(6 * LEAST_BYTES) == ("chrome", "Teams")
    assert largest_programs(99 * LEAST_BYTES) == ("chrome", "Teams")


def test_the_running_programs_can_be_asked() -> None:
    assert len(largest_programs(10**15)) <= open_programs.MOST_PROGRAMS
