"""What our own code does differently on Windows and macOS, with only ``sys.platform`` and the system's calls faked."""

import ctypes
import errno
import importlib.util
import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import psutil
import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from app import paths
from app.__main__ import leave_libraries
from app.core.computer import foundry_cli, machine, threads
from app.core.computer.checks import processor
from app.core.failures import Failure, FailureKind
from app.core.files import durable, location, process_identity
from app.core.findings import Finding
from app.engine.conversion import preflight
from app.engine.scorecard import response
from app.jobs.child import Child
from app.jobs.outcome import explain_crash
from app.widgets.elements import question
from app.widgets.theme import LIGHT, style_sheet

fcntl = pytest.importorskip("fcntl")
APP = Path(paths.__file__).parent

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the others' calls are made of Linux's")


def fresh(monkeypatch: pytest.MonkeyPatch, file: str, platform: str) -> ModuleType:
    """The module ``file`` as ``platform`` imports it."""
    monkeypatch.setattr(sys, "platform", platform)
    spec = importlib.util.spec_from_file_location(f"{Path(file).stem}_on_{platform}", APP / file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def windows_lock(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``msvcrt.locking`` refuses a byte that another handle has, as flock does a file."""

    def locking(handle: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))  # type: ignore[arg-type]
    return fresh(monkeypatch, "core/files/lock.py", "win32")


def test_a_lock_on_windows_is_held_by_one_and_gone_afterwards(windows_lock: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "library.lock"
    with windows_lock.locked(file):
        with pytest.raises(Failure) as busy, windows_lock.locked(file):
            pass
        assert busy.value.kind is FailureKind.LIBRARY_BUSY
    assert not file.exists()


def test_a_lock_file_that_windows_keeps_is_no_trouble(
    windows_lock: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process has it open, to try: it cannot be deleted; and while it is being deleted, not be opened."""
    file = tmp_path / "library.lock"

    def refuse(*_given: object, **_options: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with windows_lock.locked(file):
            pass
    assert file.exists()
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(Failure), windows_lock.locked(file):
        pass
    file.unlink()
    with pytest.raises(PermissionError), windows_lock.locked(file):
        pass


def test_a_mac_flushes_its_drive_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[int] = []
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda _handle, call: calls.append(call))
    (tmp_path / "weights").write_bytes(b"1")
    fresh(monkeypatch, "core/files/durable.py", "darwin").flush_folder(tmp_path)
    assert calls == [51]


def test_windows_lengthens_a_file_without_writing_zeros(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``truncate`` writes them there; SetEndOfFile only moves the end to where the handle stands."""

    def set_end_of_file(handle: ctypes.c_void_p) -> int:
        os.truncate(handle.value or -1, os.lseek(handle.value or -1, 0, os.SEEK_CUR))
        return 1

    library = SimpleNamespace(kernel32=SimpleNamespace(SetEndOfFile=set_end_of_file))
    monkeypatch.setattr(ctypes, "windll", library, raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda handle: handle))  # type: ignore[misc]
    windows = fresh(monkeypatch, "core/files/durable.py", "win32")
    with (tmp_path / "data").open("wb") as file:
        monkeypatch.setattr(windows.BinaryIO, "truncate", None, raising=False)
        windows.lengthen(file, 1_000_000)
        assert file.tell() == 0
    assert (tmp_path / "data").stat().st_size == 1_000_000


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.ENOTTY, errno.EINVAL, errno.EIO])
def test_a_drive_that_a_mac_cannot_flush_is_flushed_by_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    """exFAT and network drives; an error of the drive itself stays one."""

    def refuse(*_given: object) -> None:
        raise OSError(number, os.strerror(number))

    flushed: list[int] = []
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", refuse)
    monkeypatch.setattr(os, "fsync", flushed.append)
    module = fresh(monkeypatch, "core/files/durable.py", "darwin")
    with (tmp_path / "weights").open("wb") as file:
        if number == errno.EIO:
            with pytest.raises(OSError, match="error"):
                module.flush_to_disk(file)
        else:
            module.flush_to_disk(file)
            assert flushed == [file.fileno()]


def test_windows_is_not_asked_to_flush_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(durable, "os", SimpleNamespace(name="nt"))  # without ``open``: a folder cannot be opened there
    durable.flush_names(tmp_path)


@pytest.mark.parametrize(("kind", "expected"), [(2, "removable"), (4, "network"), (3, "")])
def test_drives_of_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: int, expected: str) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    kernel = SimpleNamespace(GetDriveTypeW=lambda _root: kind)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert location.drive_kind(tmp_path) == expected
    assert location.drive_kind(Path(r"\\server\share\model")) == "network"


@pytest.mark.parametrize(("features", "expected"), [({40, 41}, ("AVX2", "AVX-512")), ({19}, ("NEON",)), (set(), ("",))])
def test_instructions_as_windows_names_them(
    monkeypatch: pytest.MonkeyPatch, features: set[int], expected: tuple[str, ...]
) -> None:
    """The numbers are those of winnt.h, PF_AVX2_INSTRUCTIONS_AVAILABLE and so on."""
    monkeypatch.setattr(sys, "platform", "win32")
    kernel = SimpleNamespace(IsProcessorFeaturePresent=lambda number: number in features)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert processor._instructions() == expected


def test_long_paths_are_windows_trouble_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 120) / ("b" * 120)
    folder.mkdir(parents=True)
    (folder / "model.safetensors").touch()

    def found() -> list[Finding]:
        return [finding for finding in location.place_findings(folder) if finding.kind is FailureKind.PATH_TOO_LONG]

    assert found() == []
    preflight._check_path(folder)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(location, "drive_kind", lambda _folder: "")
    assert len(found()) == 1
    preflight._check_path(Path("C:/short"))
    with pytest.raises(Failure) as too_long:
        preflight._check_path(folder)
    assert too_long.value.kind is FailureKind.PATH_TOO_LONG


def test_a_child_and_its_children_are_ended_without_process_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); sys.stdin.read()"
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout and child.stdin
    grandchild = psutil.Process(int(child.stdout.readline()))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "killpg")
    engine = Child.__new__(Child)
    engine._process = child
    engine.kill()
    assert child.wait(5) == -signal.SIGKILL
    end = time.monotonic() + 5
    while grandchild.is_running() and grandchild.status() != psutil.STATUS_ZOMBIE and time.monotonic() < end:
        time.sleep(0.01)
    assert not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE
    child.stdin.close()
    child.stdout.close()


def test_exit_codes_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert explain_crash(0xC0000017, "", lambda: None).kind is FailureKind.OUT_OF_MEMORY
    failed = explain_crash(-signal.SIGKILL, "", lambda: pytest.fail("only Linux counts what it ended"))
    assert (failed.kind, failed.facts) == (FailureKind.CRASHED, {"code": str(-signal.SIGKILL)})


def test_a_port_is_shared_with_nobody_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """There SO_REUSEADDR would let two programs listen; elsewhere it lets the port be used again at once."""
    assert fresh(monkeypatch, "engine/chat/gateway.py", "win32").Gateway.allow_reuse_address is False
    assert fresh(monkeypatch, "engine/chat/gateway.py", "darwin").Gateway.allow_reuse_address is True


def test_memory_that_only_one_process_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied() -> None:
        raise psutil.AccessDenied

    info = SimpleNamespace(pagefile=1, rss=3)
    process = SimpleNamespace(memory_info=lambda: info, memory_full_info=lambda: SimpleNamespace(uss=2))
    for system, expected in (("win32", 1), ("darwin", 2)):
        monkeypatch.setattr(sys, "platform", system)
        assert machine.private_bytes(process) == expected  # type: ignore[arg-type]
    process.memory_full_info = denied
    assert machine.private_bytes(process) == 3  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "platform", "win32")
    info.pagefile = 140_737 * 10**9  # more than the computer has: no reading
    assert machine.private_bytes(process) == 3  # type: ignore[arg-type]


def test_no_duration_is_taken_by_a_clock_that_ticks_every_16_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows ``time.monotonic`` does, and a division by a duration of zero would end the job."""
    sources = {file.name: file.read_text(encoding="utf-8") for file in APP.rglob("*.py")}
    assert [name for name, source in sources.items() if "monotonic()" in source] == []
    monkeypatch.setattr(response, "time", SimpleNamespace(perf_counter=lambda: 1.0))
    assert min(response.Usage().shares()) >= 0


def test_a_process_is_named_by_its_birth_where_there_is_no_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(process_identity, "_host_uuid", lambda: "")
    name = process_identity.process_name(os.getpid())
    assert name == f"{platform.node()} {os.getpid()} {psutil.Process().create_time()}"


def test_a_mac_keeps_its_name_in_another_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(found: Any, at_once: Any) -> int:
        assert list(at_once) == [0, 0]
        found[:] = range(16)
        return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(gethostuuid=answer))
    monkeypatch.setattr(platform, "node", lambda: "guest-23.cafe.example")
    assert process_identity.computer_name() == "000102030405060708090a0b0c0d0e0f"
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(gethostuuid=lambda *_: -1))
    assert process_identity.computer_name() == "guest-23.cafe.example"


@pytest.mark.parametrize(("failed", "expected"), [(0, "Apple M3"), (-1, "arm64")])
def test_the_processor_of_a_mac(monkeypatch: pytest.MonkeyPatch, failed: int, expected: str) -> None:
    def answer(name: bytes, text: Any, size: Any, new: object, length: object) -> int:
        assert (name, size._obj.value, new) == (b"machdep.cpu.brand_string", 128, None)
        text.value = b"Apple M3"
        return failed

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(sysctlbyname=answer))
    assert machine.processor_name() == expected


