"""What is copied into the library has reached the disk before it has its name."""

import os
import sys
from pathlib import Path

import pytest

from app.core.failures import Failure, FailureKind, Variant
from app.core.library.notes import BEING_DEPLOYED
from app.engine.deployment.library_copy import into_library
from tests.core.package.packages import FILES, model_folder


@pytest.mark.skipif(sys.platform != "linux", reason="fsync has another name elsewhere")
def test_everything_is_flushed_before_the_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, job = model_folder(tmp_path / "model"), tmp_path / "job"
    (source / "more.json").write_text("{}")
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


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_a_link_to_a_device_fills_no_disk(tmp_path: Path) -> None:
    source, job = model_folder(tmp_path / "model"), tmp_path / "job"
    job.mkdir()
    (source / "extra.json").symlink_to("/dev/zero")
    (tmp_path / "secret").write_text("of the user")
    (source / "README.md").symlink_to(tmp_path / "secret")
    os.mkfifo(source / "x.onnx")
    folder = into_library(source, tmp_path / "library", "mine", job)
    assert {path.name for path in folder.iterdir()} == {*FILES, BEING_DEPLOYED}


@pytest.mark.skipif(sys.platform == "win32", reason="files with holes take room there")
def test_a_size_that_has_no_room_is_seen_before_the_work(tmp_path: Path) -> None:
    source, job = model_folder(tmp_path / "model"), tmp_path / "job"
    job.mkdir()
    with (source / "huge.txt").open("wb") as file:
        file.truncate(5 * 2**40)
    with pytest.raises(Failure) as caught:
        into_library(source, tmp_path / "library", "mine", job)
    assert (caught.value.kind, caught.value.variant) == (FailureKind.DISK_FULL, Variant.MEASURED)
    assert not any((tmp_path / "library").rglob("*.txt"))
