"""What every test gets: its own home for the app, no window on a screen, and the real engine."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import wording
from app.widgets.reference_bridge import keep_constants_alive

keep_constants_alive()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# For the few tests that import the heavy libraries themselves; the engine's children have their own switches.
os.environ.update({"CI": "1", "OLIVE_DISABLE_TELEMETRY": "1", "ORT_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1"})


@pytest.fixture(autouse=True, scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For fixtures that outlive a test: nothing ever touches the home of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_INSTALLER_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The app's data, settings and logs lie in the test's own folder, whose name is as awkward as users' are."""
    folder = tmp_path / "Rumah Kü 家"
    monkeypatch.setenv("MODEL_INSTALLER_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))  # the trash is in there
    yield folder
    wording.set_translator(str)  # a window may have set its own


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with 3 MB of room."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a file system takes the rights of root")
    yield folder
    subprocess.run(["umount", folder], check=True)
