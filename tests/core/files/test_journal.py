"""A journal never promises what is not there, however it was cut off."""

import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.files.journal import DATA, JOURNAL, Journal, Piece, read_written

PIECES = [Piece(task, start, start + 10) for task in range(3) for start in (0, 10, 20)]


def write(folder: Path, pieces: list[Piece]) -> None:
    with Journal(folder, "layout", 900) as journal:
        for piece in pieces:
            journal.add(piece, 100)
        journal.commit()


@given(cut=st.integers(0, 400), tail=st.sampled_from([b"", b"\0" * 64, b"0 0 10 100 00000000\n", b"\n", b"\xff\xfe"]))
def test_a_torn_journal_keeps_what_is_whole(cut: int, tail: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kept"
        write(folder, PIECES)
        whole = (folder / JOURNAL).read_bytes()
        (folder / JOURNAL).write_bytes(whole[:cut] + tail)
        lines = whole[:cut].count(b"\n") - 1
        written = read_written(folder)
        assert (list(written.pieces) if written else []) == PIECES[: max(lines, 0)]
        with Journal(folder, "layout", 900) as journal:
            left = [piece for piece in PIECES if piece not in journal.done]
        write(folder, left)
        after = read_written(folder)
        assert after and set(after.pieces) == set(PIECES) and after.bytes == 900


def test_what_was_written_before_is_known_again(tmp_path: Path) -> None:
    write(tmp_path, PIECES[:4])
    with Journal(tmp_path, "layout", 900) as journal:
        assert list(journal.done) == PIECES[:4]


@pytest.mark.parametrize(("layout", "total"), [("another", 900), ("layout", 901)])
def test_another_layout_starts_anew(tmp_path: Path, layout: str, total: int) -> None:
    write(tmp_path, PIECES)
    with Journal(tmp_path, layout, total) as journal:
        assert journal.done == {}
    assert read_written(tmp_path) is None
    assert (tmp_path / DATA).stat().st_size == total


def test_the_data_file_is_not_written_to_be_made(tmp_path: Path) -> None:
    """Where files have blocks these are counted, on Windows what the process has written."""
    before = psutil.Process().io_counters().write_bytes if sys.platform == "win32" else 0
    with Journal(tmp_path, "layout", 1 << 31):
        found = (tmp_path / DATA).stat()
    assert found.st_size == 1 << 31
    if sys.platform == "win32":
        assert psutil.Process().io_counters().write_bytes - before < 1 << 20
    else:
        assert found.st_blocks * 512 < 1 << 20


def test_a_data_file_that_was_cut_is_not_built_on(tmp_path: Path) -> None:
    write(tmp_path, PIECES)
    (tmp_path / DATA).write_bytes(b"short")
    assert read_written(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="nobody deletes an open file there")
def test_nothing_is_noted_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    with Journal(tmp_path, "layout", 900) as journal:
        journal.add(PIECES[0], 100)
        (tmp_path / JOURNAL).unlink()
        with pytest.raises(FileNotFoundError):
            journal.commit()
