import importlib.metadata
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest
from msgspec.structs import replace

from app.core.computer import computer_check
from app.core.computer.checks import copies, devices, places, processor, programs, system
from app.core.computer.checks.copies import announced, leftovers, other_copy
from app.core.computer.checks.linux_programs import command_of
from app.core.computer.checks.places import disk_space, library_synced, library_writable
from app.core.computer.checks.programs import foundry_command, program
from app.core.computer.checks.remedy_links import is_help, link_of
from app.core.computer.checks.required_versions import DISTRIBUTIONS, version_numbers
from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName
from app.core.computer.checks.system import clock, memory_free, memory_total, operating_system, power, restart
from app.core.computer.computer_check import Surroundings, check_requirements, found_requirements, met
from tests.core.computer.folder_registry import FolderRegistry

GB = 1_000_000_000


def around(folder: Path) -> Surroundings:
    return Surroundings(library=folder / "models", data=folder / "data")


def test_every_requirement_is_checked_once_in_the_order_of_reading(tmp_path: Path) -> None:
    rows = check_requirements(around(tmp_path))
    assert [row.name for row in rows] == list(RequirementName)
    assert list(tmp_path.iterdir()) == []


def test_this_computer_can_do_the_job(tmp_path: Path) -> None:
    rows = check_requirements(around(tmp_path))
    assert [row for row in rows if row.mandatory and not row.satisfied] == []
    assert met(rows)


def test_checks_do_not_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(2, timeout=60)  # each waits until the other one has begun
    others_are_known = threading.Event()

    def slow() -> Requirement:
        together.wait()
        assert others_are_known.wait(60)
        return programs.cmake()

    monkeypatch.setattr(computer_check, "cmake", slow)
    monkeypatch.setattr(computer_check, "foundry_command", slow)
    names = []
    for row in found_requirements(around(tmp_path)):
        names.append(row.name)
        if len(names) == len(RequirementName) - 2:
            others_are_known.set()
    assert names[-2:] == [RequirementName.CMAKE] * 2


def test_nothing_heavy_is_imported(tmp_path: Path) -> None:
    before = set(sys.modules)
    check_requirements(around(tmp_path))
    new = {name.split(".")[0] for name in set(sys.modules) - before}
    assert not new & {"torch", "olive", "onnxruntime", "onnxruntime_genai", "foundry_local_sdk"}


@pytest.mark.parametrize(
    ("name", "release", "satisfied"),
    [
        ("Windows", "10", True),
        ("Windows", "11", True),
        ("Windows", "2022Server", True),
        ("Windows", "8.1", False),
        ("Windows", "Vista", False),
        ("Darwin", "15.4", True),
        ("Darwin", "26.0", True),
        ("Darwin", "15.3.2", False),
        ("Linux", "6.1.0-13-amd64", True),
        ("FreeBSD", "14.1", False),
    ],
)
def test_operating_systems(monkeypatch: pytest.MonkeyPatch, name: str, release: str, satisfied: bool) -> None:
    monkeypatch.setattr(platform, "system", lambda: name)
    monkeypatch.setattr(system, "os_release", lambda: release)
    row = operating_system()
    assert (row.satisfied, row.mandatory) == (satisfied, True)


PLATFORMS = {"Windows": "win32", "Darwin": "darwin", "Linux": "linux"}


def pretend(monkeypatch: pytest.MonkeyPatch, name: str, kind: str, folder: Path) -> FolderRegistry:
    """Another system, whose registry is ``folder`` and which has none of this computer's files."""
    monkeypatch.setattr(sys, "platform", PLATFORMS[name])
    monkeypatch.setattr(platform, "system", lambda: name)
    monkeypatch.setattr(platform, "machine", lambda: kind)
    registry = FolderRegistry(folder)
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(processor, "_ROSETTA", folder / "rosetta")
    monkeypatch.setattr(processor, "_CPUINFO", folder / "cpuinfo")
    monkeypatch.setattr(devices, "_SYS", folder / "sys")
    monkeypatch.setattr(system, "_RESTART_FILE", folder / "reboot-required")
    return registry


