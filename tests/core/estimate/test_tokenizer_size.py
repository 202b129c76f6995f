import json
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.core.estimate.tokenizer_size import saved_size


def _tokenizer() -> dict[str, Any]:
    tokenizer: dict[str, Any] = json.loads((paths.sample_model() / "tokenizer.json").read_text(encoding="utf-8"))
    return tokenizer


def _with_older_merges() -> dict[str, Any]:
    tokenizer = _tokenizer()
    tokenizer["model"]["merges"] = [" ".join(merge) for merge in tokenizer["model"]["merges"]]
    return tokenizer


@pytest.mark.parametrize("indent", [None, 2, 4])
@pytest.mark.parametrize("tokenizer", [_tokenizer(), _with_older_merges()], ids=["pairs", "texts"])
def test_it_is_saved_over_lines_with_pairs(tokenizer: dict[str, Any], indent: int | None, tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps(tokenizer, indent=indent, ensure_ascii=False), encoding="utf-8")
    assert saved_size(file) == len(json.dumps(_tokenizer(), indent=2, ensure_ascii=False).encode())


@pytest.mark.parametrize("content", ["", "{}", '{"model": {"merges": 1}}', '{"model": ' + "[" * 5000])
def test_what_cannot_be_read_is_as_large_as_it_is(content: str, tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.json"
    assert saved_size(file) == 0
    file.write_text(content, encoding="utf-8")
    assert saved_size(file) == len(content)
