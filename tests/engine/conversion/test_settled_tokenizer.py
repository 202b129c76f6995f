"""A stranger's tokenizer that takes all memory, never ends, makes no tokens, or lets its library panic: named before
the work, within limits."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.failures import Failure, FailureKind, Variant
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert, ReadWindows, SettleTokenizer
from app.engine.calibration.windows import _cut, windows_in_new_process
from app.engine.conversion.settled_tokenizer import settled_in_new_process
from app.engine.conversion.tokenizer import settle_tokenizer
from app.engine.fresh_process import Limit, run_in_new_process
from app.jobs.child import engine_environment
from tests.engine.jobs import run_to_failure

SIMPLE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SOUND: dict[str, Any] = json.loads((paths.sample_model() / "tokenizer.json").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "job" / "tmp").mkdir(parents=True)
    for name, value in engine_environment(tmp_path / "job").items():
        monkeypatch.setenv(name, value)
    return Path(shutil.copytree(paths.sample_model(), tmp_path / "model"))


def write(folder: Path, **parts: object) -> None:
    (folder / "tokenizer.json").write_text(json.dumps(SOUND | parts), encoding="utf-8")


def test_a_sound_one_is_settled_as_in_this_process(folder: Path) -> None:
    assert settled_in_new_process(folder) == settle_tokenizer(folder)


def grown() -> dict[str, Any]:
    replace = {"type": "Replace", "pattern": {"Regex": "."}, "content": "x" * 10_000}
    return {"type": "Sequence", "normalizers": [replace] * 4}


def test_one_that_makes_a_letter_ten_thousand(folder: Path) -> None:
    write(folder, normalizer=grown())
    limit = Limit(60, 1_500_000_000, FailureKind.BAD_CONFIG)
    with pytest.raises(Failure) as caught:
        settled_in_new_process(folder, limit=limit)
    assert (caught.value.kind, caught.value.variant) == (FailureKind.BAD_CONFIG, Variant.TRAP)
    assert caught.value.facts == {"file": "tokenizer.json"}


def test_one_that_never_ends(folder: Path) -> None:
    write(folder, normalizer=grown())
    limit = Limit(0.5, None, FailureKind.BAD_CONFIG)
    with pytest.raises(Failure) as caught:
        run_in_new_process(SettleTokenizer(folder, folder / "result"), limit)
    assert caught.value.variant is Variant.TRAP


@pytest.mark.parametrize(
    "pattern", ["(a+)+$|(.*)*x", "(((((a{1,1000}){1,1000}){1,1000}){1,100}){1,100})", "(((", "(?<=a+)b"]
)
def test_an_expression_that_its_library_does_not_bear(folder: Path, pattern: str) -> None:
    """Some it refuses, some let it panic in the middle of a text; none ends the process without a word."""
    split = {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
    write(folder, pre_tokenizer=split)
    with pytest.raises(Failure) as caught:
        settled_in_new_process(folder)
    assert caught.value.kind in (FailureKind.BAD_CONFIG, FailureKind.TOKENS_DIFFER), caught.value


def test_one_that_makes_no_token_ends_the_reading_of_texts() -> None:
    class Silent:
        start: list[int] = []  # noqa: RUF012

        def encode(self, _text: str) -> list[int]:
            return []

    with pytest.raises(Failure) as caught:
        _cut(Silent(), ["Hello"], 4, 8)
    assert (caught.value.kind, caught.value.variant) == (FailureKind.BAD_CONFIG, Variant.TOKENIZER)


def test_the_windows_of_a_sound_one(folder: Path) -> None:
    checkpoint = inspect_checkpoint(folder)
    plain = windows_in_new_process(ReadWindows(folder=folder, checkpoint=checkpoint, calibrates=False))
    both = windows_in_new_process(ReadWindows(folder=folder, checkpoint=checkpoint, calibrates=True))
    assert plain.held_out == both.held_out and not plain.calibration
    assert len({len(window) for window in both.calibration}) == 1 and len(both.calibration) > 20


@pytest.mark.parametrize(
    "template", ["{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "{{ messages | attr('__class__') }}", "{{ 1 / 0 }}"]
)
def test_a_template_that_makes_text_of_nothing(folder: Path, template: str) -> None:
    """An installation would refuse it after the work."""
    (folder / "chat_template.jinja").write_text(template)
    with pytest.raises(Failure) as caught:
        windows_in_new_process(ReadWindows(folder=folder, checkpoint=inspect_checkpoint(folder), calibrates=False))
    assert caught.value.kind is FailureKind.BAD_TEMPLATE


RUNTIME_ONLY = ("{{ 'a b'|title }}", "{{ '%s' % 'a' }}", "{{ 'A'.casefold() }}")


@pytest.mark.parametrize("refused", RUNTIME_ONLY)
def test_a_template_that_only_the_runtime_refuses_is_named_before_the_work(folder: Path, refused: str) -> None:
    with pytest.raises(Failure) as caught:
        settled_in_new_process(folder, refused + SIMPLE)
    assert caught.value.kind is FailureKind.BAD_TEMPLATE
    assert settled_in_new_process(folder, SIMPLE) == settle_tokenizer(folder)


def test_such_a_conversion_writes_nothing(folder: Path, tmp_path: Path) -> None:
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    (folder / "tokenizer_config.json").write_text(json.dumps(config | {"chat_template": RUNTIME_ONLY[0] + SIMPLE}))
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    checkpoint = inspect_checkpoint(folder)
    assert checkpoint.blocking is None
    failed = run_to_failure(
        Convert(checkpoint=checkpoint, recipe=Recipe(precision=Precision.INT4), output=tmp_path / "made")
    )
    assert failed.kind is FailureKind.BAD_TEMPLATE and not (tmp_path / "made").exists()
