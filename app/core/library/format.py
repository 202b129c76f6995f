"""Which version of the installer a library belongs to: a newer one's is read, and never written."""

import json
import os
from pathlib import Path

from app import __version__
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.durable import replace_file
from app.core.files.folder import read_json

LIBRARY_FILE = "library.json"
LIBRARY_FORMAT = 1


def newer_version(library: Path) -> str:
    """The newer version of this program that has written ``library``, which is only read then; else ""."""
    try:
        found = read_json(library / LIBRARY_FILE)
    except (OSError, Failure):
        return ""  # a new library, or a damaged note that the next deployment writes again
    number = found.get("format")
    return str(found.get("installer") or number) if isinstance(number, int) and number > LIBRARY_FORMAT else ""


def check_format(library: Path) -> None:
    """Raises ``Failure(LIBRARY_NEWER)`` when a newer version of this program has written ``library``."""
    if version := newer_version(library):
        raise newer(library, version)


def check_changeable(library: Path) -> None:
    """Raises like ``check_format``, and ``Failure(DESTINATION_NOT_WRITABLE)`` for a library that may only be read."""
    check_format(library)
    if library.exists() and not os.access(library, os.W_OK):
        facts = {"path": str(library), "library": str(library)}
        raise Failure(FailureKind.DESTINATION_NOT_WRITABLE, "", Variant.READ_ONLY, **facts)


def newer(library: Path, version: str) -> Failure:
    return Failure(FailureKind.LIBRARY_NEWER, path=str(library), version=version)


def stamp(library: Path) -> None:
    """Note in ``library`` which format it has; raises like ``check_format``, and ``OSError``."""
    check_format(library)
    text = json.dumps({"format": LIBRARY_FORMAT, "installer": __version__}, indent=2) + "\n"
    path = library / LIBRARY_FILE
    if not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text:
        library.mkdir(parents=True, exist_ok=True)
        replace_file(path, text)
