"""Signing, notarising and stapling on macOS: the commands, in their order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
_MAGIC = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")  # a Mach-O file of 64 bits, and one of several architectures

Command = list[str]


def signing(app: Path, identity: str) -> Iterator[Command]:
    """Inside out: every library, then the executables with their entitlements, then the app around them.

    Not ``--deep``, which signs everything alike and follows no order that Apple supports.
    """
    executables = app / "Contents" / "MacOS"
    inner = sorted(_mach_o(app.rglob("*")), key=lambda path: (path.parent == executables, -len(path.parts), str(path)))
    base = ["codesign", "--force", "--timestamp", "--options", "runtime", "--sign", identity]
    entitled = [*base, "--entitlements", str(ENTITLEMENTS)]
    for path in inner:
        yield [*(entitled if path.parent == executables else base), str(path)]
    yield [*entitled, str(app)]
    yield ["codesign", "--verify", "--strict", "--verbose=2", str(app)]


def notarizing(disk_image: Path, profile: str) -> Iterator[Command]:
    """Apple looks at the image, which takes minutes; its ticket is stapled to it, for computers without network."""
    yield ["xcrun", "notarytool", "submit", str(disk_image), "--keychain-profile", profile, "--wait"]
    yield ["xcrun", "stapler", "staple", str(disk_image)]
    yield [
        "spctl",
        "--assess",
        "--type",
        "open",
        "--context",
        "context:primary-signature",
        "--verbose",
        str(disk_image),
    ]


def _mach_o(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_symlink() or not path.is_file() or path.stat().st_size < 4:
            continue
        with path.open("rb") as file:
            if file.read(4) in _MAGIC:
                yield path
