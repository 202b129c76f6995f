"""The libraries of Windows that Wine 10 lacks, or has too little of, and where each comes from.

Real Windows has them all. They lie in the System32 of this Windows alone: no file of the app, of Python or of a wheel
is touched. What they stand for is not tried here: colour profiles, ICU's codecs, Windows' feature switches.
"""

import shutil
from pathlib import Path

from mingw import Compiler
from pefile import PE

SOURCES = Path(__file__).resolve().parent / "wine"
# Microsoft's C++ runtime, which its redistributable puts into System32; Wine's is too old for torch and Qt.
CPP_RUNTIME = tuple(
    f"{name}.dll"
    for name in (
        *("vcruntime140", "vcruntime140_1", "msvcp140", "msvcp140_1", "msvcp140_2"),
        *("msvcp140_atomic_wait", "concrt140", "vcomp140"),
    )
)
C_RUNTIME = "ucrtbase.dll"  # Microsoft's; Wine's lacks functions that numpy calls (crealf)
MISSING = ("icuuc.dll",)  # made of wine/NAME.c
EXTENDED = ("mscms.dll", "shcore.dll")  # Wine's own, with the functions of wine/NAME.c
# No debugger, in which an abort would hang; and nothing that Wine would offer to download.
SWITCHED_OFF = ("winedbg.exe", "mshtml", "mscoree")


def overrides() -> str:
    """The value of WINEDLLOVERRIDES: which libraries are taken from System32 before Wine's own."""
    native = (Path(name).stem for name in (*CPP_RUNTIME, C_RUNTIME, *EXTENDED))
    return ";".join([",".join(native) + "=n,b", *(f"{name}=" for name in SWITCHED_OFF)])


def place(library: Path, system32: Path) -> None:
    """Put ``library`` where Wine's own was."""
    target = system32 / library.name
    target.unlink(missing_ok=True)
    shutil.copy(library, target)


def make(compiler: Compiler, system32: Path) -> None:
    for name in MISSING:
        compiler.library(system32 / name, (SOURCES / name).with_suffix(".c"))
    for name in EXTENDED:
        _extend(compiler, system32 / name)


def _extend(compiler: Compiler, library: Path) -> None:
    """Wine's library gets another name, and one that hands on to it takes its place."""
    original = library.with_name(f"wine_{library.name}")
    library.rename(original)
    source = (SOURCES / library.name).with_suffix(".c")
    ours = source.read_text(encoding="utf-8")
    with PE(str(original)) as image:
        exported = {
            symbol.name.decode(): symbol.ordinal for symbol in image.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name
        }
    forwards = {
        name: f"{original.stem}.{name} @{ordinal}" for name, ordinal in exported.items() if f"{name}(" not in ours
    }
    compiler.library(library, source, forwards=forwards)
