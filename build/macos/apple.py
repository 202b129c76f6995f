"""Signing, notarising and stapling on macOS: the commands, in their order."""

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
MAIN = "model-installer"  # CFBundleExecutable: signing the app signs it
KEYCHAIN = "model-installer-signing.keychain"
_MAGIC = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")  # a Mach-O file of 64 bits, and one of several architectures

Command = list[str]


def importing(certificate: Path, password: str) -> Iterator[Command]:
    """The certificate goes into a keychain of its own, which codesign may use without a window that asks."""
    lock = secrets.token_hex(16)
    yield ["security", "create-keychain", "-p", lock, KEYCHAIN]
    yield ["security", "set-keychain-settings", "-lut", "7200", KEYCHAIN]
    yield ["security", "unlock-keychain", "-p", lock, KEYCHAIN]
    yield ["security", "import", str(certificate), "-k", KEYCHAIN, "-P", password, "-T", "/usr/bin/codesign"]
    yield ["security", "set-key-partition-list", "-S", "apple-tool:,apple:", "-s", "-k", lock, KEYCHAIN]
    yield ["security", "list-keychains", "-d", "user", "-s", KEYCHAIN, "login.keychain"]


def signing(app: Path, identity: str) -> Iterator[Command]:
    """Inside out: every library, then the other executables with their entitlements, then the app with its own.

    Not ``--deep``, which signs everything alike and follows no order that Apple supports.
    """
    executables = app / "Contents" / "MacOS"
    files = (path for path in _mach_o(app.rglob("*")) if path != executables / MAIN)
    inner = sorted(files, key=lambda path: (path.parent == executables, -len(path.parts), str(path)))
    base = [*_codesign(identity), "--options", "runtime"]
    entitled = [*base, "--entitlements", str(ENTITLEMENTS)]
    for path in inner:
        yield [*(entitled if path.parent == executables else base), str(path)]
    yield [*entitled, str(app)]
    yield ["codesign", "--verify", "--strict", "--verbose=2", str(app)]


def signing_image(disk_image: Path, identity: str) -> Iterator[Command]:
    yield [*_codesign(identity), str(disk_image)]


def notarizing_app(app: Path, credentials: Command) -> Iterator[Command]:
    """Apple looks at a copy, which takes minutes; the ticket is stapled to the app itself, so that it also starts on
    a computer without network where it came otherwise than out of its image."""
    copy = app.with_suffix(".zip")
    yield ["ditto", "-c", "-k", "--keepParent", str(app), str(copy)]  # keeps links, which zip would follow
    yield ["xcrun", "notarytool", "submit", str(copy), *credentials, "--wait"]
    yield ["xcrun", "stapler", "staple", str(app)]
    yield ["spctl", "--assess", "--type", "execute", "--verbose", str(app)]
    yield ["rm", str(copy)]


def notarizing_image(disk_image: Path, credentials: Command) -> Iterator[Command]:
    opening = ["--type", "open", "--context", "context:primary-signature"]
    yield ["xcrun", "notarytool", "submit", str(disk_image), *credentials, "--wait"]
    yield ["xcrun", "stapler", "staple", str(disk_image)]
    yield ["spctl", "--assess", *opening, "--verbose", str(disk_image)]


def _codesign(identity: str) -> Command:
    return ["codesign", "--force", "--timestamp", "--sign", identity]


def _mach_o(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_symlink() or not path.is_file() or path.stat().st_size < 4:
            continue
        with path.open("rb") as file:
            if file.read(4) in _MAGIC:
                yield path
