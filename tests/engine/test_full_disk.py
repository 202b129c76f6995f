"""A disk without a byte left can be emptied with the app itself; and what else the system refuses has its own name."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths
from app.core.failures import FailureKind
from app.core.requests import Deploy
from tests.engine.jobs import deploy, run_to_failure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file systems are mounted")
COMMAND = [sys.executable, "-X", "utf8", "-m", "app"]


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """One with everything of the app, whose rest is filled by ``fill``."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=14m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("mounting a file system takes the rights of root")
    monkeypatch.setenv("MODEL_INSTALLER_HOME", str(folder / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "xdg"))
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path) -> None:
    with (disk / "full").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def said(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=120, encoding="utf-8")
    assert "Traceback" not in done.stdout + done.stderr and "Logging error" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_it_lists_chats_and_removes(disk: Path, converted: Path) -> None:
    deploy(converted, "mine", paths.default_library())
    fill(disk)
    assert said("models")[0] == 0 and "mine" in said("models")[1]
    assert said("details", "mine")[0] == 0
    assert said("chat", "mine", "--prompt", "Hello")[0] == 0
    code, text = said("remove", "mine")
    assert code == 1 and "permanently" in text
    assert said("remove", "mine", "--permanently")[0] == 0
    assert "No model" in said("models")[1]
    assert not (paths.default_library() / "mine").exists()


def test_what_writes_says_that_it_is_full_and_where(disk: Path, converted: Path) -> None:
    deploy(converted, "mine", paths.default_library())
    fill(disk)
    for verb in (["tune", "mine"], ["sample", str(disk / "sample")], ["rename", "mine", "other"]):
        code, text = said(*verb, "--json")
        assert code == 1, verb
        failed = json.loads(text.splitlines()[-1])
        assert failed["kind"] == "disk_full" and failed["facts"]["path"].startswith(str(disk)), failed
    assert said("models")[0] == 0 and "mine" in said("models")[1]


@pytest.mark.parametrize("place", ["/dev/null", "/dev/null/x", "/proc/x"])
def test_a_library_where_none_can_be(converted: Path, place: str) -> None:
    failed = run_to_failure(Deploy(folder=converted, name="mine", library=Path(place)))
    assert failed.kind in (FailureKind.DESTINATION_NOT_WRITABLE, FailureKind.UNREADABLE)


def test_a_name_that_is_too_long_is_seen_before_the_work(tmp_path: Path) -> None:
    code, text = said("convert", str(paths.sample_model()), "--output", str(tmp_path / ("n" * 300)), "--json")
    events = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert code == 1 and (events[-1]["kind"], events[-1]["variant"]) == ("path_too_long", "name")
    assert not any(event.get("step") == "reading" for event in events)


def test_a_user_without_a_home() -> None:
    """Whom the system's list of users does not have either."""
    environment = {key: value for key, value in os.environ.items() if key not in ("HOME", "MODEL_INSTALLER_HOME")}
    environment = {key: value for key, value in environment.items() if not key.startswith("XDG_")}
    code = (
        "import pwd, runpy, sys; pwd.getpwuid = {}.__getitem__; sys.argv = ['app', *sys.argv[1:]];"
        "runpy.run_module('app', run_name='__main__')"
    )
    for verb in (["models"], ["check"], ["sweep"], ["chat", "x", "--prompt", "Hello"]):
        command = [sys.executable, "-c", code, *verb, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        assert json.loads(done.stdout.splitlines()[-1])["kind"] == "no_home", verb
