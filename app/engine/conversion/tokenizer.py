"""The converted model must split text into tokens as the checkpoint does, and put it together again: compared on more
than a thousand texts before the work, and once more on its result."""

import json
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.files.folder import read_bytes, read_json
from app.core.findings import Finding, informs, warns
from app.core.tokenizer.equivalents import (
    TokenizerSettings,
    equivalents,
    with_plain_blanks,
    without_batching,
)
from app.core.tokenizer.files import (
    ANY_TOKENIZER,
    MAXIMUM_TOKENIZER,
    RUNTIME_CLASSES,
    TOKENIZER,
    TOKENIZER_CONFIG,
    Vocabulary,
    read_optional,
    read_parts,
    read_vocabulary,
)
from app.core.tokenizer.texts import RARE, Text, TextKind, sample_texts
from app.core.wire import to_json
from app.engine.job_folder import temporary_folder
from app.engine.lone_tokenizer import read_tokenizer, write_lone_config

MOST_DIFFERENT = 0.02  # share of ordinary texts that may be read otherwise; more is refused


class Differences(Struct, frozen=True):
    """Texts that the runtime reads, or writes, otherwise than Hugging Face."""

    read: tuple[Text, ...] = ()
    written: tuple[Text, ...] = ()

    @property
    def kinds(self) -> dict[TextKind, str]:
        """A text of each kind."""
        return {each.kind: each.text for each in reversed((*self.read, *self.written))}


class SettledTokenizer(Struct, frozen=True):
    """The settings with which the runtime comes nearest to Hugging Face."""

    settings: TokenizerSettings
    changed: bool  # whether they are others than the checkpoint's own
    differences: Differences


class _Reference:
    """What Hugging Face makes of the texts, without what training has set for its batches."""

    def __init__(self, folder: Path) -> None:
        tokenizer = read_tokenizer(folder)
        added = tokenizer.get_added_tokens_decoder().values()
        self.texts = sample_texts(each.content for each in added if each.special)
        self.ids = [list(tokenizer.encode(each.text, add_special_tokens=False).ids) for each in self.texts]
        self.back = [tokenizer.decode(ids, skip_special_tokens=False) for ids in self.ids]

    def differences(self, runtime: Any) -> Differences:
        read, written = [], []
        for each, ids, back in zip(self.texts, self.ids, self.back, strict=True):
            if _encoded(runtime, each.text) != ids:
                read.append(each)
            elif each.kind not in RARE and runtime.decode(ids).strip() != back.strip():
                written.append(each)  # It writes nothing of special tokens; a blank at the start is added and cut off
        return Differences(tuple(read), tuple(written))


def _encoded(runtime: Any, text: str) -> list[int] | None:
    """None where the runtime fails at the text."""
    try:
        return [int(token) for token in runtime.encode(text)]
    except RuntimeError:
        return None


def settle_tokenizer(folder: Path) -> SettledTokenizer:
    """The settings of the tokenizer in ``folder``, or equivalent ones that the runtime reads better, and what it still
    reads or writes otherwise. Raises ``Failure`` (BAD_CONFIG, and TOKENS_DIFFER where ordinary texts are)."""
    reference = _Reference(folder)
    content = read_parts(folder)
    own = TokenizerSettings(content, with_known_class(read_optional(folder / TOKENIZER_CONFIG)))
    first = TokenizerSettings(without_batching(content), own.config)
    best, found = own, Differences(tuple(reference.texts))
    for other in _candidates(first):
        differences = _try(other, reference)
        if _count(differences) < _count(found):
            best, found = other, differences
        if not found.written and all(each.kind is TextKind.ZERO for each in found.read):  # no tokenizer reads that
            break
    _refuse_many(found, reference.texts)
    return SettledTokenizer(best, best != own, found)


def told_differences(found: Differences) -> Iterator[Finding]:
    """A finding for each kind of text; none for what no tokenizer of the runtime reads."""
    for kind, example in found.kinds.items():
        shown = repr(example)[:120]
        if kind in RARE - {TextKind.ZERO}:
            yield informs(FailureKind.SOME_TOKENS_DIFFER, example=shown, kind_of_text=kind.value)
        elif kind not in RARE:
            yield warns(FailureKind.SOME_TOKENS_DIFFER, example=shown, kind_of_text=kind.value)


def _candidates(first: TokenizerSettings) -> Iterator[TokenizerSettings]:
    """The settings and those that mean the same, the most likely first."""
    for settings in (first, *equivalents(first)):
        yield from filter(None, [with_plain_blanks(settings)])
        yield settings


def _count(found: Differences) -> tuple[int, int]:
    return len(found.read) + len(found.written), len(found.written)


def _refuse_many(found: Differences, texts: Iterable[Text]) -> None:
    ordinary = [each for each in found.read if each.kind not in RARE]
    if len(ordinary) <= MOST_DIFFERENT * sum(each.kind not in RARE for each in texts):
        return
    example, details = ordinary[0], ", ".join(dict.fromkeys(each.kind.value for each in ordinary))
    raise Failure(FailureKind.TOKENS_DIFFER, details, example=repr(example.text)[:120], kind_of_text=example.kind.value)


