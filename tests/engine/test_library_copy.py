"""What is copied into the library has reached the disk before it has its name."""

import os
import sys
from pathlib import Path

import pytest

from app.engine.library_copy import into_library
from tests.core.packages import model_folder


@pytest.mark.skipif(sys.platform != "linux", reason="fsync has another name elsewhere")
def test_everything_is_flushed_before_the_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, job = model_folder(tmp_path / "model"), tmp_path / "job"
    (source / "inner").mkdir()
    (source / "inner" / "more.json").write_text("{}")
    (source / "LICENSE").chmod(0o444)
    job.mkdir()
    happened: list[int | str] = []
    flush, rename = os.fsync, Path.rename

    def note_flush(handle: int) -> None:
        happened.append(os.fstat(handle).st_ino)
        flush(handle)

    def note_rename(path: Path, target: Path) -> Path:
        happened.append("renamed")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", note_flush)
    monkeypatch.setattr(Path, "rename", note_rename)
    folder = into_library(source, tmp_path / "library", "mine", job)
    place = happened.index("renamed")
    inside = {path.stat().st_ino for path in (folder, *folder.rglob("*"))}
    assert len(inside) == 9 and inside <= set(happened[:place])
    assert folder.parent.stat().st_ino in happened[place:], "and then the name itself"


@pytest.mark.skipif(os.name == "nt", reason="rights")
def test_what_lies_in_a_read_only_place_can_be_written_to_in_the_library(tmp_path: Path) -> None:
    source, job = model_folder(tmp_path / "model"), tmp_path / "job"
    (source / "inner").mkdir()
    job.mkdir()
    theirs = (source, *source.rglob("*"))
    for path in theirs:
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder = into_library(source, tmp_path / "library", "mine", job)
    for path in (folder, *folder.rglob("*")):
        writable, linked = path.stat().st_mode & 0o200, path.is_file() and path.stat().st_nlink > 1
        assert bool(writable) != linked, path
    assert {path.stat().st_mode & 0o777 for path in theirs} == {0o555, 0o444}, "and stays as it is there"
    assert (folder / "model.onnx.data").samefile(source / "model.onnx.data")
