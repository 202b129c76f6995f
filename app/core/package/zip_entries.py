"""The entries of a ZIP archive, read strictly: stored, whole, without overlaps, and no more of them than expected.

Python's ``zipfile`` reads all that a stranger's archive claims to hold before it can be asked how much that is.
Source: PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.5.3.
"""

import struct
from typing import BinaryIO

from msgspec import Struct

from app.core.failures import Failure, FailureKind, Variant

_LOCAL = struct.Struct("<4s5HLLLHH")
_CENTRAL = struct.Struct("<4s6HLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_LOCATOR_64 = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQHHLLQQQQ")
_ENTRY_ROOM = 1000  # bytes of the directory that one entry may take
_ENCRYPTED = 1
_UNIX = 3  # "made by"; the upper half of the external attributes is then a file mode
_FILE_MODES = (0, 0o100000)  # unknown, or a regular file: no link, no folder, no device
_FULL = 0xFFFFFFFF  # the number stands in the ZIP64 extra field


class Entry(Struct, frozen=True):
    name: str
    start: int  # offset of the data in the archive
    bytes: int
    crc: int


def read_entries(file: BinaryIO, maximum: int) -> tuple[Entry, ...]:
    """The at most ``maximum`` entries, in the order of their data.

    Raises ``Failure``: PACKAGE_DAMAGED, and PACKAGE_REFUSED for what no damage explains.
    """
    try:
        return _read(file, maximum)
    except (struct.error, ValueError) as error:
        raise damaged(str(error)) from error


def damaged(details: str) -> Failure:
    return Failure(FailureKind.PACKAGE_DAMAGED, details)


def refused(details: str, file: str = "") -> Failure:
    """Names the ``file`` that should not be in it, where it is one."""
    return Failure(FailureKind.PACKAGE_REFUSED, details, Variant.A_FILE if file else None, file=file)


def _read(file: BinaryIO, maximum: int) -> tuple[Entry, ...]:
    count, size, offset = _find_directory(file)
    if count > maximum or size > maximum * _ENTRY_ROOM:
        raise refused(f"{count} entries, {size} bytes of directory")
    file.seek(offset)
    directory = file.read(size)
    entries: list[Entry] = []
    place = 0
    while place < len(directory):
        place = _read_entry(file, directory, place, entries)
    if len(entries) != count:
        raise damaged(f"{len(entries)} entries instead of {count}")
    entries.sort(key=lambda entry: entry.start)
    ends = [entry.start + entry.bytes for entry in entries]
    starts = [entry.start for entry in entries[1:]] + [offset]
    if any(end > start for end, start in zip(ends, starts, strict=True)):
        raise refused("entries overlap")
    return tuple(entries)


def _find_directory(file: BinaryIO) -> tuple[int, int, int]:
    """Count of entries, size and offset of the central directory."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _END.size - _LOCATOR_64.size))
    tail = file.read()
    signature, *_, count, size, offset, comment = _END.unpack(tail[-_END.size :])
    if signature != b"PK\5\6" or comment:
        raise damaged("no end of central directory")
    if tail.startswith(b"PK\6\7"):
        _, _, place, _ = _LOCATOR_64.unpack(tail[: _LOCATOR_64.size])
        file.seek(min(place, length))
        signature, *_, count, size, offset = _END_64.unpack(file.read(_END_64.size))
        if signature != b"PK\6\6":
            raise damaged("no ZIP64 end of central directory")
    if offset + size > length:
        raise damaged("the central directory is cut off")
    return count, size, offset


def _read_entry(file: BinaryIO, directory: bytes, place: int, entries: list[Entry]) -> int:
    """Append the entry at ``place`` of the directory; returns the place of the next."""
    fields = _CENTRAL.unpack_from(directory, place)
    signature, made_by, _, flags, method, _, _, crc, packed, size, name_size, extra_size, comment_size = fields[:13]
    disk, _, attributes, offset = fields[13:]
    if signature != b"PK\1\2" or comment_size or disk:
        raise damaged("bad central directory")
    place += _CENTRAL.size
    name = directory[place : place + name_size].decode()
    if method or flags & _ENCRYPTED or (made_by >> 8 == _UNIX and (attributes >> 16) & 0o170000 not in _FILE_MODES):
        raise refused("compressed, encrypted, or no regular file", file=name)
    extra = directory[place + name_size : place + name_size + extra_size]
    size, packed, offset = _wide(extra, size, packed, offset)
    if size != packed:
        raise damaged(f"{name}: {packed} bytes stored as {size}")
    entries.append(Entry(name, _data_start(file, offset, name), size, crc))
    return int(place + name_size + extra_size)


def _wide(extra: bytes, *narrow: int) -> list[int]:
    """``narrow`` numbers, those that are too large for 32 bits taken from the ZIP64 extra field."""
    place, wide = 0, b""
    while place + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, place)
        wide = extra[place + 4 : place + 4 + length] if tag == 1 else wide
        place += 4 + length
    numbers = list(narrow)
    for index, number in enumerate(narrow):
        if number == _FULL:
            numbers[index] = struct.unpack_from("<Q", wide)[0]
            wide = wide[8:]
    return numbers


def _data_start(file: BinaryIO, offset: int, name: str) -> int:
    """Behind the local header, which must tell the same name."""
    file.seek(min(offset, file.seek(0, 2)))
    fields = _LOCAL.unpack(file.read(_LOCAL.size))
    name_size, extra_size = fields[-2:]
    if fields[0] != b"PK\3\4" or file.read(name_size) != name.encode():
        raise damaged(f"{name}: bad local header")
    return file.tell() + int(extra_size)
