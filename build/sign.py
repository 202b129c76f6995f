"""Signs what was built, where a secret allows it; without one it says so and changes nothing.

    python build/sign.py bundle PATH       the executables of the bundle, or the whole app on macOS
    python build/sign.py installer FILE    the setup program, or the disk image

Windows: WINDOWS_CERTIFICATE is a certificate with its key (.pfx) in base64, with WINDOWS_CERTIFICATE_PASSWORD; or
WINDOWS_CERTIFICATE_THUMBPRINT names one in the user's store.
macOS: CODESIGN_IDENTITY is the name of a "Developer ID Application" certificate; MACOS_CERTIFICATE brings it (.p12 in
base64, with MACOS_CERTIFICATE_PASSWORD) where the keychain lacks it. Apple notarises app and image with NOTARY_KEY (the
.p8 of an App Store Connect key), NOTARY_KEY_ID and NOTARY_ISSUER, or with NOTARY_PROFILE, stored by
``notarytool store-credentials``.
"""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).with_name("macos")))

import apple

TIMESTAMPS = "http://timestamp.digicert.com"
KIT = Path("Windows Kits", "10", "bin")  # where Windows' SDK lies, which is not on the PATH
Command = list[str]


def main() -> int:
    what, path = sys.argv[1], Path(sys.argv[2])
    if not can_sign(sys.platform):
        print(f"No signing identity: {path.name} stays unsigned.")
        return 0
    with tempfile.TemporaryDirectory(prefix="sign-") as folder:
        for command in commands(what, path, sys.platform, Path(folder)):
            print(*command[:2], "…", command[-1], flush=True)  # not the passwords between
            if code := subprocess.run(command).returncode:
                return code
    return 0


def can_sign(platform: str) -> bool:
    """Whether a secret of this platform is there; Linux archives carry a checksum and a provenance instead."""
    windows = ("WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_THUMBPRINT")
    names = {"win32": windows, "darwin": ("CODESIGN_IDENTITY",)}.get(platform, ())
    return any(os.environ.get(name) for name in names)


def commands(what: str, path: Path, platform: str, folder: Path) -> Iterator[Command]:
    """In their order; secrets that a command reads from a file are written into ``folder``."""
    if platform == "win32":
        files = list(map(str, sorted(path.glob("*.exe")) if what == "bundle" else [path]))
        tool, how = signtool(os.environ), _windows_identity(os.environ, folder)
        yield [tool, "sign", *how, "/fd", "sha256", "/tr", TIMESTAMPS, "/td", "sha256", *files]
        yield [tool, "verify", "/pa", *files]
    elif platform == "darwin":
        identity, credentials = os.environ["CODESIGN_IDENTITY"], _notary(os.environ, folder)
        certificate = _file("MACOS_CERTIFICATE", folder / "certificate.p12")
        if certificate and not (Path.home() / "Library" / "Keychains" / f"{apple.KEYCHAIN}-db").exists():
            yield from apple.importing(certificate, os.environ["MACOS_CERTIFICATE_PASSWORD"])
        yield from apple.signing(path, identity) if what == "bundle" else apple.signing_image(path, identity)
        if credentials:
            notarizing = apple.notarizing_app if what == "bundle" else apple.notarizing_image
            yield from notarizing(path, credentials)


def signtool(environment: Mapping[str, str]) -> str:
    """The newest of the SDK."""
    kit = Path(environment.get("PROGRAMFILES(X86)", ""), KIT)
    found = sorted(kit.glob("10.*/x64/signtool.exe"), key=lambda file: [*map(int, file.parts[-3].split("."))])
    return shutil.which("signtool") or (str(found[-1]) if found else "signtool")


def _windows_identity(environment: Mapping[str, str], folder: Path) -> Command:
    if certificate := _file("WINDOWS_CERTIFICATE", folder / "certificate.pfx"):
        return ["/f", str(certificate), "/p", environment["WINDOWS_CERTIFICATE_PASSWORD"]]
    return ["/sha1", environment["WINDOWS_CERTIFICATE_THUMBPRINT"]]


def _notary(environment: Mapping[str, str], folder: Path) -> Command:
    if environment.get("NOTARY_KEY"):
        key = folder / "key.p8"
        key.write_text(environment["NOTARY_KEY"], encoding="ascii")
        return ["--key", str(key), "--key-id", environment["NOTARY_KEY_ID"], "--issuer", environment["NOTARY_ISSUER"]]
    profile = environment.get("NOTARY_PROFILE")
    return ["--keychain-profile", profile] if profile else []


def _file(secret: str, path: Path) -> Path | None:
    """The file that is in the environment in base64; None when it is not there."""
    content = os.environ.get(secret)
    if not content:
        return None
    path.write_bytes(base64.b64decode(content))
    return path


if __name__ == "__main__":
    sys.exit(main())
