"""One process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.core.failures import Failure, FailureKind
from app.core.files.lock import locked

HOLDER = """
import sys
from pathlib import Path
from app.core.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_refused_until_the_holder_ends_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "x.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stdout.readline()
        with pytest.raises(Failure) as caught, locked(path):
            pass
        assert caught.value.kind is FailureKind.LIBRARY_BUSY
        process.kill()
    with locked(path):
        assert path.exists()
    assert not path.exists()


def test_it_is_gone_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "x.lock"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
