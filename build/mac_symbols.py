"""Which macOS a native module was made for, what it asks of the system itself, and which libraries it finds alone."""

import struct
from collections.abc import Iterator
from pathlib import Path

from macholib import mach_o
from macholib.MachO import MachO, MachOHeader
from native_imports import is_mach_o

_ARM64 = 0x0100000C
_BUILD_VERSION, _MINIMUM_VERSION = 0x32, mach_o.LC_VERSION_MIN_MACOSX
_LIBRARIES = (mach_o.LC_LOAD_DYLIB, mach_o.LC_LOAD_WEAK_DYLIB, mach_o.LC_REEXPORT_DYLIB)
_ENTRY = struct.Struct("<IBBHQ")  # nlist_64: name's offset, type, section, description, value
_WEAK = 0x40  # N_WEAK_REF: may be missing
_SYSTEM = ("/usr/lib/", "/System/Library/")

Version = tuple[int, int]


def oldest_macos(file: Path) -> Version:
    """The version that the file names as its minimum; (0, 0) of what is no program for Apple silicon."""
    for header in _headers(file):
        for load, command, _ in header.commands:
            if load.cmd in (_BUILD_VERSION, _MINIMUM_VERSION):
                number = int(command.minos if load.cmd == _BUILD_VERSION else command.version)
                return number >> 16, number >> 8 & 0xFF
    return 0, 0


def system_symbols(file: Path) -> set[str]:
    """The names that the system's libraries must have for the file to load at all."""
    found: set[str] = set()
    for header in _headers(file):
        commands, names = header.commands, _names(header, _LIBRARIES)
        ours = {number for number, name in enumerate(names, 1) if name.startswith(_SYSTEM)}
        table = next((command for load, command, _ in commands if load.cmd == mach_o.LC_SYMTAB), None)
        if table:
            content = file.read_bytes()[header.offset :]
            texts = content[table.stroff : table.stroff + table.strsize]
            entries = content[table.symoff : table.symoff + table.nsyms * _ENTRY.size]
            for offset, kind, _, description, _ in _ENTRY.iter_unpack(entries):
                undefined = kind & 0xE0 == 0 and kind & 0x0E == 0 and kind & 0x01
                if undefined and not description & _WEAK and description >> 8 in ours:
                    found.add(texts[offset : texts.index(b"\0", offset)].decode())
    return found


def run_paths(file: Path) -> set[str]:
    """Where the file says that libraries named ``@rpath/…`` lie."""
    return {name for header in _headers(file) for name in _names(header, (mach_o.LC_RPATH,))}


def unfound(file: Path) -> Iterator[str]:
    """The libraries that dyld does not find by what the file says of their places, as the wheels lay them out."""
    for header in _headers(file):
        folders = [_placed(path, file) for path in _names(header, (mach_o.LC_RPATH,))]
        for name in _names(header, (mach_o.LC_LOAD_DYLIB, mach_o.LC_REEXPORT_DYLIB)):
            inside = name.removeprefix("@rpath/")
            places = [folder / inside for folder in folders] if inside != name else [_placed(name, file)]
            if not name.startswith(_SYSTEM) and not any(map(Path.exists, places)):
                yield name


def _placed(name: str, file: Path) -> Path:
    return Path(name.replace("@loader_path", str(file.parent)))


def _names(header: MachOHeader, kinds: tuple[int, ...]) -> list[str]:
    return [name.rstrip(b"\0").decode() for load, _, name in header.commands if load.cmd in kinds]


def _headers(file: Path) -> list[MachOHeader]:
    if not is_mach_o(file):
        return []
    return [header for header in MachO(str(file)).headers if header.header.cputype == _ARM64]
