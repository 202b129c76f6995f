"""Packages for tests: small models that look real, and archives as an attacker would write them."""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from app.core.package.manifest import MANIFEST, SUFFIX, Manifest
from app.core.package.packing import pack

FILES = {
    "genai_config.json": b'{"model": {"context_length": 64, "decoder": {"filename": "model.onnx"}}}',
    "tokenizer.json": b"{}",
    "tokenizer_config.json": b"{}",
    "model.onnx": b"graph" * 500,
    "model.onnx.data": bytes(range(256)) * 400,
    "LICENSE": b"Do what you like.",
}


def model_folder(folder: Path) -> Path:
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


def package(folder: Path, name: str = "tiny") -> Path:
    """A good package in the existing ``folder``."""
    output = folder / f"{name}{SUFFIX}"
    pack(model_folder(folder / f"{name} model"), Manifest(name=name), output, lambda done, total: None)
    return output


def forged(path: Path, files: dict[str, bytes], manifest: object = None, method: int = zipfile.ZIP_STORED) -> Path:
    """An archive with ``files`` and a manifest that fits them, or ``manifest`` instead."""
    rows = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    ]
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr(MANIFEST, json.dumps(manifest or {"format": 1, "name": "tiny", "files": rows}))
    return path


def kill_in_the_middle(code: str, *arguments: Path) -> None:
    """Run ``code``, which prints how many bytes it has done, and end it by force after 30 MB."""
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if int(line) > 30_000_000:
                process.kill()
                break


def million_entries() -> Iterator[bytes]:
    """An archive whose directory has a million entries, and says so; and one that says five."""
    entry = b"PK\1\2" + bytes(24) + b"\1\0" + bytes(16) + b"a"
    directory = entry * 1_000_000
    number, size = (1_000_000).to_bytes(8, "little"), len(directory).to_bytes(8, "little")
    wide = b"PK\6\6" + (44).to_bytes(8, "little") + bytes(12) + number * 2 + size + bytes(8)
    locator = b"PK\6\7" + bytes(4) + len(directory).to_bytes(8, "little") + b"\1\0\0\0"
    yield directory + wide + locator + b"PK\5\6" + bytes(4) + b"\xff" * 12 + bytes(2)
    yield directory + b"PK\5\6" + bytes(4) + b"\5\0\5\0" + len(directory).to_bytes(4, "little") + bytes(6)
