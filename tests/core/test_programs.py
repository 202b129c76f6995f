import psutil
import pytest

from app.core import programs
from app.core.programs import LEAST, largest_programs


class Process:
    """As ``psutil.process_iter`` hands them out."""

    def __init__(self, name: str, size: int, user: str = "", pid: int = 0) -> None:
        memory = type("Memory", (), {"rss": size})()
        self.info = {"name": name, "memory_info": memory, "username": user or psutil.Process().username(), "pid": pid}


def test_the_users_largest_programs_are_named_until_they_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    running = [
        Process("chrome.exe", 2 * LEAST),
        Process("chrome.exe", 3 * LEAST),
        Process("explorer.exe", 9 * LEAST),
        Process("other's", 9 * LEAST, "somebody else"),
        Process("installer", 9 * LEAST, pid=psutil.Process().pid),
        Process("Teams", 2 * LEAST),
        Process("notepad", LEAST // 2),
    ]
    monkeypatch.setattr(programs.psutil, "process_iter", lambda attributes: running)
    assert largest_programs(LEAST) == ("chrome",)
    assert largest_programs(6 * LEAST) == ("chrome", "Teams")
    assert largest_programs(99 * LEAST) == ("chrome", "Teams")


def test_the_running_programs_can_be_asked() -> None:
    assert len(largest_programs(10**15)) <= programs.MOST
