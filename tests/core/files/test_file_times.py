"""Files can have times that no calendar has."""

import os
from pathlib import Path

import pytest

from app.core.files.file_times import changed_at


@pytest.mark.parametrize(
    ("seconds", "year"),
    [(0, 1970), (1_800_000_000, 2027), (-300_000_000, 1960), (2**33, 2100)],
)
def test_any_time_has_a_year(tmp_path: Path, seconds: int, year: int) -> None:
    file = tmp_path / "file"
    file.touch()
    os.utime(file, (seconds, seconds))
    assert changed_at(file).year == year
