"""Where each file of the Windows bundle comes from: nothing that was made for Wine may be in it."""

import hashlib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What PyInstaller makes: its programs, the pure Python modules, and what the spec writes down.
MADE = ("model-installer.exe", "model-installer-engine.exe", "_internal/base_library.zip")
MADE += ("THIRD_PARTY_LICENSES.txt", "_internal/THIRD_PARTY_LICENSES.txt")
# On a Windows build computer it is Python's own. Here no wheel has one: it only hands on to python311.dll.
FORWARDER = "_internal/python3.dll"
WHEELS = ("panda3d", "msvc_runtime")  # Python's own files, and Microsoft's C++ runtime


def strange_files(root: Path, bundle: Path) -> list[str]:
    """Names of files of ``bundle`` whose bytes are in no wheel, not in this project and not made by PyInstaller.

    ``root`` is the folder of the small Debian.
    """
    known = _checksums(root)
    found = (path for path in sorted(bundle.rglob("*")) if path.is_file())
    names = {path: path.relative_to(bundle).as_posix() for path in found}
    return [name for path, name in names.items() if name not in (*MADE, FORWARDER) and _digest(path) not in known]


def _checksums(root: Path) -> set[bytes]:
    """Of every file of the packages as they were installed there, of the wheels beside them, and of this project."""
    folders = root / "python" / "Lib", ROOT / "resources", ROOT / "build" / "license_texts"
    known = {_digest(path) for folder in folders for path in folder.rglob("*") if path.is_file()}
    for name in WHEELS:
        for wheel in (root.with_name("outside") / "wheels").glob(f"{name}-*.whl"):
            with zipfile.ZipFile(wheel) as files:
                known |= {hashlib.sha256(files.read(entry)).digest() for entry in files.infolist()}
    return known


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
