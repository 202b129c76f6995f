"""The C++ runtime that goes into the bundle: the build computer's, from the current Visual C++ redistributable."""

import sys
from pathlib import Path

from pefile import PE

NAMES = tuple(
    f"{name}.dll"
    for name in ("msvcp140", "msvcp140_1", "msvcp140_2", "msvcp140_atomic_wait", "vcruntime140", "vcruntime140_1")
)
NEEDED = (14, 44)  # the linker of Foundry Local, GenAI and Qt; tests/build/test_wheels.py looks

Version = tuple[int, int]


def entries(system: Path) -> list[tuple[str, str, str]]:
    """What the spec collects of the folder ``system``; exits when a file is older than a library of the bundle."""
    for name in NAMES:
        if (found := version(system / name)) < NEEDED:
            sys.exit(f"{name} is {found}, {NEEDED} is needed: install the current Visual C++ redistributable (x64).")
    return [(name, str(system / name), "BINARY") for name in NAMES]


def version(file: Path) -> Version:
    with PE(str(file)) as library:
        number = library.VS_FIXEDFILEINFO[0].FileVersionMS
    return number >> 16, number & 0xFFFF


def linker(file: Path) -> Version:
    """The version of the linker that made a program or library, which is its C++ runtime's."""
    with PE(str(file), fast_load=True) as library:
        return library.OPTIONAL_HEADER.MajorLinkerVersion, library.OPTIONAL_HEADER.MinorLinkerVersion
