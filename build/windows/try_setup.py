#!/usr/bin/env python3
"""Compiles the Windows installer's script for real, and tries the result under Wine: install, upgrade over the running
programs, remove them while they run.

    python3 build/dev.py wine [--root DIR]      (Linux, as root; about two minutes after the first time)

Inno Setup's compiler (from npm) and Wine are 32-bit, so they live in a small Debian of their own. The installed bundle
is a stand-in: two programs with a window, and a library; the script is the real one but for what this Wine lacks: 64
bits and {autopf}.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "build")]

from virtual_screen import virtual_screen  # noqa: E402

from app import APP_ID, PRODUCT_NAME  # noqa: E402
from app.core.package import SUFFIX  # noqa: E402

COMPILER = "innosetup-compiler@6.3.1"
DEBIAN = ("debootstrap", "--arch=i386", "--variant=minbase", "--include=wine,wine32", "bookworm")
SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
# Wine's own programs under the names of ours: one closes when it is asked, the other has to be ended.
STAND_INS = {"model-installer.exe": "notepad.exe", "model-installer-engine.exe": "ping.exe"}
WINE_PROGRAMS = Path("usr/lib/i386-linux-gnu/wine/i386-windows")
REFUSED = 1  # Inno Setup's exit code when setup cannot start
LOCAL = Path("root/.wine/drive_c/users/root/AppData/Local")
INSTALLED = rf"C:\users\root\AppData\Local\Programs\{APP_ID}"
SUFFIX_KEY = rf"HKCU\Software\Classes\{SUFFIX}"
OPEN = rf"HKCU\Software\Classes\{APP_ID}.package\shell\open\command"
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/root", "WINEDEBUG": "-all"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, help="where the small Debian lies, or shall lie (1 GB)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="windows-") as made:
        wine = Wine((options.root or Path(made, "debian")).absolute())
        with wine.running():
            journey(wine)
    print("The Windows installer compiles, installs, upgrades and removes.")
    return 0


class Wine:
    """A 32-bit Debian in the folder ``root``, in which Windows programs run as its root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.job = root / "job"
        self.environment = ENVIRONMENT
        if not (root / "usr/bin/wine-stable").exists():
            subprocess.run([*DEBIAN, str(root)], check=True, stdout=subprocess.DEVNULL)
        if not (root / "inno").exists():
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run(["npm", "pack", "--silent", COMPILER], cwd=folder, check=True, stdout=subprocess.DEVNULL)
                subprocess.run(["tar", "xzf", *Path(folder).glob("*.tgz")], cwd=folder, check=True)
                shutil.copytree(Path(folder, "package", "bin"), root / "inno")

    @contextmanager
    def running(self) -> Iterator[None]:
        sockets = self.root / "tmp" / ".X11-unix"
        mounts = {"/proc": self.root / "proc", "/dev": self.root / "dev", "/tmp/.X11-unix": sockets}
        shutil.rmtree(self.root / "root" / ".wine", ignore_errors=True)
        shutil.rmtree(self.job, ignore_errors=True)
        with virtual_screen("800x600") as display:
            self.environment = ENVIRONMENT | {"DISPLAY": display}
            try:
                for source, target in mounts.items():
                    target.mkdir(parents=True, exist_ok=True)
                    subprocess.run(["mount", "--bind", source, str(target)], check=True)
                self.run("wine", "wineboot", "--init")
                self.run("wine", "winecfg", "-v", "win10")
                yield
                self.run("wineserver", "-w")
            finally:  # wineserver would hold the mounts
                subprocess.run(["chroot", str(self.root), "wineserver", "-k"], env=self.environment)
                for target in mounts.values():
                    subprocess.run(["umount", str(target)])

    def run(self, *command: str, code: int = 0) -> str:
        """Standard output; exits when the command does not end with ``code``."""
        full = ["chroot", str(self.root), *command]
        pipes = {"capture_output": True, "text": True, "errors": "replace"}
        result = subprocess.run(full, env=self.environment, timeout=300, **pipes)
        expect(result.returncode == code, f"{' '.join(command)} ended with {result.returncode}:\n{result.stdout}")
        return result.stdout

    @contextmanager
    def program(self, name: str, *arguments: str, folder: str = INSTALLED) -> Iterator[subprocess.Popen[bytes]]:
        """An installed program, running."""
        command = ["chroot", str(self.root), "wine", rf"{folder}\{name}", *arguments]
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(5)
            expect(process.poll() is None, f"{name} does not stay open")
            yield process
        finally:
            process.kill()
            process.wait()

    def compile(self, version: str, *files: str) -> str:
        """The setup program of a bundle with ``files``; first the script as it is, which must compile too."""
        bundle = self.job / f"bundle-{version}"
        for file in files:
            (bundle / file).parent.mkdir(parents=True, exist_ok=True)
            (bundle / file).write_text(file)
        for name, stand_in in STAND_INS.items():
            shutil.copy(self.root / WINE_PROGRAMS / stand_in, bundle / name)
        script = (ROOT / "build" / "windows" / "installer.iss").read_text(encoding="utf-8")
        lines = [line for line in script.splitlines() if not line.startswith("Architectures")]
        (self.job / "real.iss").write_text(script, encoding="utf-8")
        (self.job / "trial.iss").write_text("\n".join(lines).replace("{autopf}", r"{localappdata}\Programs"))
        shutil.copy(self.root / "inno" / "SetupClassicIcon.ico", self.job / "app.ico")
        values = {"Version": version, "Product": PRODUCT_NAME, "AppId": APP_ID, "Suffix": SUFFIX}
        values |= {"Bundle": rf"Z:\job\bundle-{version}", "Icon": r"Z:\job\app.ico"}
        given = [f"/D{name}={value}" for name, value in values.items()]
        for name in ("real", "trial"):
            output = [r"/OZ:\job", f"/F{name}-{version}", rf"Z:\job\{name}.iss"]
            self.run("wine", r"Z:\inno\ISCC.exe", "/Q", *given, *output)
        return rf"Z:\job\trial-{version}.exe"


