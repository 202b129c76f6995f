"""What an error means is told from its number, or from the words that a library has left of it."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from app.core.failures import lacks_memory, tells_of_full_disk


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk(number: int) -> None:
    error = OSError(number, os.strerror(number), "model.onnx.data")
    assert tells_of_full_disk(error)
    assert tells_of_full_disk(shutil.Error([("from", "to", str(error))])), "as shutil.copytree tells it"


def test_windows_says_it_in_the_users_language() -> None:
    assert tells_of_full_disk(shutil.Error([("from", "to", "[WinError 112] Auf dem Datenträger ist kein Platz")]))


def test_another_error_is_no_full_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as raised:
        (tmp_path / "28").read_bytes()
    assert not tells_of_full_disk(raised.value) and not tells_of_full_disk(shutil.Error([("a", "b", "denied")]))


def test_no_memory() -> None:
    assert lacks_memory(MemoryError()) and lacks_memory(RuntimeError("std::bad_alloc"))
    assert not lacks_memory(RuntimeError("no such operator"))