@pytest.mark.parametrize(
    ("name", "kind", "satisfied"),
    [
        ("Windows", "AMD64", True),
        ("Windows", "ARM64", True),
        ("Windows", "x86", False),
        ("Linux", "x86_64", True),
        ("Linux", "aarch64", True),
        ("Linux", "armv7l", False),
        ("Darwin", "arm64", True),
        ("Darwin", "x86_64", False),
    ],
)
def test_processors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, kind: str, satisfied: bool) -> None:
    pretend(monkeypatch, name, kind, tmp_path)
    row = processor.processor()
    assert (row.satisfied, row.mandatory) == (satisfied, True)
    assert (row.variant == "intel_mac") is (name == "Darwin" and kind == "x86_64")


def test_a_processor_is_called_as_its_maker_calls_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    registry = pretend(monkeypatch, "Windows", "AMD64", tmp_path)
    assert processor.processor().found == "AMD64"
    registry.write(processor._CENTRAL_PROCESSOR, ProcessorNameString="Intel(R) Core(TM) Ultra 7 155H  ")
    assert processor.processor().found == "Intel(R) Core(TM) Ultra 7 155H, AMD64"
    pretend(monkeypatch, "Linux", "x86_64", tmp_path)
    (tmp_path / "cpuinfo").write_text("processor\t: 0\nmodel name\t: AMD Ryzen 7\n")
    assert processor.processor().found == "AMD Ryzen 7, x86_64"


def test_a_translated_program_on_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    registry = pretend(monkeypatch, "Windows", "AMD64", tmp_path)
    registry.write(processor._ENVIRONMENT, PROCESSOR_ARCHITECTURE="ARM64")
    row = processor.processor()
    assert (row.satisfied, row.mandatory, row.variant, row.found) == (False, False, "emulated", "ARM64 (AMD64)")
    registry.write(processor._ENVIRONMENT, PROCESSOR_ARCHITECTURE="AMD64")
    assert processor.processor().satisfied


def test_a_translated_program_on_a_mac(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, "Darwin", "x86_64", tmp_path)
    (tmp_path / "rosetta").touch()
    row = processor.processor()
    assert (row.satisfied, row.mandatory, row.variant) == (False, True, "rosetta")


@pytest.mark.parametrize(
    ("line", "found", "satisfied"),
    [
        ("flags\t\t: fpu avx2 avx512f avx512_vnni avx_vnni", "AVX2, AVX-512, VNNI", True),
        ("flags\t\t: fpu sse4_2 avx", "", False),
        ("Features\t: fp asimd asimddp i8mm", "NEON, DotProd, I8MM", True),
        ("nothing: known", "", True),
    ],
)
def test_instructions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, found: str, satisfied: bool) -> None:
    pretend(monkeypatch, "Linux", "x86_64", tmp_path)
    (tmp_path / "cpuinfo").write_text(f"processor\t: 0\n{line}\n")
    row = processor.instructions()
    assert (row.found, row.satisfied, row.mandatory) == (found, satisfied, False)


def test_instructions_of_an_apple_processor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, "Darwin", "arm64", tmp_path)
    assert processor.instructions().found == "NEON"


def test_devices_of_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    registry = pretend(monkeypatch, "Windows", "AMD64", tmp_path)
    assert devices.graphics().found == devices.neural().found == ""
    registry.write(rf"{devices._DISPLAY}\0000", DriverDesc="Intel(R) Iris(R) Xe Graphics")
    registry.write(rf"{devices._DISPLAY}\0001", DriverDesc="Microsoft Basic Display Adapter")
    registry.write(rf"{devices._DISPLAY}\Properties", DriverDesc="no device")
    registry.write(rf"{devices._ACCELERATOR}\0000", DriverDesc="Intel(R) AI Boost")
    assert devices.graphics().found == "Intel(R) Iris(R) Xe Graphics"
    assert (devices.neural().found, devices.neural().variant) == ("Intel(R) AI Boost", "present")


def test_devices_of_linux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, "Linux", "x86_64", tmp_path)
    for card, vendor in (("card0", "0x8086"), ("card1", "0x10de"), ("card2", "0xffff")):
        (tmp_path / "sys" / "drm" / card / "device").mkdir(parents=True)
        (tmp_path / "sys" / "drm" / card / "device" / "vendor").write_text(f"{vendor}\n")
    (tmp_path / "sys" / "drm" / "card0-HDMI-A-1").mkdir()
    assert (devices.graphics().found, devices.neural().found) == ("Intel, NVIDIA", "")


