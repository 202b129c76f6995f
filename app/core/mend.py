"""Mends a model folder in a copy: small files are written anew, weights are linked, the user's own files stay."""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from app.core.adapter import CONFIG as ADAPTER
from app.core.failures import Failure, FailureKind
from app.core.family_templates import family_template
from app.core.folder import entries, read_json
from app.core.plan import Finding, Severity
from app.core.template_check import template_kind
from app.core.template_files import older_template, read_template
from app.core.text_files import rewritten
from app.core.tokenizer_files import (
    CONFIG,
    GENERATION,
    MAXIMUM_TOKENIZER,
    TOKENIZER,
    Vocabulary,
    read_optional,
    read_vocabulary,
    special_token,
    stop_ids,
    tokenizer_beside,
)
from app.core.weight_names import INDEX, unlisted_weights
from app.core.weights import read_header


class Mend(StrEnum):
    """What can be put right by a program."""

    TOKENIZER = "tokenizer"  # the base model's tokenizer files
    TOKENIZER_CLASS = "tokenizer_class"  # the base model's, or one that reads any tokenizer.json
    STOP_TOKENS = "stop_tokens"
    CHAT_TEMPLATE = "chat_template"  # the base model's, or the usual one of the family
    OLDER_TEMPLATE = "older_template"  # the folder's own, from a file that no tokenizer reads
    TOKENIZER_BESIDE = "tokenizer_beside"  # the one that lies beside the model's folder
    WEIGHT_LIST = "weight_list"  # which weight file holds what
    BASE = "base"  # an adapter's
    REWRITE = "rewrite"  # text files, so that every program reads them


NEEDS_BASE = frozenset({Mend.TOKENIZER, Mend.BASE})
FROM_BASE_TOO = frozenset({Mend.TOKENIZER_CLASS, Mend.CHAT_TEMPLATE, Mend.STOP_TOKENS})
_MENDS = {
    FailureKind.NO_TOKENIZER: Mend.TOKENIZER,
    FailureKind.VOCABULARY: Mend.TOKENIZER,
    FailureKind.TOKENIZER_CLASS: Mend.TOKENIZER_CLASS,
    FailureKind.STOP_TOKENS: Mend.STOP_TOKENS,
    FailureKind.NO_CHAT_TEMPLATE: Mend.CHAT_TEMPLATE,
    FailureKind.BAD_TEMPLATE: Mend.CHAT_TEMPLATE,
    FailureKind.TEMPLATE_LIST: Mend.CHAT_TEMPLATE,
    FailureKind.TEMPLATE_DROPS_TEXT: Mend.CHAT_TEMPLATE,
    FailureKind.ADAPTER_ONLY: Mend.BASE,
}
_JINJA = "chat_template.jinja"
_SMALL = (".json", ".jinja", ".model", ".txt", ".md")
_ANY_TOKENIZER = "PreTrainedTokenizerFast"  # reads what tokenizer.json says

Changes = dict[str, bytes]  # file name -> its new content


def mend_of(finding: Finding) -> Mend | None:
    if finding.kind is FailureKind.BAD_CONFIG:
        return Mend.REWRITE if "rewrite" in finding.facts else Mend.TOKENIZER if "tokenizer" in finding.facts else None
    if finding.kind is FailureKind.NO_CHAT_TEMPLATE and "older" in finding.facts:
        return Mend.OLDER_TEMPLATE
    if finding.kind is FailureKind.NO_TOKENIZER and "nearby" in finding.facts:
        return Mend.TOKENIZER_BESIDE
    if (finding.kind is FailureKind.WEIGHTS_INCOMPLETE and "unlisted" in finding.facts) or (
        finding.kind is FailureKind.NO_WEIGHTS and "renamed" in finding.facts
    ):
        return Mend.WEIGHT_LIST
    if finding.severity is Severity.INFORMS:
        return None
    return _MENDS.get(finding.kind)


def mend(folder: Path, kind: Mend, destination: Path, base: Path | None = None) -> Path:
    """Make ``destination``, a copy of the model in ``folder`` with one thing put right, and return it.

    Raises ``Failure`` (DESTINATION_EXISTS, DISK_FULL, MEND_IMPOSSIBLE, whatever keeps the files from being read) and
    ``OSError``; there is no ``destination`` then. Weights are hard links where the file system can, and never written
    to.
    """
    if os.path.lexists(destination):
        raise Failure(FailureKind.DESTINATION_EXISTS, path=str(destination))
    changes = _CHANGES[kind](folder, base)
    staging = destination.with_name(f"{destination.name}.part")
    staging.mkdir(parents=True)
    try:
        _fill(staging, folder, changes)
        staging.rename(destination)
    except BaseException as error:
        shutil.rmtree(staging, ignore_errors=True)
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Failure(FailureKind.DISK_FULL, str(error), path=str(destination.parent)) from error
        raise
    return destination


def _fill(staging: Path, folder: Path, changes: Changes) -> None:
    for path in entries(folder):
        if path.is_file() and path.name not in changes:
            _bring(path, staging)
    for name, content in changes.items():
        if content:
            (staging / name).write_bytes(content)


def free_destination(folder: Path) -> Path:
    """A name beside ``folder`` that is not taken: "model (mended)", "model (mended 2)", ..."""
    number = 1
    while True:
        suffix = "mended" if number == 1 else f"mended {number}"
        path = folder.with_name(f"{folder.name} ({suffix})")
        if not os.path.lexists(path):
            return path
        number += 1


