"""What is read once tells of a typed name what a look at the disk for each letter would."""

from pathlib import Path

from app import __version__
from app.core.library.notes import other_spelling
from app.storage.installed_names import InstalledNames, read_names
from app.storage.libraries import library_lock, remember_library


def version(library: Path, name: str) -> None:
    (library / name / "1").mkdir(parents=True)


def test_a_new_library_has_no_names(tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert read_names(library) == InstalledNames(library)


def test_names_with_versions_are_used_here_and_elsewhere(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    version(here, "Mine")
    version(elsewhere, "other")
    (here / "empty").mkdir()
    with library_lock():
        remember_library(elsewhere)
        remember_library(tmp_path / "a drive that is gone")
    names = read_names(here)
    assert [name for name in ("Mine", "other", "empty", "mine") if names.is_used(name)] == ["Mine", "other"]
    for name in ("Mine", "mine", "OTHER", "empty", "new"):
        assert names.other_spelling(name) == other_spelling(here, name)
    assert names.other_spelling("mine") == "Mine"


def test_a_library_of_a_newer_version(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text('{"format": 99, "installer": "9.9"}', encoding="utf-8")
    assert __version__ != "9.9" and read_names(tmp_path).keeper == "9.9"
