"""What the spec asks of PyInstaller on Windows and macOS; Linux runs it for real (``dev.py bundle``)."""

import shutil
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnxruntime_genai
import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
sys.path[:0] = [str(BUILD), str(BUILD / "windows")]

import bundle_contents  # noqa: E402
import cpp_runtime  # noqa: E402
import info_plist  # noqa: E402, F401 - its psutil would look for the library of the system that a test pretends
import licenses  # noqa: E402

RUNTIME = "onnxruntime/capi/libonnxruntime.1.31.0.dylib"
BROUGHT = ("VCRUNTIME140.dll", "MSVCP140.dll", RUNTIME, "onnxruntime_genai_core/bin/libonnxruntime-genai.dylib")
COPIES = ("onnxruntime_genai/libonnxruntime-genai.dylib", "libonnxruntime-genai.dylib")


class Analysis:
    """What PyInstaller would have found: the libraries whose place the spec decides."""

    def __init__(self, scripts: list[str], **options: Any) -> None:
        self.scripts, self.options = scripts, options
        self.pure: list[tuple[str, str, str]] = []
        self.datas: list[tuple[str, str, str]] = []
        self.binaries = [(name, f"/found/{name}", "BINARY") for name in (*BROUGHT, *COPIES)]


class Built:
    """The calls of one run of the spec."""

    def __init__(self) -> None:
        self.executables: list[dict[str, Any]] = []
        self.collected: list[tuple[str, str, str]] = []
        self.app: dict[str, Any] = {}

    def exe(self, *parts: Any, **options: Any) -> str:
        self.executables.append(options | {"parts": parts})
        return str(options["name"])

    def collect(self, *parts: Any, name: str) -> str:
        """Like PyInstaller, the first entry of a name, in any case, is the one that is collected; links go first."""
        entries = sorted((entry for part in parts if isinstance(part, list) for entry in part), key=_links_first)
        self.collected = list({entry[0].lower(): entry for entry in reversed(entries)}.values())
        return name

    def bundle(self, _collection: str, **options: Any) -> None:
        self.app = options


def _links_first(entry: tuple[str, str, str]) -> bool:
    return entry[2] != "SYMLINK"


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    hooks = types.ModuleType("PyInstaller.utils.hooks")
    for name in ("collect_data_files", "collect_dynamic_libs", "collect_submodules", "copy_metadata"):
        setattr(hooks, name, lambda *_given, **_options: [])
    hooks.get_package_paths = lambda _name: ("", str(Path(onnxruntime_genai.__file__).parent))  # type: ignore[attr-defined]
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, hooks.__name__, hooks)
    for module in (bundle_contents, licenses):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(bundle_contents, "convertible_families", lambda _folder: {"auto"})
    monkeypatch.setattr(cpp_runtime, "version", lambda _file: cpp_runtime.NEEDED)
    monkeypatch.setenv("SystemRoot", "/windows")
    source = compile((ROOT / "installer.spec").read_text(encoding="utf-8"), "installer.spec", "exec")

    def run(platform: str) -> Built:
        monkeypatch.setattr(sys, "platform", platform)
        built = Built()
        given = {"SPECPATH": str(ROOT), "workpath": str(tmp_path), "Analysis": Analysis, "PYZ": list}
        exec(source, given | {"EXE": built.exe, "COLLECT": built.collect, "BUNDLE": built.bundle})
        return built

    yield run


def test_both_windows_programs_get_manifest_icon_and_a_version_of_their_own(build: Any) -> None:
    built = build("win32")
    assert [made["name"] for made in built.executables] == ["model-installer-engine", "model-installer"]
    assert [made["console"] for made in built.executables] == [True, False]
    for made in built.executables:
        assert Path(made["manifest"]) == BUILD / "windows" / "app.manifest"
        assert Path(made["icon"]).name == "app.ico"
        assert f"'{made['name']}.exe'" in Path(made["version"]).read_text(encoding="utf-8")
        assert ("X utf8", None, "OPTION") in made["parts"][2]
    assert built.app == {}


def test_the_cpp_runtime_of_the_build_computer_wins_on_windows(build: Any) -> None:
    found = {name.lower(): source for name, source, _ in build("win32").collected}
    system = Path("/windows", "System32")
    assert {found[name] for name in cpp_runtime.NAMES} == {str(system / name) for name in cpp_runtime.NAMES}


def test_an_old_cpp_runtime_ends_the_build(build: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpp_runtime, "version", lambda _file: (14, 40))
    with pytest.raises(SystemExit, match="redistributable"):
        build("win32")


def test_macos_has_every_link_before_it_is_signed_and_takes_the_window_for_the_app(build: Any) -> None:
    built = build("darwin")
    places = {name: (target, kind) for name, target, kind in built.collected}
    for link in ("libonnxruntime.dylib", "libonnxruntime.1.dylib"):
        assert places[link] == (RUNTIME, "SYMLINK")
    assert places["onnxruntime_genai_core/bin/libonnxruntime.dylib"] == (f"../../{RUNTIME}", "SYMLINK")
    assert all(places[copy][1] == "SYMLINK" for copy in COPIES)
    assert built.executables[-1]["name"] == min(made["name"] for made in built.executables) == "model-installer"
    assert built.executables[-1]["console"] is False
    assert built.app["bundle_identifier"] == "org.modelinstaller"
    assert built.app["info_plist"]["LSBackgroundOnly"] is False
    assert all(made["manifest"] is None for made in built.executables)


@pytest.mark.skipif(
    not shutil.which("pyi-makespec", path=str(Path(sys.executable).parent)), reason="dev.py bundle brings it"
)
def test_pyinstaller_keeps_what_the_manifest_says() -> None:
    from PyInstaller.utils.win32.winmanifest import create_application_manifest

    written = create_application_manifest((BUILD / "windows" / "app.manifest").read_bytes()).decode()
    for words in (">true/pm<", ">PerMonitorV2, PerMonitor<", "longPathAware", ">UTF-8<", 'level="asInvoker"'):
        assert words in written
