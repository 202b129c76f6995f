"""How fast this computer does what a conversion and a chat are made of; measured once and kept."""

from pathlib import Path

import msgspec
from msgspec import Struct

from app.core.files.durable import replace_file
from app.core.wire import from_json, to_json

LARGEST_NOTE = 1000  # bytes of the file
WORDS_PER_TOKEN = 0.75


class Speeds(Struct, frozen=True, kw_only=True):
    """What ``engine/computer_speed.py`` found. The default is an ordinary notebook with two fast cores."""

    version: str = ""  # version of the installer that measured
    start: float = 1.7  # seconds from a new process to its heaviest import
    quantize: float = 350e6  # parameters a second, by all cores
    disk: float = 800e6  # bytes a second that are safe on the disk
    memory: float = 3e9  # bytes a second of memory that a process has not used before
    reading: float = 25e9  # bytes a second of weights in 4 bits, by all cores
    reading_floats: float = 25e9  # the same of weights in float32
    multiplying: float = 60e9  # multiplications of float32 a second, each added to a sum, by all cores

    @property
    def usable(self) -> bool:
        speeds = (
            self.start,
            self.quantize,
            self.disk,
            self.memory,
            self.reading,
            self.reading_floats,
            self.multiplying,
        )
        return all(0 < speed < float("inf") for speed in speeds)


TYPICAL = Speeds()


def read_speeds(file: Path, version: str) -> Speeds | None:
    """What was measured by this ``version``; None when nothing was, or nothing that can be read."""
    try:
        with file.open("rb") as lines:
            speeds = from_json(lines.read(LARGEST_NOTE), Speeds)
    except (OSError, msgspec.DecodeError):
        return None
    return speeds if speeds.version == version and speeds.usable else None


def write_speeds(speeds: Speeds, file: Path) -> None:
    """Raises ``OSError``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, to_json(speeds))
