"""What every test gets: its own home for the app, no window on a screen, and the real engine."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The app's data, settings and logs lie in the test's own folder, whose name is as awkward as users' are."""
    folder = tmp_path / "Rumah Kü 家"
    monkeypatch.setenv("MODEL_INSTALLER_HOME", str(folder))
    yield folder
