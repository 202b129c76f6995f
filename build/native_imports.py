"""The libraries that a native module of Windows or macOS asks for, by name."""

from functools import cache
from pathlib import Path

from macholib import mach_o
from macholib.MachO import MachO
from pefile import DIRECTORY_ENTRY, PE

_TABLES = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
_MAGIC = {0xFEEDFACF.to_bytes(4, "little"), 0xCAFEBABE.to_bytes(4, "big")}  # of one and of several architectures
_WANTED = (mach_o.LC_LOAD_DYLIB, mach_o.LC_REEXPORT_DYLIB)  # a weak one may be missing


@cache  # an audit asks several times, and 100 MB take a while
def pe_imports(file: Path) -> list[str]:
    """In small letters, as Windows compares them; none of what is no program."""
    if file.suffix.lower() not in (".dll", ".pyd", ".exe"):
        return []
    with PE(str(file), fast_load=True) as program:
        tables = [DIRECTORY_ENTRY[name] for name in _TABLES]
        program.parse_data_directories(directories=tables, import_dllnames_only=True)
        found = [*getattr(program, "DIRECTORY_ENTRY_IMPORT", []), *getattr(program, "DIRECTORY_ENTRY_DELAY_IMPORT", [])]
        return [entry.dll.decode().lower() for entry in found]


def is_mach_o(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) in _MAGIC


def mach_imports(file: Path) -> list[str]:
    """As the file names them: with ``@rpath`` and the like."""
    if not is_mach_o(file):
        return []
    headers = MachO(str(file)).headers
    commands = (command for header in headers for command in header.commands)
    return [name.rstrip(b"\0").decode() for kind, _, name in commands if kind.cmd in _WANTED]
