"""What a folder's tokenizer files say: which tokens there are, how they are read, and where an answer ends."""

import codecs
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from app.core.failures import Failure, FailureKind, Variant
from app.core.files.folder import check_keys, read_bytes, read_json
from app.core.findings import Finding, blocks, informs, warns
from app.core.tokenizer.parsing import Model, check_words, parse_tokenizer

TOKENIZER, TOKENIZER_CONFIG, GENERATION = "tokenizer.json", "tokenizer_config.json", "generation_config.json"
PARTS = (
    TOKENIZER_CONFIG,
    "special_tokens_map.json",
    "added_tokens.json",
)  # transformers does without one, but not with a damaged one
MAXIMUM_TOKENIZER = 64_000_000  # bytes; the largest of a supported family has 34 MB
_WRITTEN = ("eos_token", "bos_token", "unk_token")
_SPECIAL = (*_WRITTEN, "pad_token")
_OLDER_FILES = ("tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "vocab.json", "tekken.json")

# What onnxruntime-genai 0.18 loads (measured); it compares letter by letter, and "Fast" at the end makes no difference.
RUNTIME_CLASSES = frozenset(
    f"{name}Tokenizer"
    for name in (
        *("Baichuan", "CLIP", "ChatGLM", "CodeGen", "CodeLlama", "DebertaV2", "GPT2", "GPTNeoX", "Gemma", "InternLM2"),
        *("Llama", "Marian", "Phi3", "PreTrained", "Qwen2", "T5", "Whisper", "XLMRoberta"),
    )
) | {"TokenizersBackend", "SentencePieceBackend", ""}

# Classes that the runtime does not know, and the conversion renames: transformers 5 writes them by itself
SETTLED_CLASSES = frozenset({"Qwen3_5Tokenizer"})
ANY_TOKENIZER = "PreTrainedTokenizerFast"  # reads what tokenizer.json says
_LARGE = 10_000  # bytes of a vocabulary that is checked by itself
_BESIDE = ("../tokenizer", "../components/tokenizer")


class Vocabulary(Struct, frozen=True, kw_only=True):
    """The tokens of a ``tokenizer.json``."""

    added: dict[str, int]  # the special ones: text to id
    largest: int  # id; -1 when there is no token
    largest_word: int = -1  # the largest id that is not an added token's
    marks: frozenset[str] = frozenset()  # those of ``added`` that the file says are no words

    def without_row(self, rows: int) -> dict[str, int]:
        """The added tokens that have no row in an embedding of ``rows`` rows."""
        return {text: number for text, number in self.added.items() if number >= rows}


def read_vocabulary(folder: Path) -> Vocabulary:
    """Raises ``Failure`` (NO_TOKENIZER, LFS_POINTER, BAD_CONFIG) and ``OSError``; keeps no ordinary token in memory."""
    path = folder / TOKENIZER
    if not path.exists():
        raise _no_tokenizer(folder)
    try:
        data = read_bytes(path, MAXIMUM_TOKENIZER, FailureKind.BAD_CONFIG)
        file = parse_tokenizer(data.removeprefix(codecs.BOM_UTF8))
        largest = _largest(bytes(file.model.vocab))
    except (ValueError, RecursionError) as error:
        raise damaged_tokenizer(str(error)) from error
    added = {token.content: token.id for token in file.added_tokens or ()}
    marks = frozenset(token.content for token in file.added_tokens or () if token.special)
    return Vocabulary(added=added, largest=max([largest, *added.values()]), largest_word=largest, marks=marks)


def read_parts(folder: Path) -> dict[str, Raw]:
    """The parts of ``tokenizer.json`` as they are written there: parsing a large vocabulary takes a second.

    Raises ``Failure`` (LFS_POINTER, BAD_CONFIG), also for a key that comes twice, and ``OSError``.
    """
    data = read_bytes(folder / TOKENIZER, MAXIMUM_TOKENIZER, FailureKind.BAD_CONFIG).removeprefix(codecs.BOM_UTF8)
    try:
        parts = msgspec.json.decode(data, type=dict[str, Raw])
        model = msgspec.json.decode(parts.get("model", b"{}"), type=Model)
        check_words(bytes(model.vocab))
        for large in (bytes(model.vocab), bytes(model.merges)):
            data = data.replace(large, b"null", 1) if len(large) > _LARGE else data
        check_keys(data)
    except ValueError as error:
        raise damaged_tokenizer(str(error)) from error
    return parts


def _no_tokenizer(folder: Path) -> Failure:
    if nearby := tokenizer_beside(folder):
        return Failure(FailureKind.NO_TOKENIZER, "", Variant.NEARBY, file=TOKENIZER, nearby=nearby)
    if older := next((name for name in _OLDER_FILES if (folder / name).is_file()), ""):
        return Failure(FailureKind.NO_TOKENIZER, "", Variant.OLDER, file=TOKENIZER, older=older)
    return Failure(FailureKind.NO_TOKENIZER, file=TOKENIZER)


def tokenizer_beside(folder: Path) -> str:
    """Where MLflow and Azure put the tokenizer, seen from the model's folder; "" when it is not there."""
    return next((name for name in _BESIDE if (folder / name / TOKENIZER).is_file()), "")


def damaged_tokenizer(details: str, file: str = TOKENIZER) -> Failure:
    """A file of the tokenizer that cannot be read as one."""
    return Failure(FailureKind.BAD_CONFIG, details, Variant.TOKENIZER, file=file)


def read_part(path: Path) -> dict[str, object]:
    """One of the small files beside ``tokenizer.json``; empty when there is none. Raises ``Failure`` (BAD_CONFIG,
    LFS_POINTER) and ``OSError``."""
    try:
        return read_optional(path)
    except Failure as failure:
        if failure.kind is FailureKind.BAD_CONFIG:
            raise damaged_tokenizer(failure.details, path.name) from failure
        raise


def class_finding(config: Mapping[str, object]) -> Finding | None:
    """A tokenizer class that Foundry Local does not know; fine-tuning programs write such names."""
    name = config.get("tokenizer_class")
    if not isinstance(name, str) or name.removesuffix("Fast") in RUNTIME_CLASSES | SETTLED_CLASSES:
        return None  # other values: text_files.py
    return warns(FailureKind.TOKENIZER_CLASS, name=name[:80])


def vocabulary_finding(
    vocabulary: Vocabulary, rows: int, config: Mapping[str, object], template: str
) -> Finding | None:
    """A token that has no row in the embedding of ``rows`` rows: reading it would fail. A mark that nothing writes, as
    for the pictures of a larger model of the family, is left out of the converted model's tokenizer.

    ``config`` is that of ``tokenizer_config.json``, ``template`` the chat template.
    """
    if vocabulary.largest < rows or not rows:
        return None
    without = vocabulary.without_row(rows)
    written = {special_token(config, key) for key in _WRITTEN} | {each for each in without if each in template}
    if vocabulary.largest_word < rows and without.keys() <= vocabulary.marks - written:
        return informs(FailureKind.VOCABULARY, Variant.UNUSED, unused=min(without)[:80], needed=str(rows))
    return blocks(FailureKind.VOCABULARY, found=str(vocabulary.largest + 1), needed=str(rows))


def special_finding(
    folder: Path, config: Mapping[str, object], vocabulary: Vocabulary, rows: int, template: str
) -> Finding | None:
    """A special token that the tokenizer has not got: transformers adds it, and the runtime reads it in pieces. That
    matters where it ends answers or the chat ``template`` writes it, and where an embedding of ``rows`` rows is full.
    Raises ``Failure`` and ``OSError``."""
    named = {key: text for key in _SPECIAL if (text := special_token(config, key)) and text not in vocabulary.added}
    full = vocabulary.largest + 1 >= rows
    strange = {text for key, text in named.items() if full or key == "eos_token" or text in template}
    if not rows or not strange:
        return None
    data = read_bytes(folder / TOKENIZER, MAXIMUM_TOKENIZER, FailureKind.BAD_CONFIG)  # it may be an ordinary token
    written = {text: (json.dumps(text).encode(), json.dumps(text, ensure_ascii=False).encode()) for text in strange}
    lost = next((text for text, forms in written.items() if not any(form in data for form in forms)), None)
    return blocks(FailureKind.VOCABULARY, Variant.SPECIAL, special=lost[:80]) if lost else None


def stop_findings(
    config: Mapping[str, object],
    generation: Mapping[str, object],
    folder_eos: str,
    vocabulary: Vocabulary,
    turn_end: str,
) -> Iterator[Finding]:
    """No stop token at all, or none for the mark ``turn_end`` with which the chat template ends an answer."""
    ids = stop_ids(config, generation)
    if folder_eos in vocabulary.added:  # the model builder adds it
        ids |= {vocabulary.added[folder_eos]}
    if not ids:
        yield warns(FailureKind.STOP_TOKENS)
    elif turn_end in vocabulary.added and vocabulary.added[turn_end] not in ids:
        yield warns(FailureKind.STOP_TOKENS, Variant.TURN_END, token=turn_end)


def stop_ids(config: Mapping[str, object], generation: Mapping[str, object]) -> set[int]:
    """The ids that end an answer; as in transformers, ``generation_config.json`` wins."""
    for source in (generation, config):
        value = source.get("eos_token_id")
        ids = {each for each in (value if isinstance(value, list) else [value]) if type(each) is int and each >= 0}
        if ids:
            return ids
    return set()


def special_token(config: Mapping[str, object], key: str) -> str:
    """``eos_token`` and its like: a text, or an object with one."""
    value = config.get(key)
    text = value.get("content") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def read_optional(path: Path) -> dict[str, object]:
    """The JSON object in ``path``, or an empty one when there is no such file."""
    return read_json(path) if path.exists() else {}


def _largest(vocab: bytes) -> int:
    """The largest id of a vocabulary: ids by token (BPE, WordLevel), or a list in the order of ids (Unigram)."""
    if vocab.lstrip()[:1] == b"[":
        return len(msgspec.json.decode(vocab, type=list[msgspec.Raw])) - 1
    return max(msgspec.json.decode(vocab, type=dict[str, int]).values(), default=-1)
