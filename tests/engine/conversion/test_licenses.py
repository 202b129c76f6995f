"""Licence texts and model cards stay with the model."""

import os
from pathlib import Path

from msgspec.structs import replace

from app.core.checkpoint.inspection import inspect_checkpoint
from app.engine.conversion.licenses import LARGEST_LICENSE, keep_licenses
from tests.core.checkpoint.checkpoints import checkpoint_folder


def kept(folder: Path, base: Path | None, output: Path) -> dict[str, str]:
    output.mkdir()
    keep_licenses(replace(inspect_checkpoint(folder), base=base), output)
    return {path.name: path.read_text(encoding="utf-8") for path in output.iterdir()}


def test_texts_and_nothing_else(tmp_path: Path) -> None:
    model = checkpoint_folder(tmp_path / "model")
    (model / "README.md").write_text("a card")
    (model / "LICENSE").write_text("a licence")
    (model / "Notice.txt").write_text("a notice")
    (model / "LICENSE-2.0.txt").write_bytes(bytes(LARGEST_LICENSE + 1))
    (model / "license.d").mkdir()
    if os.name == "posix":
        os.mkfifo(model / "COPYING")
    assert kept(model, None, tmp_path / "out") == {
        "README.md": "a card",
        "LICENSE": "a licence",
        "Notice.txt": "a notice",
    }


def test_an_adapters_and_its_base_models_both_apply(tmp_path: Path) -> None:
    adapter, base = checkpoint_folder(tmp_path / "adapter"), checkpoint_folder(tmp_path / "base")
    (adapter / "README.md").write_text("the adapter's card")
    (adapter / "LICENSE").write_text("of the adapter")
    (base / "README.md").write_text("the base's card")
    (base / "LICENSE").write_text("of the base")
    (base / "NOTICE").write_text("a notice")
    assert kept(adapter, base, tmp_path / "out") == {
        "README.md": "the adapter's card",
        "LICENSE": "of the adapter",
        "LICENSE.base": "of the base",
        "NOTICE": "a notice",
    }
