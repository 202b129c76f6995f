"""Signs what was built, where a secret allows it; without one it says so and changes nothing.

    python build/sign.py bundle PATH       the executables of the bundle, or the whole app on macOS
    python build/sign.py installer FILE    the setup program, or the disk image, which Apple also notarises

Windows: WINDOWS_CERTIFICATE_THUMBPRINT names a certificate in the user's store (signtool of the Windows SDK).
macOS: CODESIGN_IDENTITY is the name of a "Developer ID Application" certificate, NOTARY_PROFILE the profile stored by
``notarytool store-credentials``.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TIMESTAMPS = "http://timestamp.digicert.com"
Command = list[str]


def main() -> int:
    what, path = sys.argv[1], Path(sys.argv[2])
    if not can_sign(sys.platform):
        print(f"No signing identity: {path.name} stays unsigned.")
        return 0
    for command in commands(what, path, sys.platform):
        print(" ".join(command), flush=True)
        if code := subprocess.run(command).returncode:
            return code
    return 0


def can_sign(platform: str) -> bool:
    """Whether the secret of this platform is there; Linux archives carry a checksum and a provenance instead."""
    names = {"win32": "WINDOWS_CERTIFICATE_THUMBPRINT", "darwin": "CODESIGN_IDENTITY"}
    return bool(os.environ.get(names.get(platform, ""), ""))


def commands(what: str, path: Path, platform: str) -> Iterator[Command]:
    if platform == "win32":
        thumbprint = os.environ["WINDOWS_CERTIFICATE_THUMBPRINT"]
        files = sorted(path.glob("*.exe")) if what == "bundle" else [path]
        signing = ["signtool", "sign", "/sha1", thumbprint, "/fd", "sha256", "/tr", TIMESTAMPS, "/td", "sha256"]
        yield [*signing, *map(str, files)]
        yield ["signtool", "verify", "/pa", *map(str, files)]
    elif platform == "darwin":
        yield from _apple(what, path, os.environ["CODESIGN_IDENTITY"])


def _apple(what: str, path: Path, identity: str) -> Iterator[Command]:
    sys.path.insert(0, str(Path(__file__).with_name("macos")))
    import apple

    if what == "bundle":
        yield from apple.signing(path, identity)
        return
    yield ["codesign", "--force", "--timestamp", "--sign", identity, str(path)]
    if profile := os.environ.get("NOTARY_PROFILE"):
        yield from apple.notarizing(path, profile)


if __name__ == "__main__":
    sys.exit(main())
