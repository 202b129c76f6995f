"""Whether a ``tokenizer.json`` can be one at all: what Hugging Face's ``tokenizers`` 0.23 refuses to read.

Regular expressions are only looked at where the library itself is: ``app/engine/conversion/tokenizer.py``.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

_MODELS = frozenset({"BPE", "Unigram", "WordLevel", "WordPiece"})
_PARTS = {
    "normalizer": frozenset(
        {"BertNormalizer", "NFC", "NFD", "NFKC", "NFKD", "Sequence", "Lowercase", "Nmt", "Precompiled", "Strip"}
        | {"StripAccents", "Replace", "Prepend", "ByteLevel"}
    ),
    "pre_tokenizer": frozenset(
        {"BertPreTokenizer", "ByteLevel", "CharDelimiterSplit", "Delimiter", "Digits", "FixedLength", "Metaspace"}
        | {"Punctuation", "Sequence", "Split", "UnicodeScripts", "Whitespace", "WhitespaceSplit"}
    ),
    "post_processor": frozenset({"BertProcessing", "ByteLevel", "RobertaProcessing", "Sequence", "TemplateProcessing"}),
    "decoder": frozenset(
        {"BPEDecoder", "ByteFallback", "ByteLevel", "CTC", "Fuse", "Metaspace", "Replace", "Sequence", "Strip"}
        | {"WordPiece"}
    ),
}
_INSIDE = ("normalizers", "pretokenizers", "processors", "decoders")  # names of the lists in a Sequence
_DEEPEST = 20


class Added(Struct):
    """A token beside the vocabulary; each field is required there, too."""

    content: str
    id: int
    single_word: bool = False
    lstrip: bool = False
    rstrip: bool = False
    normalized: bool = True
    special: bool = False


class Model(Struct):
    type: str | None = None
    vocab: msgspec.Raw = msgspec.Raw(b"{}")
    merges: msgspec.Raw = msgspec.Raw(b"")
    byte_fallback: bool | None = None


class TokenizerFile(Struct):
    model: Model
    added_tokens: list[Added] | None = None
    normalizer: dict[str, object] | None = None
    pre_tokenizer: dict[str, object] | None = None
    post_processor: dict[str, object] | None = None
    decoder: dict[str, object] | None = None


def parse_tokenizer(data: bytes) -> TokenizerFile:
    """Raises ``ValueError`` and ``RecursionError`` for what no tokenizer is made of."""
    file = msgspec.json.decode(data, type=TokenizerFile)
    if file.model.type is not None and file.model.type not in _MODELS:
        raise ValueError(f"model {file.model.type[:40]}")
    if file.model.type == "BPE":
        if not bytes(file.model.merges):
            raise ValueError("no merges")
        merges = msgspec.json.decode(file.model.merges, type=list[str | tuple[str, str]])
        if any(isinstance(merge, str) and merge.count(" ") != 1 and merge[:1] != "#" for merge in merges):
            raise ValueError("a merge of other than two pieces")
    for part, known in _PARTS.items():
        for kind in _kinds(getattr(file, part), _DEEPEST):
            if kind not in known:
                raise ValueError(f"{part} {kind[:40]}")
    return file


def check_words(vocabulary: bytes) -> None:
    """Raises ``ValueError`` for a word that comes twice among ids by word: some programs take its first id, others its
    last. Strings are counted by the quotation marks that no backslash stands before."""
    if vocabulary.lstrip()[:1] != b"{":
        return
    rest = vocabulary.replace(rb"\\", b"")
    strings = (rest.count(b'"') - rest.count(rb"\"")) // 2
    if strings != len(msgspec.json.decode(vocabulary, type=dict[str, int])):
        raise ValueError("a word comes twice")


def _kinds(part: object, depth: int) -> Iterator[str]:
    """The types of a part and of those that it is made of."""
    if not isinstance(part, dict) or not depth:
        return
    yield str(part.get("type", ""))
    for key in _INSIDE:
        inner = part.get(key)
        for each in inner if isinstance(inner, list) else ():
            yield from _kinds(each, depth - 1)
