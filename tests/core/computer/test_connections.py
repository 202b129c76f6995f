"""Connections to other computers are noted, those within this computer are not. An audit hook stays for ever, so a
process of its own has it."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.core.computer.connections import made_since, note_connections, open_now

ASK = """
import socket, sys
from pathlib import Path
from app.core.computer.connections import note_connections
note_connections(Path(sys.argv[1]))
with socket.socket() as own, socket.create_server(("127.0.0.1", 0)) as server:
    own.connect(server.getsockname())
socket.getaddrinfo("localhost", 80)
for host in sys.argv[2:]:
    with socket.socket() as other:
        other.setblocking(False)
        try:
            other.connect((host, 9))
        except OSError:
            pass
"""


@pytest.mark.parametrize(("hosts", "count"), [((), 0), (("192.0.2.1",), 1), (("192.0.2.1", "127.0.0.2"), 1)])
def test_only_other_computers_are_noted(tmp_path: Path, hosts: tuple[str, ...], count: int) -> None:
    note = tmp_path / "connections.txt"
    subprocess.run([sys.executable, "-c", ASK, str(note), *hosts], check=True)
    assert made_since(note, 0) == count
    assert made_since(note, 9e9) == 0, "of an earlier start"


def test_none_is_open() -> None:
    assert open_now() == 0


def test_a_note_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    note_connections(tmp_path / "gone" / "note.txt")
    assert made_since(tmp_path / "gone" / "note.txt", 0) == 0
