"""The last step of a release on Windows and macOS: which tool gets what, and what the disk image shows."""

import runpy
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import PRODUCT_NAME

BUILD = Path(__file__).resolve().parents[2] / "build"
sys.path.insert(0, str(BUILD))

import licenses  # noqa: E402
import package  # noqa: E402
import smoke  # noqa: E402
import smoke_place  # noqa: E402


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("ROOT", "RELEASE", "BUNDLES", "ICONS"):
        folder = tmp_path if name == "ROOT" else tmp_path / name.lower()
        folder.mkdir(exist_ok=True)
        monkeypatch.setattr(package, name, folder)
    monkeypatch.setattr(package, "BUNDLE", tmp_path / "bundles" / "model-installer")
    yield


def test_windows_compiles_the_script_into_a_named_setup_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], check: bool) -> None:
        commands.append(command)
        name = next(option[2:] for option in command if option.startswith("/F"))
        (package.RELEASE / f"{name}.exe").write_bytes(b"setup")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    monkeypatch.setattr(subprocess, "run", run)
    assert package.main() == 0
    assert commands[0][0] == str(tmp_path / "Inno Setup 6" / "ISCC.exe")
    assert f"/DBundle={package.BUNDLE}" in commands[0]


def test_the_disk_image_shows_the_app_and_where_to_drag_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object
) -> None:
    shown: dict[str, object] = {}

    def build_dmg(filename: str, _name: str, settings_file: str, defines: dict[str, str]) -> None:
        shown.update(runpy.run_path(settings_file, init_globals={"defines": defines}))
        Path(filename).write_bytes(b"image")

    # dmgbuild needs a Mac
    monkeypatch.setitem(sys.modules, "dmgbuild", SimpleNamespace(build_dmg=build_dmg))  # type: ignore[arg-type]
    monkeypatch.setattr(package, "ROOT", BUILD.parent)
    image = package.disk_image()
    assert image.is_file() and image.suffix == ".dmg"
    app = f"{PRODUCT_NAME}.app"
    assert shown["files"] == [str(package.BUNDLES / app)]
    assert shown["symlinks"] == {"Applications": "/Applications"}
    assert set(shown["icon_locations"]) == {app, "Applications"}  # type: ignore[call-overload]
    assert Path(str(shown["background"])).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("inside", "suffix"), [("Contents/MacOS", ""), ("", ".exe"), ("", "")], ids=["macos", "windows", "linux"]
)
def test_the_proof_finds_the_programs_of_each_bundle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, inside: str, suffix: str
) -> None:
    bundle = tmp_path / "The App.app"
    (bundle / inside).mkdir(parents=True)
    for name in ("model-installer", "model-installer-engine"):
        (bundle / inside / f"{name}{suffix}").touch()
    monkeypatch.setattr(smoke_place, "SUFFIX", suffix)
    work = tmp_path / "work"
    work.mkdir()
    place = smoke_place.Place(work, bundle)
    try:
        assert Path(place.engine).is_file() and Path(place.window).is_file()
        assert place.bundle.name == bundle.name and smoke_place.PLACE in place.engine
    finally:
        place.unlock()


def test_a_bundle_beyond_the_budget_is_no_proof(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.so").write_bytes(b"x" * 2**20)
    smoke.measure(tmp_path)
    assert "3 MiB, 3 files, longest inner path 4 characters" in capsys.readouterr().out
    for name, least in (("MOST_SIZE", 2), ("MOST_FILES", 2), ("LONGEST_PATH", 4)):
        with monkeypatch.context() as patch, pytest.raises(SystemExit):
            patch.setattr(smoke, name, least)
            patch.setattr(smoke, "LINUX", True)
            smoke.measure(tmp_path)


def test_a_bundle_without_help_or_licences_is_no_proof(tmp_path: Path) -> None:
    resources = tmp_path / "_internal" / "resources"
    shutil.copytree(BUILD.parent / "resources", resources)
    assert smoke.missing_files(tmp_path) == ["THIRD_PARTY_LICENSES.txt"]
    (resources / "help" / "id.md").unlink()
    (tmp_path / "_internal" / licenses.NAME).touch()
    assert smoke.missing_files(tmp_path) == ["help/id.md"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="made on Linux, by the system's xz")
def test_the_archive_holds_the_bundle_and_what_a_desktop_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    package.BUNDLE.mkdir()
    (package.BUNDLE / "model-installer").write_bytes(b"program")
    (package.BUNDLE / "link").symlink_to("model-installer")
    (package.ICONS / "app-256.png").touch()
    monkeypatch.setattr(package, "ROOT", BUILD.parent)
    with tarfile.open(package.archive()) as tar:
        entries = {entry.name.partition("/")[2]: entry for entry in tar.getmembers()}
    assert {"model-installer", "link", "LICENSE", "install.sh", "app-256.png"} <= set(entries)
    assert entries["link"].issym() and all(entry.uid == entry.gid == 0 for entry in entries.values())
    monkeypatch.setattr(package, "MOST", 10)
    with pytest.raises(SystemExit):
        package.archive()


def test_windows_is_told_which_folder_is_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = smoke_place.Place.__new__(smoke_place.Place)
    place.work, place.home, place.confined = tmp_path, tmp_path / "home", False
    environ = {"SYSTEMROOT": "C:\\Windows", "PYTHONPATH": "x", "PATH": "C:\\Python"}
    monkeypatch.setattr(smoke_place, "os", SimpleNamespace(name="nt", environ=environ))
    environment = place.environment()
    assert environment["MODEL_INSTALLER_HOME"] == str(tmp_path / "home")
    assert "PYTHONPATH" not in environment and "Python" not in environment["PATH"]
