"""The licences of what the bundle holds: whether each allows passing it on, and all their texts in one file."""

import importlib.metadata
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

NAME = "THIRD_PARTY_LICENSES.txt"
TEXTS = Path(__file__).with_name("license_texts")

# Those that allow passing a library on with the bundle. The LGPL's are files of their own there, to be exchanged.
_ALLOWED = re.compile(
    r"\bMIT\b|BSD|Apache|\bISC|MPL|Mozilla|LGPL|PSF|Python Software Foundation|Zlib|CC0|CNRI|BSL-1\.0|Unlicense|HPND"
)
_NAMED_ELSEWHERE = {"onnxruntime-genai-core": "MIT"}  # its metadata names none; its repository does
# Whose wheels bring no text: the file of another distribution of the same makers.
_TEXT_ELSEWHERE = {"onnxruntime-genai-core": "onnxruntime-genai"}
_STANDARD = {"LGPL-3.0": ("LGPL-3.0.txt", "GPL-3.0.txt"), "Apache": ("Apache-2.0.txt",)}  # LGPL 3 adds to GPL 3
_FILE = re.compile(r"(licen[cs]e|notice|copying)[^/]*$", re.IGNORECASE)
_HEAD = """This program holds the software below, each under its own licence.

Qt (PySide6, shiboken6 and the libraries in PySide6/Qt) is used under the LGPL 3: its libraries are files of their own,
which you may exchange for your own build of them; their source is at https://download.qt.io.

On Windows, Microsoft's Visual C++ runtime (msvcp140*.dll, vcruntime140*.dll) comes along as the licence of Visual
Studio allows for the files of its redistributable.
"""
_PYTHON = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
Distribution = importlib.metadata.Distribution


def bundled_distributions(modules: Iterable[str]) -> list[Distribution]:
    """The distributions that own the top-level modules ``modules``."""
    owners = importlib.metadata.packages_distributions()
    names = {name for module in modules for name in owners.get(module, ())} - {"model-installer"}
    return sorted(map(importlib.metadata.distribution, names), key=lambda found: found.name.lower())


def write(path: Path, distributions: Iterable[Distribution], system: Iterable[Path] = ()) -> None:
    """One file with the licence texts of Python, every distribution, and the system's libraries (``system``: files)."""
    with path.open("w", encoding="utf-8") as out:
        out.write(f"{_HEAD}\n===== Python {sys.version.split()[0]}\n{_python()}\n")
        for distribution in distributions:
            out.write(f"\n===== {distribution.name} {distribution.version} ({license_of(distribution)})\n")
            out.writelines(f"{text}\n" for text in texts(distribution))
        for file in system:
            out.write(f"\n===== {file.parent.name}\n{_read(file)}\n")


def license_of(distribution: Distribution) -> str:
    """The licence as the distribution's metadata names it: an expression, a classifier or a line."""
    metadata = distribution.metadata
    if metadata.get("License-Expression"):
        return str(metadata["License-Expression"])
    kinds = [line.split(" :: ")[-1] for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    named = [kind for kind in kinds if kind != "OSI Approved"]
    words = ", ".join(named) or str(metadata.get("License") or "").strip().split("\n")[0][:80]
    return words or _NAMED_ELSEWHERE.get(distribution.name, "")


def refused(distributions: Iterable[Distribution]) -> list[str]:
    """Those that may not be passed on with the bundle, do not say so, or come without the text that has to go along."""
    complaints = []
    for distribution in distributions:
        words = license_of(distribution)
        if not allowed(words):
            complaints.append(f"{distribution.name}: {words or 'no licence named'}")
        elif not any(texts(distribution)):
            complaints.append(f"{distribution.name}: no text of its licence ({words})")
    return complaints


def allowed(words: str) -> bool:
    """Of "A AND B" both have to allow it, of "A OR B" and of several classifiers one."""
    choices = re.split(r"\s+OR\s+|,", words.strip("()"))
    return any(all(_ALLOWED.search(part) for part in re.split(r"\s+AND\s+", choice)) for choice in choices)


def texts(distribution: Distribution) -> Iterator[str]:
    """Out of the distribution, its makers' other one, or the licence as its authors publish it."""
    own = [file for file in distribution.files or () if _FILE.search(str(file)) and len(file.parts) < 3]
    own += [file for file in distribution.files or () if _FILE.search(str(file)) and ".dist-info/" in str(file)]
    for file in dict.fromkeys(own):
        yield f"--- {file.name}\n{_read(Path(str(file.locate())))}"
    if own:
        return
    if other := _TEXT_ELSEWHERE.get(distribution.name):
        yield from texts(importlib.metadata.distribution(other))
    for start, files in _STANDARD.items():
        if license_of(distribution).startswith(start):
            yield from (f"--- {name}\n{_read(TEXTS / name)}" for name in files)


def _python() -> str:
    files = [place / "LICENSE.txt" for place in _PYTHON]
    return next((_read(file) for file in files if file.is_file()), sys.copyright)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
