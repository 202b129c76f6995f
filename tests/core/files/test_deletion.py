"""Folders that are deleted, and looked at while they go."""

import os
import shutil
from pathlib import Path

import pytest

from app.core.files import deletion
from app.core.files.deletion import delete_folder, freed_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "model"
    (made / "inner").mkdir(parents=True)
    (made / "weights").write_bytes(b"w" * 100_000)
    (made / "inner" / "note").write_bytes(b"n" * 10)
    return made


def test_what_goes_meanwhile_does_not_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 100_000 <= freed_bytes(folder) <= 100_010
    whole = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        if path.name == "weights":
            path.unlink()
        return whole(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    assert freed_bytes(folder) <= 10
    assert freed_bytes(folder / "gone") == 0


def test_what_is_shared_is_not_freed(folder: Path) -> None:
    (folder.parent / "elsewhere").hardlink_to(folder / "weights")
    assert freed_bytes(folder) <= 10


def test_a_folder_that_is_read_is_deleted_after_that(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    delete, tries = shutil.rmtree, []

    def rmtree(path: Path, ignore_errors: bool) -> None:
        tries.append(path)
        if len(tries) == 3:
            delete(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(deletion, "LOOKS", 5)
    monkeypatch.setattr(deletion.shutil, "rmtree", rmtree)
    delete_folder(folder)
    assert tries == [folder] * 3 and not folder.exists()
