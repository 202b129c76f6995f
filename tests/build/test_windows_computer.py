"""The Windows computer on Linux: what is made again and what is not, what Windows calls a file, and that nothing of it
gets into a bundle unseen. That the app works there is proved by ``dev.py windows``."""

import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if sys.platform != "linux":
    pytest.skip("it is a computer of Linux", allow_module_level=True)
sys.path[:0] = [str(ROOT / "build"), str(ROOT / "build" / "windows")]

import bundle_origin  # noqa: E402
import computer  # noqa: E402
from computer import Computer, set_up  # noqa: E402
from wine import Wine, windows_path  # noqa: E402
from wine_libraries import overrides  # noqa: E402


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which parts were made, in order; the parts are made of the texts in ``SOURCES``."""
    log: list[str] = []
    sources = {"Debian": "trixie", "packages": "lock 1"}

    def part(name: str) -> tuple[str, object]:
        return sources[name], lambda _computer: log.append(name)

    monkeypatch.setattr(computer, "_parts", lambda: {name: part(name) for name in sources})
    monkeypatch.setattr(computer, "SOURCES", sources)
    return log


def test_what_has_not_changed_is_not_made_again(made: list[str], tmp_path: Path) -> None:
    place = Computer(tmp_path / "debian")
    place.root.mkdir()
    set_up(place)
    set_up(place)
    assert made == ["Debian", "packages"]
    computer.SOURCES["packages"] = "lock 2"  # type: ignore[index]
    set_up(place)
    assert made == ["Debian", "packages", "packages"]


def test_a_part_that_was_interrupted_is_made_again(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_computer: Computer) -> None:
        raise KeyboardInterrupt

    parts = computer._parts()
    monkeypatch.setattr(computer, "_parts", lambda: parts | {"packages": ("lock 1", interrupted)})
    place = Computer(tmp_path / "debian")
    place.root.mkdir()
    with pytest.raises(KeyboardInterrupt):
        set_up(place)
    monkeypatch.setattr(computer, "_parts", lambda: parts)
    set_up(place)
    assert made == ["Debian", "packages"]


def test_what_windows_calls_a_file() -> None:
    wine = Wine(Path("/computers/debian"))
    drive_c = wine.root / "root/.wine/drive_c"
    assert windows_path(drive_c / "users/Élodie/a b", wine) == r"C:\users\Élodie\a b"
    assert windows_path(wine.root / "work/bundle", wine) == r"Z:\work\bundle"
    assert windows_path(ROOT / "resources", wine) == r"Z:\checkout\resources"
    with pytest.raises(ValueError, match="cannot see"):
        windows_path(Path("/etc"), wine)


def test_what_was_made_for_wine_is_seen_in_a_bundle(tmp_path: Path) -> None:
    debian, bundle = tmp_path / "debian", tmp_path / "bundle"
    wheels = tmp_path / "outside" / "wheels"
    files = {
        debian / "python/Lib/site-packages/torch/lib/torch.dll": "torch",
        bundle / "_internal/torch/lib/torch.dll": "torch",
        bundle / "_internal/python311.dll": "python",
        bundle / "_internal/resources/help/en.md": (ROOT / "resources/help/en.md").read_text(encoding="utf-8"),
        bundle / "model-installer.exe": "made by PyInstaller",
        bundle / "_internal/icuuc.dll": "made for Wine",
        bundle / "_internal/torch/lib/changed.dll": "torch, changed",
    }
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    wheels.mkdir(parents=True)
    with zipfile.ZipFile(wheels / "panda3d-1-cp311.whl", "w") as wheel:
        wheel.writestr("deploy_libs/python311.dll", "python")
    assert bundle_origin.strange_files(debian, bundle) == ["_internal/icuuc.dll", "_internal/torch/lib/changed.dll"]


def test_only_libraries_that_are_named_replace_those_of_wine() -> None:
    native, *off = overrides().split(";")
    assert native.endswith("=n,b") and "ucrtbase" in native and "kernel32" not in native
    assert all(each.endswith("=") for each in off)
