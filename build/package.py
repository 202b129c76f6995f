"""Makes of the bundle what people download: a setup program, a disk image or an archive, into ``dist/release``.

The name says the version, the system, and "unsigned" where no identity signed it.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "build")]

import sign  # noqa: E402

from app import APP_ID, PRODUCT_NAME, __version__  # noqa: E402
from app.core.package.manifest import SUFFIX  # noqa: E402

BUNDLES = ROOT / "dist" / "bundle"
BUNDLE = BUNDLES / "model-installer"
RELEASE = ROOT / "dist" / "release"
ICONS = ROOT / "dist" / "icons"
LINUX = ROOT / "build" / "linux"
MOST = 240e6  # bytes of the Linux archive
ENDINGS = {"win32": "windows-x64", "darwin": "macos-arm64", "linux": "linux-x64"}


def main() -> int:
    RELEASE.mkdir(parents=True, exist_ok=True)
    makers = {"win32": setup_program, "darwin": disk_image, "linux": archive}
    made = makers[sys.platform]()
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


def name(platform: str) -> str:
    """The file's name without its ending."""
    signed = platform == "linux" or sign.can_sign(platform)
    return f"{APP_ID}-{__version__}-{ENDINGS[platform]}" + ("" if signed else "-unsigned")


def setup_program() -> Path:
    compiler = shutil.which("iscc") or str(Path(os.environ["PROGRAMFILES(X86)"], "Inno Setup 6", "ISCC.exe"))
    subprocess.run([compiler, *inno_options()], check=True)
    return RELEASE / f"{name('win32')}.exe"


def inno_options() -> list[str]:
    values = {"Version": __version__, "Product": PRODUCT_NAME, "AppId": APP_ID, "Suffix": SUFFIX}
    values |= {"Bundle": str(BUNDLE), "Icon": str(ICONS / "app.ico")}
    defines = [f"/D{key}={value}" for key, value in values.items()]
    if sign.can_sign("win32"):  # the setup program signs the uninstaller in it, and itself; $q is a quote, $f the file
        defines += ["/DSigned", f"/Ssign=$q{sys.executable}$q $q{sign.__file__}$q installer $f"]
    return [*defines, f"/O{RELEASE}", f"/F{name('win32')}", str(ROOT / "build" / "windows" / "installer.iss")]


def disk_image() -> Path:
    import dmgbuild
    import icons

    background = ICONS / "background.png"
    background.write_bytes(icons.draw(ROOT / "build" / "macos" / "background.svg", {600})[600])
    image = RELEASE / f"{name('darwin')}.dmg"
    defines = {"app": str(BUNDLES / f"{PRODUCT_NAME}.app"), "background": str(background)}
    settings = str(ROOT / "build" / "macos" / "dmg_settings.py")
    dmgbuild.build_dmg(str(image), PRODUCT_NAME, settings_file=settings, defines=defines)
    return image


def archive() -> Path:
    """The bundle with what a desktop needs to show it; every file is root's and of one time, whoever packs it."""
    folder, path = name("linux"), RELEASE / f"{name('linux')}.tar.xz"
    beside = [*LINUX.iterdir(), ROOT / "LICENSE", ICONS / "app-256.png"]
    when = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))

    def owned_by_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = when
        return entry

    # xz from the system, on all processors; the standard library's would take four minutes on one
    with path.open("wb") as out:
        packer = subprocess.Popen(["xz", "-T0", "-6"], stdin=subprocess.PIPE, stdout=out)
        assert packer.stdin
        with tarfile.open(fileobj=packer.stdin, mode="w|", dereference=False) as tar:
            tar.add(BUNDLE, folder, filter=owned_by_root)
            for file in sorted(beside):
                tar.add(file, f"{folder}/{file.name}", filter=owned_by_root)
        packer.stdin.close()
    if packer.wait():
        sys.exit("xz failed")
    if path.stat().st_size > MOST:
        sys.exit(f"{path.name} is larger than {MOST / 1e6:.0f} MB")
    return path


if __name__ == "__main__":
    sys.exit(main())