def test_devices_of_an_apple_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, "Darwin", "arm64", tmp_path)
    assert (devices.graphics().found, devices.neural().found) == ("Apple GPU", "Apple Neural Engine")


def test_a_restart_that_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    registry = pretend(monkeypatch, "Windows", "AMD64", tmp_path)
    assert restart().satisfied
    registry.write(system._RESTART_KEYS[1])
    assert (restart().satisfied, restart().mandatory) == (False, False)
    pretend(monkeypatch, "Linux", "x86_64", tmp_path)
    assert restart().satisfied
    (tmp_path / "reboot-required").touch()
    assert not restart().satisfied


@pytest.mark.skipif(sys.platform != "linux", reason="a battery made of files")
@pytest.mark.parametrize(("status", "satisfied"), [("Discharging", False), ("Charging", True)])
def test_a_battery(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: str, satisfied: bool) -> None:
    battery = tmp_path / "BAT0"
    battery.mkdir()
    (battery / "status").write_text(status)
    (battery / "capacity").write_text("63")
    monkeypatch.setattr(psutil._pslinux, "POWER_SUPPLY_PATH", str(tmp_path))
    assert (power().satisfied, power().found, power().mandatory) == (satisfied, "63 %", False)


CLOCKS = [(time.time(), True), (946_684_800.0, False), (5e9, False)]


@pytest.mark.parametrize(("now", "satisfied"), CLOCKS, ids=["now", "in 2000", "in 2128"])
def test_a_clock(monkeypatch: pytest.MonkeyPatch, now: float, satisfied: bool) -> None:
    monkeypatch.setattr(time, "time", lambda: now)
    assert clock().satisfied is satisfied


