"""transformers 5 reads a tokenizer of some classes by the rules of the class, and takes of ``tokenizer.json`` little
but the words: texts that it then reads otherwise than the file says are told before the work."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Raw

from app.core.failures import FailureKind, Variant
from app.core.files.folder import read_json
from app.core.findings import Finding, informs, warns
from app.core.tokenizer.files import TOKENIZER, TOKENIZER_CONFIG, read_parts
from app.core.tokenizer.texts import RARE, Text, sample_texts
from app.core.wire import from_json
from app.engine.job_folder import temporary_folder
from app.engine.lone_tokenizer import read_tokenizer

FLAGS = ("lstrip", "rstrip", "single_word", "normalized")
BESIDE = (TOKENIZER_CONFIG, "special_tokens_map.json", "added_tokens.json")
CONFIG, NAMING = "config.json", ("model_type", "tokenizer_class")  # what decides on the class
LETTERS = [chr(code) for code in range(33, 1024)]  # words enough for a tokenizer without merges
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError)


def told_by_class(tokenizer: Path, model: Path) -> Iterator[Finding]:
    """A finding for each kind of text. ``tokenizer`` and ``model`` are the folders of ``tokenizer.json`` and of
    ``config.json``. None where transformers cannot read the tokenizer at all: the conversion will say so."""
    for kind, example in {each.kind: each.text for each in reversed(read_otherwise(tokenizer, model))}.items():
        facts = {"example": repr(example)[:120], "kind_of_text": kind.value}
        if kind in RARE:
            yield informs(FailureKind.SOME_TOKENS_DIFFER, Variant.BY_CLASS, **facts)
        else:
            yield warns(FailureKind.SOME_TOKENS_DIFFER, Variant.BY_CLASS, **facts)


def read_otherwise(tokenizer: Path, model: Path) -> list[Text]:
    """The texts. Where the rules of the class are those of the file, which takes a moment to see, there are none."""
    with temporary_folder() as place:
        folder = Path(place)
        for name in BESIDE:
            if (tokenizer / name).is_file():
                shutil.copyfile(tokenizer / name, folder / name)
        named = {key: value for key, value in read_json(model / CONFIG).items() if key in NAMING}
        (folder / CONFIG).write_text(json.dumps(named), encoding="utf-8")  # what else it refuses is not the tokenizer's
        try:
            if _write_few_words(tokenizer, folder) and _rules(_by_class(folder)) == _rules(read_tokenizer(folder)):
                return []
            shutil.copyfile(tokenizer / TOKENIZER, folder / TOKENIZER)
            by_class = _by_class(folder)
        except UNREADABLE:
            return []
        by_file = read_tokenizer(folder)
        texts = sample_texts(each.content for each in by_file.get_added_tokens_decoder().values() if each.special)
        return [each for each in texts if _ids(by_class, each.text) != _ids(by_file, each.text)]


def _write_few_words(tokenizer: Path, folder: Path) -> bool:
    """The same tokenizer with hardly any words; False where it is of a kind that cannot be without them."""
    parts = read_parts(tokenizer)
    written = from_json(bytes(parts["model"]), dict[str, Raw])  # its words are not parsed: there are many
    model: dict[str, Any] = {
        key: from_json(bytes(value), Any) for key, value in written.items() if key not in ("vocab", "merges")
    }
    if model.get("type") not in (None, "BPE"):
        return False
    added = from_json(bytes(parts.get("added_tokens", b"[]")), list[dict[str, Any]])
    words = {each["content"]: each["id"] for each in added}
    first = max(words.values(), default=-1) + 1
    others = [word for word in (model.get("unk_token"), "▁", *LETTERS) if word and word not in words]
    model["merges"] = []
    model["vocab"] = words | {word: first + number for number, word in enumerate(others)}
    few = {key: from_json(bytes(part), Any) for key, part in parts.items() if key != "model"} | {"model": model}
    (folder / TOKENIZER).write_text(json.dumps(few), encoding="utf-8")
    return True


def _by_class(folder: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(folder).backend_tokenizer


def _rules(tokenizer: Any) -> dict[str, Any]:
    whole = json.loads(tokenizer.to_str())
    flags = {each["content"]: [each[flag] for flag in FLAGS] for each in whole["added_tokens"]}
    return {"added": flags, "parts": [_acting(whole[key]) for key in ("normalizer", "pre_tokenizer")]}


def _acting(part: Any) -> Any:
    """Without what changes no token."""
    if isinstance(part, dict):
        return {key: _acting(value) for key, value in part.items() if key != "trim_offsets"}
    return [_acting(each) for each in part] if isinstance(part, list) else part


def _ids(tokenizer: Any, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids)
