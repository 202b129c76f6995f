"""Settings of a tokenizer that mean the same to Hugging Face, and that the runtime (onnxruntime-genai 0.18) reads
rightly where it misreads the original's.

Measured with the real vocabularies of Llama 2, Mistral, Gemma 3 and SmolLM.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

Parts = Mapping[str, Any]  # a parsed tokenizer.json or tokenizer_config.json
SENTENCE_PIECE_CLASS = "GemmaTokenizer"  # reads runs of blanks as SentencePiece does
ANY_CLASS = "PreTrainedTokenizerFast"
_GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"  # what ByteLevel splits by
_BLANKS = re.compile(r"[\s▁]+")


class TokenizerSettings(Struct, frozen=True):
    tokenizer: Parts
    config: Parts


def without_batching(tokenizer: Parts) -> dict[str, Any]:
    """``tokenizer`` without what a training has set for its batches: Hugging Face's models ignore it."""
    return {**tokenizer, "padding": None, "truncation": None}


def equivalents(settings: TokenizerSettings) -> Iterator[TokenizerSettings]:
    """Other settings that read every text alike, the likeliest first."""
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
    added = settings.tokenizer.get("added_tokens") or []
    model = settings.tokenizer.get("model")
    vocabulary = model.get("vocab") if isinstance(model, dict) else None
    kept = [each for each in added if each.get("special") or not _is_blank(each.get("content"), vocabulary)]
    if len(kept) == len(added):
        return None
    decoder = settings.config.get("added_tokens_decoder")
    config = dict(settings.config)
    if isinstance(decoder, dict):
        numbers = {str(each["id"]) for each in added} - {str(each["id"]) for each in kept}
        config["added_tokens_decoder"] = {number: each for number, each in decoder.items() if number not in numbers}
    return TokenizerSettings({**settings.tokenizer, "added_tokens": kept}, config)


def _is_blank(content: object, vocabulary: object) -> bool:
    return (
        isinstance(content, str)
        and isinstance(vocabulary, dict)
        and bool(_BLANKS.fullmatch(content) and content in vocabulary)
    )


def _is_sentence_piece(tokenizer: Parts) -> bool:
    model = tokenizer.get("model")
    return isinstance(model, dict) and bool(model.get("byte_fallback"))


def _with_two_splits(tokenizer: Parts) -> dict[str, Any] | None:
    """Digits one by one and then ByteLevel's own expression, both written out as splits."""
    pre = tokenizer.get("pre_tokenizer")
    parts = pre.get("pretokenizers") if isinstance(pre, dict) and pre.get("type") == "Sequence" else None
    if not isinstance(parts, list) or [part.get("type") for part in parts] != ["Digits", "ByteLevel"]:
        return None
    digits, bytes_ = parts
    if not digits.get("individual_digits") or not bytes_.get("use_regex", True) or bytes_.get("add_prefix_space"):
        return None
    changed = copy.copy(dict(tokenizer))
    splits = [_split(r"\p{N}"), _split(_GPT2)]
    changed["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [*splits, {**bytes_, "use_regex": False}]}
    return changed


def _split(expression: str) -> dict[str, Any]:
    return {"type": "Split", "pattern": {"Regex": expression}, "behavior": "Isolated", "invert": False}
