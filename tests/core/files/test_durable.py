"""A note is what it was before or what it became, whatever interrupts its writing."""

import errno
import os
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from app.core.files import durable
from app.core.files.durable import replace_file, write_json


def refuse(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_text_has_the_same_bytes_on_every_system(tmp_path: Path) -> None:
    note = tmp_path / "note"
    replace_file(note, "é\nb\n")
    assert note.read_bytes() == "é\nb\n".encode()
    write_json(note, {"name": "é"})
    assert note.read_bytes() == '{\n  "name": "é"\n}\n'.encode()
    replace_file(note, b"\0\r\n")
    assert note.read_bytes() == b"\0\r\n"
    assert list(tmp_path.iterdir()) == [note]


def test_a_note_that_is_being_read_can_be_replaced(tmp_path: Path) -> None:
    """Windows refuses that while it is open."""
    note, over = tmp_path / "note", Event()
    replace_file(note, "0")

    def read() -> None:
        while not over.is_set():
            with suppress(PermissionError), note.open("rb"):  # amid the change it cannot be opened there
                time.sleep(0.01)
            time.sleep(0.03)

    reader = Thread(target=read)
    reader.start()
    try:
        for number in range(20):
            replace_file(note, str(number))
    finally:
        over.set()
        reader.join()
    assert note.read_text() == "19" and list(tmp_path.iterdir()) == [note]


@pytest.mark.parametrize("before", [b"old", None])
@pytest.mark.parametrize(
    ("step", "owner"), [("flush_to_disk", durable), ("replace", os)], ids=["to the disk", "to its place"]
)
def test_an_interruption_before_the_end_leaves_the_old_note(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str, owner: object, before: bytes | None
) -> None:
    note = tmp_path / "note"
    if before:
        note.write_bytes(before)
    monkeypatch.setattr(owner, step, refuse)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        replace_file(note, "new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == ({"note": before} if before else {})


def test_an_interruption_after_that_leaves_the_new_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_bytes(b"old")
    monkeypatch.setattr(durable, "flush_names", refuse)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        replace_file(note, "new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"note": b"new"}


def test_the_bytes_are_safe_before_they_get_the_name_and_the_name_after(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[str] = []
    replace = os.replace

    def noted(source: Path, target: Path) -> None:
        done.append("name")
        replace(source, target)

    monkeypatch.setattr(durable, "flush_to_disk", lambda _: done.append("bytes"))
    monkeypatch.setattr(durable, "flush_names", lambda _: done.append("names"))
    monkeypatch.setattr(os, "replace", noted)
    replace_file(tmp_path / "note", "new")
    assert done == ["bytes", "name", "names"]


def test_another_name_of_the_old_file_keeps_its_content(tmp_path: Path) -> None:
    note, other = tmp_path / "note", tmp_path / "other"
    note.write_bytes(b"old")
    os.link(note, other)
    replace_file(note, "new")
    assert (note.read_bytes(), other.read_bytes()) == (b"new", b"old")