def journey(wine: Wine) -> None:
    first, second = wine.compile("0.1.0", "_internal/old.dll"), wine.compile("0.2.0", "_internal/new.dll")
    program, data = wine.root / LOCAL / "Programs" / APP_ID, wine.root / LOCAL / APP_ID
    wine.run("wine", "winecfg", "-v", "win7")
    wine.run("wine", first, *SILENT, code=REFUSED)
    wine.run("wine", "winecfg", "-v", "win10")
    wine.run("wine", first, *SILENT)
    expect((program / "model-installer.exe").is_file() and (program / "_internal/old.dll").is_file(), "not installed")
    expect(f"{APP_ID}.package" in wine.run("wine", "reg", "query", SUFFIX_KEY, "/ve"), "packages have no type")
    expect("model-installer.exe" in wine.run("wine", "reg", "query", OPEN), "packages do not open with it")
    expect(any(wine.root.joinpath(LOCAL.parent).rglob(f"{PRODUCT_NAME}.lnk")), "no Start menu entry")
    (data / "models").mkdir(parents=True)
    with running(wine):
        wine.run("wine", second, *SILENT)
    found = [file.name for file in (program / "_internal").iterdir()]
    expect(found == ["new.dll"], f"after the upgrade: {found}")
    with running(wine):
        remove(wine, program)
    expect((data / "models").is_dir(), "the models were deleted unasked")
    for key in (OPEN, SUFFIX_KEY):
        wine.run("wine", "reg", "query", key, code=1)
    wine.run("wine", second, *SILENT)
    remove(wine, program, "/DELETEMODELS")
    expect(not data.exists(), "the models are still there")


@contextmanager
def running(wine: Wine) -> Iterator[None]:
    """Window and engine run before, and no longer after what happens meanwhile; a copy in another folder runs on."""
    busy = ("model-installer-engine.exe", "-n", "1000", "127.0.0.1")
    shutil.copytree(wine.job / "bundle-0.1.0", wine.job / "copy", dirs_exist_ok=True)
    with ExitStack() as stack:
        ours, others = (
            [stack.enter_context(wine.program(*words, folder=folder)) for words in (("model-installer.exe",), busy)]
            for folder in (INSTALLED, r"Z:\job\copy")
        )
        yield
        expect(all(process.poll() is not None for process in ours), "a program runs on without its files")
        expect(all(process.poll() is None for process in others), "a program of another folder was ended")


def remove(wine: Wine, program: Path, *options: str) -> None:
    """The uninstaller goes on in a copy of itself after it has returned."""
    wine.run("wine", rf"{INSTALLED}\unins000.exe", *SILENT, *options)
    for _ in range(60):
        if not program.exists():
            return
        time.sleep(0.5)
    expect(False, f"not removed: {[str(path) for path in program.rglob('*')]}")


def expect(condition: bool, complaint: str) -> None:
    if not condition:
        sys.exit(complaint)


if __name__ == "__main__":
    sys.exit(main())
