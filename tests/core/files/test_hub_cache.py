"""Of a Hugging Face cache only the revision counts that was asked for, and only when all of it is there."""

from pathlib import Path

import pytest

from app.core.files.hub_cache import cached_model
from tests.core.checkpoint.checkpoints import checkpoint_folder

FIRST, SECOND = "1" * 40, "f" * 40


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "hub" / "models--acme--base"
    (folder / "refs").mkdir(parents=True)
    for commit in (FIRST, SECOND):
        checkpoint_folder(folder / "snapshots" / commit)
    return folder


def test_the_revision_that_is_named(model: Path) -> None:
    assert cached_model("acme/base", "main") is None  # nothing says which of the two
    (model / "refs" / "main").write_text(FIRST)
    assert cached_model("acme/base", "main") == model / "snapshots" / FIRST
    assert cached_model("acme/base", SECOND) == model / "snapshots" / SECOND
    assert cached_model("acme/base", "3" * 40) is None


@pytest.mark.parametrize("file", ["config.json", "model.safetensors"])
def test_a_revision_that_is_not_whole(model: Path, file: str) -> None:
    (model / "refs" / "main").write_text(FIRST)
    (model / "snapshots" / FIRST / file).unlink()
    assert cached_model("acme/base", "main") is None


@pytest.mark.parametrize("name", ["../../etc", "acme/../base", "", "/tmp"])
def test_a_name_that_is_none(model: Path, name: str) -> None:
    assert cached_model(name, "main") is None