_WINDOW = """
import sys
from pathlib import Path
from app.core.computer.checks.copies import announced
with announced(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_another_window_is_seen_while_it_is_open(tmp_path: Path) -> None:
    with announced(tmp_path):
        assert other_copy(tmp_path).satisfied  # one does not see itself
        command = [sys.executable, "-c", _WINDOW, str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as window:
            assert window.stdout and window.stdout.readline()
            assert (other_copy(tmp_path).satisfied, other_copy(tmp_path).found) == (False, "1")
            window.kill()
            window.wait()
            assert other_copy(tmp_path).satisfied
    assert not (tmp_path / copies.RUNNING).exists()


def test_leftovers_are_told_by_their_size(tmp_path: Path) -> None:
    assert (leftovers(lambda: 1_300_000_000).found, leftovers(lambda: 1_000_000).satisfied) == ("1.3 GB", False)
    for few in (0, 999_999):
        assert (leftovers(lambda few=few: few).satisfied, leftovers(lambda few=few: few).found) == (True, "")


@pytest.mark.parametrize(("folder", "cloud"), [("OneDrive/models", "OneDrive"), ("models", "")])
def test_a_library_in_a_cloud(tmp_path: Path, folder: str, cloud: str) -> None:
    row = library_synced(tmp_path / folder)
    assert (row.found, row.satisfied, row.remedy) == (cloud, not cloud, Remedy.CHOOSE_FOLDER)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_foundry_command_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (foundry_command().found, foundry_command().satisfied) == ("", True)
    answer = "{'path': '/m'}".replace("'", '"')
    log = tmp_path / "asked"
    command = tmp_path / "foundry"
    lines = [f"#!{sys.executable}", "import sys", f"print('x', file=open({str(log)!r}, 'a'))"]
    command.write_text("\n".join([*lines, f"print('0.12.1' if '--version' in sys.argv else {answer!r})"]))
    command.chmod(0o755)
    assert [foundry_command().found for _ in range(3)] == ["0.12.1, /m"] * 3
    assert log.read_text().count("x") == 2  # its version and its cache, once


@pytest.mark.parametrize("name", PLATFORMS)
@pytest.mark.parametrize("remedy", Remedy)
def test_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, remedy: Remedy) -> None:
    monkeypatch.setattr(sys, "platform", PLATFORMS[name])
    facts = {"path": str(tmp_path / "not yet")}
    row = replace(programs.python(), remedy=remedy, facts=facts)
    ours = remedy in (Remedy.CHOOSE_FOLDER, Remedy.SWEEP)
    assert (link_of(row) == "") is ours
    if (name, remedy) == ("Linux", Remedy.STORAGE):
        assert link_of(row) == tmp_path.as_uri()


@pytest.mark.parametrize("name", PLATFORMS)
def test_whatever_can_fail_has_a_button(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    rows = check_requirements(around(tmp_path))
    monkeypatch.setattr(sys, "platform", PLATFORMS[name])
    never = {RequirementName.GRAPHICS, RequirementName.NEURAL, RequirementName.CMAKE, RequirementName.FOUNDRY_COMMAND}
    for row in rows:
        done_here = row.remedy in (Remedy.CHOOSE_FOLDER, Remedy.SWEEP)
        assert row.name in never or done_here or link_of(row).partition(":")[2], row.name


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_linux_desktops_have_a_program_for_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = replace(programs.python(), remedy=Remedy.CLOCK)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (command_of(row), is_help(row)) == ((), True)
    (tmp_path / "systemsettings").touch(0o755)
    assert command_of(row) == ("systemsettings", "kcm_clock")
    assert command_of(replace(row, remedy=Remedy.SWEEP)) == ()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert (command_of(row), is_help(row)) == ((), False)


@pytest.mark.parametrize(
    ("total", "satisfied", "mandatory"),
    [(2 * GB, False, True), (4.1 * GB, False, False), (7.7 * GB, True, False), (16 * GB, True, False)],
)
def test_memory(monkeypatch: pytest.MonkeyPatch, total: float, satisfied: bool, mandatory: bool) -> None:
    monkeypatch.setattr(system, "memory", lambda: (int(total), 1 * GB))
    assert (memory_total().satisfied, memory_total().mandatory) == (satisfied, mandatory)
    assert (memory_free().satisfied, memory_free().mandatory) == (False, False)


def test_a_computer_without_a_place_for_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(tmp_path / "nothing" / "here")])
    monkeypatch.setenv("TEMP", str(tmp_path))
    monkeypatch.setattr(places, "free_disk", lambda _: 0)
    row = places.disk_temporary()
    assert (row.satisfied, row.mandatory, row.found) == (False, False, "0.0 GB")
    assert row.facts["path"] == str(tmp_path)


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "free_disk", lambda path: 1_500_000_000)
    row = disk_space(tmp_path)
    assert (row.satisfied, row.mandatory, row.found) == (False, True, "1.5 GB")


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "models").write_bytes(b"")
    assert not library_writable(tmp_path / "models").satisfied
    assert not library_writable(tmp_path / "models" / "deeper").satisfied


def test_a_library_leaves_no_trace(tmp_path: Path) -> None:
    assert library_writable(tmp_path).satisfied
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_lets_nobody_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One try, as Windows refuses it too: ``tempfile`` would go on with other names for ever there."""
    tries = []

    def refuse(path: Path, *_: object) -> None:
        tries.append(path.parent)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert not library_writable(tmp_path).satisfied
    assert tries == [tmp_path]


@pytest.mark.parametrize(("version", "satisfied"), [("0.13.0", True), ("1.0", True), ("0.12.9", False), ("", False)])
def test_programs(monkeypatch: pytest.MonkeyPatch, version: str, satisfied: bool) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    row = program(RequirementName.OLIVE)
    assert (row.satisfied, row.mandatory, row.found) == (satisfied, True, version)


def test_a_program_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert not program(RequirementName.FOUNDRY_LOCAL).satisfied


def test_version_numbers() -> None:
    assert version_numbers("2.2.1.dev3") == (2, 2, 1)
    assert version_numbers("2022Server") == (2022,)
    assert version_numbers("rolling") == ()


def test_what_is_pinned_is_what_is_asked_for() -> None:
    text = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    pinned = {name: version_numbers(number)[:2] for name, number in re.findall(r'"([\w-]+)==([\d.]+)"', text)}
    asked = dict(DISTRIBUTIONS.values())
    assert {name: asked[name] for name in pinned if name in asked} == {
        name: pinned[name] for name in ("torch", "olive-ai", "onnxruntime", "onnxruntime-genai", "foundry-local-sdk")
    }