def original_name(name: str) -> str:
    """Of the folder from which a mended copy of this name was made."""
    return re.sub(r"( \(mended( \d+)?\))+$", "", name)


def _bring(path: Path, staging: Path) -> None:
    if path.suffix == ".safetensors":
        try:
            os.link(path.resolve(), staging / path.name)
        except OSError:  # another volume, or a file system without hard links
            shutil.copyfile(path, staging / path.name)
    elif path.suffix in _SMALL and path.stat().st_size <= MAXIMUM_TOKENIZER:
        shutil.copyfile(path, staging / path.name)


def _tokenizer(folder: Path, base: Path | None) -> Changes:
    """The base model's tokenizer; a chat template that training has put into the folder stays."""
    source = _needed(base, TOKENIZER)
    config = read_optional(source / CONFIG)
    template = _template(folder) or _template(source)
    changes = _with_template(config, template) if template else {CONFIG: _json(config)}
    for name in ("special_tokens_map.json", "added_tokens.json"):
        changes[name] = _json(read_json(source / name)) if (source / name).is_file() else b""
    read_vocabulary(source)
    return changes | {TOKENIZER: (source / TOKENIZER).read_bytes()}


def _tokenizer_beside(folder: Path, base: Path | None) -> Changes:
    return _tokenizer(folder, base or folder / tokenizer_beside(folder))


def _weight_list(folder: Path, base: Path | None) -> Changes:
    held = {tensor: name for name in unlisted_weights(folder) for tensor in read_header(folder / name)}
    if not held:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no weights")
    return {INDEX: _json({"metadata": {}, "weight_map": held})}


def _tokenizer_class(folder: Path, base: Path | None) -> Changes:
    name = read_optional(base / CONFIG).get("tokenizer_class") if base else None
    read_vocabulary(folder)
    config = {key: value for key, value in read_optional(folder / CONFIG).items() if key != "auto_map"}
    return {CONFIG: _json(config | {"tokenizer_class": name or _ANY_TOKENIZER})}


def _chat_template(folder: Path, base: Path | None) -> Changes:
    vocabulary = read_vocabulary(folder)
    template = (base and _template(base)) or family_template(vocabulary.added)
    return _with_stops(folder, base, vocabulary, template)


def _older_template(folder: Path, base: Path | None) -> Changes:
    return _with_stops(folder, base, read_vocabulary(folder), older_template(folder))


def _with_stops(folder: Path, base: Path | None, vocabulary: Vocabulary, template: str) -> Changes:
    if not template:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no chat template")
    changes = _with_template(read_optional(folder / CONFIG), template)
    return changes | _complete_stops(folder, base, vocabulary, template_kind(template).turn_end)


def _stop_tokens(folder: Path, base: Path | None) -> Changes:
    template = _template(folder)
    turn_end = template_kind(template).turn_end if template else ""
    changes = _complete_stops(folder, base, read_vocabulary(folder), turn_end)
    if not changes:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no stop token")
    return changes


def _base(folder: Path, base: Path | None) -> Changes:
    source = _needed(base, "config.json")
    return {ADAPTER: _json(read_json(folder / ADAPTER) | {"base_model_name_or_path": str(source.absolute())})}


def _rewrite(folder: Path, base: Path | None) -> Changes:
    changes = rewritten(folder)
    if not changes:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "nothing to write anew")
    return changes


_CHANGES: dict[Mend, Callable[[Path, Path | None], Changes]] = {
    Mend.TOKENIZER: _tokenizer,
    Mend.TOKENIZER_BESIDE: _tokenizer_beside,
    Mend.WEIGHT_LIST: _weight_list,
    Mend.TOKENIZER_CLASS: _tokenizer_class,
    Mend.CHAT_TEMPLATE: _chat_template,
    Mend.OLDER_TEMPLATE: _older_template,
    Mend.STOP_TOKENS: _stop_tokens,
    Mend.BASE: _base,
    Mend.REWRITE: _rewrite,
}


def _complete_stops(folder: Path, base: Path | None, vocabulary: Vocabulary, turn_end: str) -> Changes:
    """A ``generation_config.json`` that lists every stop token, the base model's among them; nothing when it does
    already."""
    generation = read_optional(folder / GENERATION)
    before = stop_ids(read_optional(folder / "config.json"), generation)
    texts = {turn_end, special_token(read_optional(folder / CONFIG), "eos_token")} | (_stops(base) if base else set())
    after = before | {vocabulary.added[text] for text in texts if text in vocabulary.added}
    return {GENERATION: _json(generation | {"eos_token_id": sorted(after)})} if after != before else {}


def _stops(base: Path) -> set[str]:
    """The texts of a base model's stop tokens: in another tokenizer they may have other ids."""
    ids = stop_ids(read_optional(base / "config.json"), read_optional(base / GENERATION))
    named = {text for text, number in read_vocabulary(base).added.items() if number in ids}
    return named | {special_token(read_optional(base / CONFIG), "eos_token")}


def _with_template(config: dict[str, object], template: str) -> Changes:
    """The template in its own file only: the two places could disagree."""
    rest = {key: value for key, value in config.items() if key != "chat_template"}
    return {CONFIG: _json(rest), _JINJA: template.encode()}


def _template(folder: Path) -> str:
    try:
        return read_template(folder, []) or ""
    except Failure:
        return ""


def _needed(base: Path | None, file: str) -> Path:
    if base is None or not (base / file).is_file():
        raise Failure(FailureKind.MEND_IMPOSSIBLE, f"no {file}")
    return base


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()
