"""Pipes, devices and links out of a stranger's checkpoint: named before a library reads them, and never copied."""

import os
from pathlib import Path

import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mend
from app.core.failures import FailureKind
from app.core.findings import Mend
from tests.core.checkpoint.checkpoints import checkpoint_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and links")


@pytest.mark.parametrize("name", ["merges.txt", "vocab.json", "added_tokens.json", "tokenizer.model", "x.safetensors"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_file_that_never_ends(tmp_path: Path, name: str, kind: str) -> None:
    folder = checkpoint_folder(tmp_path / "model")
    if kind == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to("/dev/zero")
    found = inspect_checkpoint(folder)
    assert not found.convertible
    assert any(each.kind is FailureKind.UNREADABLE and each.facts["file"] == name for each in found.findings)


def test_a_template_and_a_card_that_lie_elsewhere(tmp_path: Path) -> None:
    folder, secret = checkpoint_folder(tmp_path / "model"), tmp_path / "secret"
    secret.write_text("of the user")
    (folder / "README.md").symlink_to(secret)
    copy = mend(folder, Mend.TOKENIZER_CLASS, tmp_path / "copy")
    assert not (copy / "README.md").exists()
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    (folder / "chat_template.jinja").symlink_to(secret)
    found = inspect_checkpoint(folder)
    assert not found.convertible and found.chat_template is None
