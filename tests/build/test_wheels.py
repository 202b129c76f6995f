"""The bundles of the systems that are not here, as far as their wheels tell; the wheels are downloaded."""

import importlib.metadata
import shutil
import sys
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[2] / "build"
sys.path[:0] = [str(BUILD), str(BUILD / "windows")]

import audit_wheels  # noqa: E402
import bundle_contents as contents  # noqa: E402
import cpp_runtime  # noqa: E402
import info_plist  # noqa: E402
import licenses  # noqa: E402
import mac_symbols  # noqa: E402
import reporting  # noqa: E402

from app.core.computer.checks.system import OLDEST_MACOS  # noqa: E402

SDK = "foundry_local_sdk/_native/win-x64"


@pytest.fixture(scope="module", params=list(audit_wheels.PLATFORMS))
def wheels(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, list[str]]:
    platform = str(request.param)
    folder = tmp_path_factory.mktemp(platform)
    audit_wheels.download(platform, folder)
    return platform, folder, audit_wheels.kept_files(platform, folder)


def test_every_library_that_is_asked_for_is_there(wheels: tuple[str, Path, list[str]]) -> None:
    platform, folder, kept = wheels
    assert list(audit_wheels.missing_libraries(platform, folder, kept)) == []
    needed = [file for file in kept if "Qt6Gui." in file or "QtGui.framework" in file]
    assert needed, "the window needs it"
    fewer = [file for file in kept if file not in needed and ("QtWidgets" in file or "onnxruntime_genai" in file)]
    assert any("QtGui" in name or "qt6gui" in name for name in audit_wheels.missing_libraries(platform, folder, fewer))


def test_paths_suit_windows_and_file_systems_that_ignore_case(wheels: tuple[str, Path, list[str]]) -> None:
    kept = wheels[2]
    assert list(audit_wheels.path_problems(kept)) == []
    assert len(list(audit_wheels.path_problems([*kept, kept[0].swapcase(), "long/" * 50]))) == 2


def test_the_oldest_macos_that_we_name_loads_every_module(wheels: tuple[str, Path, list[str]]) -> None:
    platform, folder, kept = wheels
    assert list(audit_wheels.newer_symbols(folder, kept, OLDEST_MACOS)) == []
    earlier = list(audit_wheels.newer_symbols(folder, kept, (15, 3)))
    assert any("bad_function_call" in symbol for symbol in earlier) is (platform == "macos")
    assert info_plist.ENTRIES["LSMinimumSystemVersion"] == "15.4"


def test_a_mac_finds_the_libraries_of_each_module(wheels: tuple[str, Path, list[str]]) -> None:
    platform, folder, kept = wheels
    if platform == "macos":
        assert list(audit_wheels.loaded_elsewhere(folder, kept)) == []
        assert "the newest minimum is 26.0: PySide6/QtCore.abi3.so, " in audit_wheels.summary(folder, kept)
        absolute = {path for file in kept for path in mac_symbols.run_paths(folder / file) if path.startswith("/")}
        assert all("cloudtest" in path for path in absolute), "of who built Foundry Local, and on no user's Mac"
        module = folder / "PySide6" / "QtCore.abi3.so"
        moved = folder / "alone.abi3.so"
        shutil.copyfile(module, moved)
        assert "@rpath/QtCore.framework/Versions/A/QtCore" in set(mac_symbols.unfound(moved))


def test_the_cpp_runtime_is_as_new_as_the_newest_module(wheels: tuple[str, Path, list[str]]) -> None:
    platform, folder, kept = wheels
    if platform == "windows":
        libraries = [folder / file for file in kept if file.endswith((".dll", ".pyd"))]
        # those that bring a renamed copy, or want only the part of C, do not count
        users = [file for file in libraries if {*audit_wheels.pe_imports(file)} & {*cpp_runtime.NAMES[:4]}]
        assert max(map(cpp_runtime.linker, users)) == cpp_runtime.NEEDED
        assert cpp_runtime.version(folder / "PySide6" / "msvcp140.dll") >= cpp_runtime.NEEDED  # some load this one


def test_every_wheel_may_be_passed_on_and_brings_its_licence(wheels: tuple[str, Path, list[str]]) -> None:
    found = list(importlib.metadata.distributions(path=[str(wheels[1])]))
    assert len(found) > 50
    assert licenses.refused(found) == []


def test_who_could_report_is_known_and_reads_the_variables_that_forbid_it(wheels: tuple[str, Path, list[str]]) -> None:
    platform, folder, kept = wheels
    if platform == "windows":
        assert list(reporting.reporting_problems(folder, kept)) == []
        stranger = "PySide6/Qt6Network.dll"
        more = f"{SDK}/{contents.EXECUTION_PROVIDERS}"
        problems = " ".join(reporting.reporting_problems(folder, [*kept, stranger, more]))
        assert "winhttp.dll PySide6/Qt6Network.dll" in problems
        assert f"new provider of events: {more}" in problems
        fewer = [file for file in kept if not file.startswith("psutil/")]
        assert "no longer a network library: ws2_32.dll psutil" in " ".join(reporting.reporting_problems(folder, fewer))


def test_a_library_that_heeds_a_variable_no_more_is_found(tmp_path: Path) -> None:
    for file, names in reporting.READ.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(b"".join(b"\0" + name.encode() + b"\0" for name in names))
    assert list(reporting.unread(tmp_path)) == []
    (tmp_path / "onnxruntime/capi/onnxruntime.dll").write_bytes(b"\0ORT_QUIET\0")
    assert list(reporting.unread(tmp_path)) == ["onnxruntime/capi/onnxruntime.dll does not read ORT_RUNNING_UNIT_TESTS"]


def test_there_is_one_runtime(wheels: tuple[str, Path, list[str]]) -> None:
    platform, _, kept = wheels
    ending = ("/onnxruntime.dll",) if platform == "windows" else ("/libonnxruntime.1.31.0.dylib",)
    assert len([file for file in kept if file.endswith(ending)]) == 1


@pytest.mark.parametrize("platform", audit_wheels.PLATFORMS)
def test_every_pin_exists_there(platform: str) -> None:
    pins = audit_wheels.resolve(platform, extras=True).split()
    assert {"pyinstaller==6.22.3", "torch==2.13.0"} <= set(pins)
    assert any(pin.startswith("colorama==") for pin in pins) is (platform == "windows")