def _try(settings: TokenizerSettings, reference: _Reference) -> Differences:
    """What the runtime makes of the texts with these settings."""
    with temporary_folder() as place:
        folder = Path(place)
        write_lone_config(folder)
        config = {key: value for key, value in settings.config.items() if key != "chat_template"}
        _write(folder, TokenizerSettings(settings.tokenizer, config))
        return _found(folder, reference)


def _found(folder: Path, reference: _Reference) -> Differences:
    """The differences of the runtime's tokenizer in ``folder``; of one that it does not load, everything differs."""
    import onnxruntime_genai as og

    try:
        runtime = og.Tokenizer(og.Config(str(folder)))
    except RuntimeError:
        return Differences(tuple(reference.texts), ())
    return reference.differences(runtime)


def mend_tokenizer(checkpoint: Path, model: Path, settled: SettledTokenizer) -> bool:
    """Give the converted model the tokenizer that was ``settled`` for the one in ``checkpoint``, where its own reads
    or writes otherwise: transformers 5 replaces the pre-tokenizer of some families, and renumbers special tokens that
    ``tokenizer_config.json`` tells otherwise.

    Returns whether it had to; raises ``Failure(TOKENS_DIFFER)`` when more differs even then.
    """
    config = read_json(model / TOKENIZER_CONFIG)
    if (named := with_known_class(config)) != config:
        replace_file(model / TOKENIZER_CONFIG, json.dumps(named, indent=2, ensure_ascii=False))
    reference = _Reference(checkpoint)
    keeps = _keeps_special(read_vocabulary(checkpoint), read_vocabulary(model))
    if not settled.changed and keeps and _found(model, reference) == settled.differences:
        return False
    _write(model, settled.settings)
    _refuse_many(_found(model, reference), reference.texts)
    return True


def _write(folder: Path, settings: TokenizerSettings) -> None:
    replace_file(folder / TOKENIZER, to_json(settings.tokenizer))
    replace_file(folder / TOKENIZER_CONFIG, json.dumps(settings.config, indent=2, ensure_ascii=False))


def with_known_class(config: dict[str, object]) -> dict[str, object]:
    """The runtime loads no tokenizer of a class that it does not know; the class says nothing that ``tokenizer.json``
    does not, and what comes of it is compared."""
    name = config.get("tokenizer_class")
    known = not isinstance(name, str) or name.removesuffix("Fast") in RUNTIME_CLASSES
    return config if known else config | {"tokenizer_class": ANY_TOKENIZER}


def leave_out_unused(model: Path, rows: int) -> list[str]:
    """Take the marks that have no row in the embedding of ``rows`` rows out of the tokenizer in ``model``, and return
    them: a text that spells one out is then cut into ordinary tokens, and can be read."""
    unused = read_vocabulary(model).without_row(rows)
    if not unused or not rows:
        return []
    file = json.loads(read_bytes(model / TOKENIZER, MAXIMUM_TOKENIZER, FailureKind.BAD_CONFIG))
    file["added_tokens"] = [token for token in file["added_tokens"] if token["content"] not in unused]
    replace_file(model / TOKENIZER, json.dumps(file, ensure_ascii=False))
    config = {key: _without(value, unused) for key, value in read_json(model / TOKENIZER_CONFIG).items()}
    named = {key: value for key, value in config.items() if value is not None}
    replace_file(model / TOKENIZER_CONFIG, json.dumps(named, indent=2, ensure_ascii=False))
    return sorted(unused)


def _without(value: object, unused: Mapping[str, int]) -> object:
    """A setting of ``tokenizer_config.json`` that names none of ``unused``; None when nothing of it is left."""
    text = value.get("content") if isinstance(value, dict) else value
    if isinstance(text, str):
        return None if text in unused else value
    if isinstance(value, dict):
        return {key: kept for key, each in value.items() if (kept := _without(each, unused)) is not None}
    if isinstance(value, list):
        return [each for each in value if _without(each, unused) is not None]
    return value


def _keeps_special(before: Vocabulary, after: Vocabulary) -> bool:
    """Whether each special token has its number still, and none has one for which the model may have no row."""
    return before.added.items() <= after.added.items() and after.largest <= before.largest


def tells_of_tokenizer(error: BaseException | None) -> bool:
    """Whether transformers raised ``error`` while it made a tokenizer."""
    frames = traceback.extract_tb(error.__traceback__) if error else ()
    return any("tokenization_" in Path(frame.filename).name for frame in frames)


def check_tokenizer(checkpoint: Path) -> None:
    """Raises ``Failure(BAD_CONFIG)`` for a ``tokenizer.json`` that the library refuses: a regular expression, say."""
    read_tokenizer(checkpoint)
