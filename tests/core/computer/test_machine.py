import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from app.core.computer import machine
from app.core.computer.machine import existing_parent, free_disk, memory, private_bytes, probe_machine


def test_this_computer() -> None:
    found = probe_machine()
    assert found.system and found.release and found.architecture and found.processor
    assert 1 <= found.physical_cores <= found.logical_cores
    assert 0 < found.free_memory <= found.total_memory


def test_free_disk_of_a_folder_that_is_to_come(tmp_path: Path) -> None:
    assert free_disk(tmp_path / "a" / "b") == pytest.approx(psutil.disk_usage(str(tmp_path)).free, rel=0.1)
    assert existing_parent(tmp_path / "a" / "b") == tmp_path


def test_a_relative_folder_has_a_parent_too() -> None:
    assert existing_parent(Path("no such folder here")).is_dir()


GROWTH = """
import psutil
from app.core.computer.machine import private_bytes
before = private_bytes(psutil.Process())
block = bytearray(b"x") * 50_000_000
print(private_bytes(psutil.Process()) - before)
"""


def test_private_memory_grows_with_what_is_allocated() -> None:
    """In a process of its own: this one may have room from what it gave back."""
    grown = int(subprocess.run([sys.executable, "-c", GROWTH], capture_output=True, check=True).stdout)
    assert 45_000_000 < grown < 75_000_000


def test_private_memory_of_a_process_that_has_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        process = psutil.Process(child.pid)
    with pytest.raises(psutil.Error):
        private_bytes(process)


def test_a_container_has_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit, usage = tmp_path / "max", tmp_path / "current"
    limit.write_text("1000000\n")
    usage.write_text("400000\n")
    monkeypatch.setattr(machine, "_CGROUP_LIMITS", (tmp_path / "none", limit))
    monkeypatch.setattr(machine, "_CGROUP_USAGES", (tmp_path / "none", usage))
    assert memory() == (1_000_000, 600_000)


@pytest.mark.parametrize("text", ["max\n", "9223372036854771712\n"])
def test_a_container_without_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "max").write_text(text)
    monkeypatch.setattr(machine, "_CGROUP_LIMITS", (tmp_path / "max",))
    assert memory()[0] == psutil.virtual_memory().total
