"""A damaged tokenizer is seen where the library itself would refuse it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mend
from app.core.failures import Failure
from app.core.failures import FailureKind as Kind
from app.core.findings import Mend
from app.core.tokenizer.files import read_parts
from app.core.tokenizer.parsing import check_words, parse_tokenizer
from tests.core.checkpoint.checkpoints import checkpoint_folder

SAMPLE = (paths.sample_model() / "tokenizer.json").read_bytes()
Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> bytes:
    content = json.loads(SAMPLE)
    change(content)
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["model"].pop("merges"),
        lambda file: file["model"].update(type="Foo"),
        lambda file: file["model"]["merges"].insert(0, "one"),
        lambda file: file["model"]["merges"].insert(0, ["a", "b", "c"]),
        lambda file: file.update(pre_tokenizer={"type": "Nope"}),
        lambda file: file.update(normalizer={"type": "Sequence", "normalizers": [{"type": "Nope"}]}),
        lambda file: file.update(decoder={"type": "Nope"}),
        lambda file: file.update(post_processor=[]),
    ],
)
def test_what_no_tokenizer_is_made_of(tmp_path: Path, change: Change) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    data = changed(change)
    with pytest.raises(Exception, match=r".+"):
        tokenizers.Tokenizer.from_buffer(data)
    model = checkpoint_folder(tmp_path / "m")
    (model / "tokenizer.json").write_bytes(data)
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts["file"], finding.mend) == (
        Kind.BAD_CONFIG,
        "tokenizer.json",
        Mend.TOKENIZER,
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["model"].update(merges=[" ".join(each) for each in file["model"]["merges"]]),
        lambda file: file["model"].pop("type"),
        lambda file: file.update(pre_tokenizer=None, normalizer=None, decoder=None),
    ],
)
def test_what_the_library_takes(change: Change) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    data = changed(change)
    assert tokenizers.Tokenizer.from_buffer(data)
    assert parse_tokenizer(data)


@pytest.mark.parametrize("name", ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"])
def test_a_damaged_file_beside_it(tmp_path: Path, name: str) -> None:
    """transformers fails on each, though it does without them."""
    model = checkpoint_folder(tmp_path / "m")
    (model / name).write_bytes(b'{"eos_')
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts["file"], finding.mend) == (Kind.BAD_CONFIG, name, Mend.TOKENIZER)
    base = checkpoint_folder(tmp_path / "base")
    assert inspect_checkpoint(mend(model, Mend.TOKENIZER, tmp_path / "out", base)).findings == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tokenizer_config.json", {"added_tokens_decoder": {"2": "<|im_end|>"}}),
        ("tokenizer_config.json", {"tokenizer_class": ["x"]}),
        ("special_tokens_map.json", {"eos_token": ["</s>"]}),
        ("added_tokens.json", {"<|im_end|>": "2"}),
    ],
)
def test_a_setting_that_transformers_refuses(tmp_path: Path, name: str, content: dict[str, object]) -> None:
    """What it refuses is compared with the library itself in tests/engine/conversion/test_tokenizer.py."""
    model = checkpoint_folder(tmp_path / "m")
    before = json.loads((model / name).read_text()) if (model / name).exists() else {}
    (model / name).write_text(json.dumps(before | content))
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts["file"], finding.mend) == (Kind.BAD_CONFIG, name, Mend.REWRITE)
    assert inspect_checkpoint(mend(model, Mend.REWRITE, tmp_path / "out")).findings == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"vocab":{', b'"vocab":{"a":7,'),
        (b'"added_tokens":[{', b'"added_tokens":[{"id":7,'),
        (b'{"version"', b'{"decoder":null,"version"'),
    ],
)
def test_a_key_that_comes_twice(tmp_path: Path, before: bytes, after: bytes) -> None:
    data = json.dumps(json.loads(SAMPLE), separators=(",", ":")).encode()
    assert before in data
    (tmp_path / "tokenizer.json").write_bytes(data)
    assert read_parts(tmp_path).keys() == json.loads(SAMPLE).keys()
    (tmp_path / "tokenizer.json").write_bytes(data.replace(before, after, 1))
    with pytest.raises(Failure, match="twice") as raised:
        read_parts(tmp_path)
    assert raised.value.kind is Kind.BAD_CONFIG


def test_words_with_marks_and_backslashes() -> None:
    words = {'"': 0, "\\": 1, '\\"': 2, '":': 3, '\\\\"': 4, "é": 5}
    check_words(json.dumps(words).encode())
    with pytest.raises(ValueError, match="twice"):
        check_words(json.dumps(words).encode().replace(b"{", b'{"\\\\": 9, ', 1))
