"""Who installs what a Linux system lacks, and where nobody may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[2] / "build"
sys.path.insert(0, str(BUILD))

import dev  # noqa: E402
import system_packages  # noqa: E402


@pytest.mark.parametrize(
    ("platform", "user", "ci", "sudo", "expected"),
    [
        ("linux", 0, "", 0, []),
        ("linux", 1000, "true", 0, ["sudo", "-n"]),
        ("linux", 1000, "true", 1, None),  # it would ask for a password
        ("linux", 1000, "", 0, None),  # on a person's own computer that person decides
        ("darwin", 0, "true", 0, None),
        ("win32", 0, "true", 0, None),
    ],
)
def test_root_is_who_may_be_it_unasked(
    monkeypatch: pytest.MonkeyPatch, platform: str, user: int, ci: str, sudo: int, expected: list[str] | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", lambda *_given, **_how: subprocess.CompletedProcess([], sudo))
    monkeypatch.setenv("CI", ci)
    assert system_packages.as_root() == expected


def test_the_app_is_what_is_proven_and_signed_on_a_mac(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder, app = tmp_path / "model-installer", tmp_path / "The App.app"
    folder.mkdir()
    monkeypatch.setattr(dev, "BUNDLE", folder)
    assert dev._bundled() == folder
    app.mkdir()
    assert dev._bundled() == app