@pytest.mark.parametrize(("system", "found"), [("darwin", True), ("linux", False)])
def test_a_mac_finds_the_foundry_command_of_homebrew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, found: bool
) -> None:
    """A program that was started by a double click has the system's own folders in its PATH, and no others."""
    program = tmp_path / "foundry"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
    monkeypatch.setattr(foundry_cli, "_HOMEBREW", (str(tmp_path),))
    monkeypatch.setattr(sys, "platform", system)
    assert foundry_cli.foundry_program() == (str(program) if found else None)


def test_a_question_is_dressed_like_the_window(qapp: object) -> None:
    window = QWidget()
    assert question(window).testOption(QMessageBox.Option.DontUseNativeDialog)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is left of a process that has ended")
def test_a_process_that_was_ended_has_no_name_even_while_nobody_asks_how() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as ended:
        assert process_identity.process_name(ended.pid)
        ended.kill()
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        with pytest.raises(psutil.NoSuchProcess):
            process_identity.process_name(ended.pid)


def test_cores_where_the_system_has_no_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert threads.usable_cores() == psutil.cpu_count()


@pytest.mark.parametrize(
    ("platform", "family"), [("win32", "Consolas"), ("darwin", "Menlo"), ("linux", "DejaVu Sans Mono")]
)
def test_code_is_shown_in_the_systems_own_letters(
    monkeypatch: pytest.MonkeyPatch, qapp: object, platform: str, family: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert f'font-family: "{family}"' in style_sheet(LIGHT, 14)


@pytest.mark.parametrize(
    ("name", "program"), [("nt", "model-installer-engine.exe"), ("posix", "model-installer-engine")]
)
def test_the_engine_of_a_bundle_lies_beside_the_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, program: str
) -> None:
    monkeypatch.setattr(paths, "os", SimpleNamespace(name=name, environ=os.environ))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "model-installer"))
    assert paths.engine_command() == [str(tmp_path / program), "--engine"]


@pytest.mark.parametrize(("frozen", "left"), [(True, "/usr/local/lib"), (False, "/opt/app/_internal")])
def test_what_a_bundle_starts_takes_the_systems_libraries(
    monkeypatch: pytest.MonkeyPatch, frozen: bool, left: str
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/app/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    leave_libraries()
    assert os.environ["LD_LIBRARY_PATH"] == left
