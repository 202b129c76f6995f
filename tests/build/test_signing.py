"""What is signed with which secret, in which order; the tools themselves are of Windows and macOS."""

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from app import APP_ID, __version__

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
sys.path[:0] = [str(BUILD), str(BUILD / "macos")]

import apple  # noqa: E402
import package  # noqa: E402
import sign  # noqa: E402

RELEASE = ROOT / ".github" / "workflows" / "release.yml"
SECRETS = re.findall(r"secrets\.(\w+)", RELEASE.read_text(encoding="utf-8"))
PFX = base64.b64encode(b"a certificate").decode()


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for secret in (*SECRETS, "WINDOWS_CERTIFICATE_THUMBPRINT", "NOTARY_PROFILE"):
        monkeypatch.delenv(secret, raising=False)
    yield


def test_the_workflow_brings_the_secrets_that_signing_asks_for() -> None:
    source = (BUILD / "sign.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'"((?:WINDOWS|MACOS|NOTARY|CODESIGN)_\w+)"', source))
    own = {"WINDOWS_CERTIFICATE_THUMBPRINT", "NOTARY_PROFILE"}  # of a computer where the certificate is at home
    assert asked - own == set(SECRETS)


def test_the_bundle_is_proven_before_and_after_it_is_signed() -> None:
    steps = yaml.safe_load(RELEASE.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    verbs = [step["run"].split("dev.py ")[1] for step in steps if "run" in step]
    assert verbs == [
        "test",
        "bundle",
        "smoke",
        "frozen",
        "sign bundle",
        "smoke",
        "package",
        "sign installer",
        "release",
    ]


def test_names_say_when_nobody_signed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert package.name("win32") == f"{APP_ID}-{__version__}-windows-x64-unsigned"
    assert package.name("darwin") == f"{APP_ID}-{__version__}-macos-arm64-unsigned"
    assert package.name("linux") == f"{APP_ID}-{__version__}-linux-x64"
    assert not any("Signed" in option for option in package.inno_options())
    monkeypatch.setenv("WINDOWS_CERTIFICATE_THUMBPRINT", "ab12")
    assert package.name("win32") == f"{APP_ID}-{__version__}-windows-x64"
    assert "/DSigned" in package.inno_options()
    nobody = subprocess.run([sys.executable, BUILD / "sign.py", "bundle", tmp_path], capture_output=True, text=True)
    assert (nobody.returncode, "stays unsigned" in nobody.stdout) == (0, True)


def test_windows_signs_both_programs_with_the_newest_tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("model-installer.exe", "model-installer-engine.exe", "other.dll"):
        (tmp_path / name).touch()
    for version in ("10.0.9600.0", "10.0.22621.0", "10.0.19041.0"):
        tool = tmp_path / "x86" / sign.KIT / version / "x64" / "signtool.exe"
        tool.parent.mkdir(parents=True)
        tool.touch()
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path / "x86"))
    monkeypatch.setenv("WINDOWS_CERTIFICATE", PFX)
    monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "secret")
    signing, verifying = sign.commands("bundle", tmp_path, "win32", tmp_path)
    assert "10.0.22621.0" in signing[0]
    assert signing[1:6] == ["sign", "/f", str(tmp_path / "certificate.pfx"), "/p", "secret"]
    assert (tmp_path / "certificate.pfx").read_bytes() == b"a certificate"
    assert [Path(word).name for word in verifying[3:]] == ["model-installer-engine.exe", "model-installer.exe"]
    (setup, _) = sign.commands("installer", tmp_path / "setup.exe", "win32", tmp_path)
    assert setup[-1] == str(tmp_path / "setup.exe")


def test_apple_sees_app_and_image_and_its_ticket_is_stapled_to_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app, image = tmp_path / "The App.app", tmp_path / "image.dmg"
    (app / "Contents" / "MacOS").mkdir(parents=True)
    monkeypatch.setenv("CODESIGN_IDENTITY", "Developer ID")
    assert [command[0] for command in sign.commands("installer", image, "darwin", tmp_path)] == ["codesign"]
    values = {"NOTARY_KEY": "a key", "NOTARY_KEY_ID": "K1", "NOTARY_ISSUER": "I1", "MACOS_CERTIFICATE": PFX}
    for name, value in (values | {"MACOS_CERTIFICATE_PASSWORD": "secret"}).items():
        monkeypatch.setenv(name, value)
    for what, path in (("bundle", app), ("installer", image)):
        commands = list(sign.commands(what, path, "darwin", tmp_path))
        tools = [command[1] if command[0] in ("security", "xcrun") else command[0] for command in commands]
        order = ["import", "codesign", "notarytool", "stapler", "spctl"]
        assert [tool for tool in dict.fromkeys(tools) if tool in order] == order
        assert ["--key", str(tmp_path / "key.p8"), "--key-id", "K1", "--issuer", "I1", "--wait"] == next(
            command[-7:] for command in commands if "notarytool" in command
        )
        assert ["xcrun", "stapler", "staple", str(path)] in commands
    keychain = tmp_path / "home" / "Library" / "Keychains" / f"{apple.KEYCHAIN}-db"
    keychain.parent.mkdir(parents=True)
    keychain.touch()
    assert not any(command[0] == "security" for command in sign.commands("installer", image, "darwin", tmp_path))
