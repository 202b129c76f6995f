"""Settings of a tokenizer that mean the same to Hugging Face, and that the runtime (onnxruntime-genai 0.18) reads
rightly where it misreads the original's.

Measured with the real vocabularies of Llama 2, Mistral, Gemma 3 and SmolLM.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct

from app.core.tokenizer.parsing import Model
from app.core.wire import from_json, to_json

T = TypeVar("T")
Parts = Mapping[str, Raw]  # tokenizer.json's: a vocabulary takes a second to parse, and nothing here changes it
Said = Mapping[str, Any]  # a parsed tokenizer_config.json
SENTENCE_PIECE_CLASS = "GemmaTokenizer"  # reads runs of blanks as SentencePiece does
ANY_CLASS = "PreTrainedTokenizerFast"
_GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"  # what ByteLevel splits by
_BLANKS = re.compile(r"[\s▁]+")


class TokenizerSettings(Struct, frozen=True):
    tokenizer: Parts
    config: Said


def part(tokenizer: Parts, key: str, kind: type[T], missing: T) -> T:
    """One part of ``tokenizer``; ``missing`` where there is none, or something else."""
    try:
        return from_json(bytes(tokenizer[key]), kind) if key in tokenizer else missing
    except msgspec.DecodeError:
        return missing


def without_batching(tokenizer: Parts) -> Parts:
    """``tokenizer`` without what a training has set for its batches: Hugging Face's models ignore it."""
    return {**tokenizer, "padding": Raw(b"null"), "truncation": Raw(b"null")}


def equivalents(settings: TokenizerSettings) -> Iterator[TokenizerSettings]:
    """Other settings that read every text alike, the most likely first."""
    tokenizer, config = settings.tokenizer, settings.config
    plain = {**config, "tokenizer_class": ANY_CLASS}
    if _is_sentence_piece(tokenizer):
        yield TokenizerSettings(tokenizer, {**config, "tokenizer_class": SENTENCE_PIECE_CLASS})
    if divided := _with_two_splits(tokenizer):
        yield TokenizerSettings(divided, config)
        yield TokenizerSettings(divided, plain)
    if config.get("tokenizer_class") != ANY_CLASS:
        yield TokenizerSettings(tokenizer, plain)


def with_plain_blanks(settings: TokenizerSettings) -> TokenizerSettings | None:
    """The same without added tokens that are runs of blanks and stand in the vocabulary, too: the runtime writes them
    as they are stored, with "▁" for a blank."""
    added: list[dict[str, Any]] = part(settings.tokenizer, "added_tokens", list[dict[str, Any]], [])
    blanks = {each["content"] for each in added if not each.get("special") and _BLANKS.fullmatch(each["content"])}
    blanks &= _words(settings.tokenizer) if blanks else set()
    kept = [each for each in added if each.get("special") or each["content"] not in blanks]
    if len(kept) == len(added):
        return None
    decoder = settings.config.get("added_tokens_decoder")
    config = dict(settings.config)
    if isinstance(decoder, dict):
        numbers = {str(each["id"]) for each in added} - {str(each["id"]) for each in kept}
        config["added_tokens_decoder"] = {number: each for number, each in decoder.items() if number not in numbers}
    return TokenizerSettings({**settings.tokenizer, "added_tokens": Raw(to_json(kept))}, config)


def _words(tokenizer: Parts) -> set[str]:
    vocabulary = bytes(part(tokenizer, "model", Model, Model()).vocab)
    return set(from_json(vocabulary, dict[str, int])) if vocabulary.lstrip()[:1] == b"{" else set()


def _is_sentence_piece(tokenizer: Parts) -> bool:
    return bool(part(tokenizer, "model", Model, Model()).byte_fallback)


def _with_two_splits(tokenizer: Parts) -> Parts | None:
    """Digits one by one and then ByteLevel's own expression, both written out as splits."""
    pre = part(tokenizer, "pre_tokenizer", dict[str, Any], {})
    parts = pre.get("pretokenizers") if pre.get("type") == "Sequence" else None
    if not isinstance(parts, list) or [part.get("type") for part in parts] != ["Digits", "ByteLevel"]:
        return None
    digits, bytes_ = parts
    if not digits.get("individual_digits") or not bytes_.get("use_regex", True) or bytes_.get("add_prefix_space"):
        return None
    splits = [_split(r"\p{N}"), _split(_GPT2), {**bytes_, "use_regex": False}]
    return {**tokenizer, "pre_tokenizer": Raw(to_json({"type": "Sequence", "pretokenizers": splits}))}


def _split(expression: str) -> dict[str, Any]:
    return {"type": "Split", "pattern": {"Regex": expression}, "behavior": "Isolated", "invert": False}
