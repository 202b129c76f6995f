"""The libraries of the Linux build computer that go along in the bundle: only those that something in it needs, under
licences that allow it; and smaller, without the names that only a debugger reads."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

Entry = tuple[str, str, str]
_SYSTEM = ("/usr/lib", "/lib")
# Where the names that no loader reads take most: 85 MiB of libtorch_cpu.so. Not numpy's libraries, whose wheels were
# edited in a way that strip is known to break, nor Foundry Local's.
_STRIPPED = re.compile(
    r"^torch/lib/libtorch_(cpu|python)\.so|^onnxruntime_genai_core/bin/|^libpython3|^(tokenizers|regex|yaml)/[^/]+\.so$"
)
_LICENSE = re.compile(r"^Files: \*$.*?^License: ([^\n]*)$", re.MULTILINE | re.DOTALL)
_STRONG = re.compile(r"^A?GPL-\d")  # the program with such a library would have to be under the same licence
# Whose package is under it, but not the library.
_LIBRARY_IS_FREE = ("libblkid1", "libmount1", "libuuid1", "libkeyutils1", "libcom-err2")


def needed(entries: Iterable[Entry]) -> list[Entry]:
    """``entries`` without the system's libraries that no other file of the bundle asks for, nor what those ask for."""
    entries = list(entries)
    system = {name: source for name, source, kind in entries if kind == "BINARY" and _of_system(name, source)}
    waiting = [source for name, source, kind in entries if name not in system and kind in ("BINARY", "EXTENSION")]
    found: set[str] = set()
    while waiting:
        asked = _imports(waiting.pop()) & system.keys() - found
        found |= asked
        waiting += [system[name] for name in asked]
    return [entry for entry in entries if entry[0] not in system or entry[0] in found]


def copyrights(entries: Iterable[Entry]) -> list[Path]:
    """The files in which Debian's packages of these libraries name their licences."""
    sources = {str(Path(source).resolve()) for name, source, _ in entries if _of_system(name, source)}
    packages = {package for source in sources if (package := _package(source))}
    return [file for name in sorted(packages) if (file := Path("/usr/share/doc", name, "copyright")).is_file()]


def refused(files: Iterable[Path]) -> list[str]:
    """Packages whose licence would reach over to the whole program."""
    complaints = []
    for file in files:
        found = _LICENSE.search(file.read_text(encoding="utf-8", errors="replace"))
        free = not found or not _STRONG.match(found[1]) or re.search(r"\bor\b|exception", found[1])
        if found and not free and file.parent.name not in _LIBRARY_IS_FREE:
            complaints.append(f"{file.parent.name}: {found[1]}")
    return complaints


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """``entries``, the large ones as smaller copies in ``folder``."""
    return [
        (name, _strip(source, folder / name) if _STRIPPED.search(name) else source, kind)
        for name, source, kind in entries
    ]


def _strip(source: str, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["strip", "--strip-unneeded", "-o", target, source], check=True)
    return str(target)


def _of_system(name: str, source: str) -> bool:
    return "/" not in name and source.startswith(_SYSTEM)


def _imports(source: str) -> set[str]:
    listing = subprocess.run(["objdump", "-p", source], capture_output=True, text=True).stdout
    return set(re.findall(r"^\s+NEEDED\s+(\S+)$", listing, re.MULTILINE))


def _package(source: str) -> str:
    """Debian's; "" on another Linux. The database names some files by the link /lib and some by /usr/lib."""
    if not shutil.which("dpkg-query"):
        return ""
    for path in (source, source.removeprefix("/usr")):
        found = subprocess.run(["dpkg-query", "--search", path], capture_output=True, text=True)
        if not found.returncode:
            return found.stdout.split(":")[0]
    return ""
