"""Mends a model folder in a copy: small files are rewritten, weights are linked, the user's own files stay."""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.core.checkpoint.adapter import ADAPTER_CONFIG as ADAPTER
from app.core.checkpoint.adapter import tokenizer_folder
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.config import QUANTIZATION
from app.core.checkpoint.shape import read_shape
from app.core.checkpoint.text_files import odd_texts, rewritten
from app.core.checkpoint.weight_names import WEIGHT_INDEX, unlisted_weights
from app.core.checkpoint.weights import has_tower, inspect_weights, read_header, renames, text_tensors, weight_files
from app.core.failures import Failure, FailureKind, tells_of_full_disk
from app.core.families.support import architecture
from app.core.families.text_model import text_config, text_name
from app.core.files.folder import entries, read_json
from app.core.files.links import hard_link, is_own
from app.core.findings import Mend
from app.core.template.files import older_template, read_template
from app.core.template.reading import family_template, template_kind
from app.core.tokenizer.files import (
    ANY_TOKENIZER,
    GENERATION,
    MAXIMUM_TOKENIZER,
    TOKENIZER,
    TOKENIZER_CONFIG,
    Vocabulary,
    read_optional,
    read_vocabulary,
    special_token,
    stop_ids,
    tokenizer_beside,
)
from app.core.weights.needed import needed_tensors
from app.core.weights.rewriting import NewTensor, new_tensor, write_tensors
from app.core.weights.tensor_names import plain_name, settle

_LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS)


NEEDS_BASE = frozenset({Mend.TOKENIZER, Mend.BASE})
FROM_BASE_TOO = frozenset({Mend.TOKENIZER_CLASS, Mend.CHAT_TEMPLATE, Mend.STOP_TOKENS})
_JINJA = "chat_template.jinja"
_SMALL = (".json", ".jinja", ".model", ".txt", ".md")

# File name -> its new content, or what writes it to a path; nothing: better without the file
FileChanges = dict[str, bytes | Callable[[Path], None]]


def mend(folder: Path, kind: Mend, destination: Path, base: Path | None = None) -> Path:
    """Make ``destination``, a copy of the model in ``folder`` with one thing put right, and return it.

    Raises ``Failure`` (DESTINATION_EXISTS, DISK_FULL, MEND_IMPOSSIBLE, and those of reading the files) and
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
        if isinstance(error, OSError) and tells_of_full_disk(error):
            raise Failure(FailureKind.DISK_FULL, str(error), path=str(destination.parent)) from error
        raise
    return destination


def _fill(staging: Path, folder: Path, changes: FileChanges) -> None:
    for path in entries(folder):
        if path.is_file() and path.name not in changes:
            _bring(path, staging)
    for name, content in changes.items():
        if callable(content):
            content(staging / name)
        elif content:
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
    """The name of the folder from which a mended copy of this name was made."""
    return re.sub(r"( \(mended( \d+)?\))+$", "", name)


def _bring(path: Path, staging: Path) -> None:
    if path.suffix == ".safetensors":
        if not hard_link(path, staging / path.name):
            shutil.copyfile(path, staging / path.name)
    elif path.suffix in _SMALL and is_own(path) and path.stat().st_size <= MAXIMUM_TOKENIZER:
        shutil.copyfile(path, staging / path.name)


def _tokenizer(folder: Path, base: Path | None) -> FileChanges:
    """The base model's tokenizer; a chat template that training has put into the folder stays."""
    source = _needed(base, TOKENIZER)
    config = read_optional(source / TOKENIZER_CONFIG)
    template = _template(folder) or _template(source)
    changes: FileChanges = {TOKENIZER_CONFIG: _json(config)}
    if template:
        changes = _with_template(config, template)
    for name in ("special_tokens_map.json", "added_tokens.json"):
        changes[name] = _json(read_json(source / name)) if (source / name).is_file() else b""
    read_vocabulary(source)
    return changes | {TOKENIZER: (source / TOKENIZER).read_bytes()}


def _tokenizer_beside(folder: Path, base: Path | None) -> FileChanges:
    return _tokenizer(folder, base or folder / tokenizer_beside(folder))


def _weight_list(folder: Path, base: Path | None) -> FileChanges:
    held = {tensor: name for name in unlisted_weights(folder) for tensor in read_header(folder / name)}
    if not held:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no weights")
    return {WEIGHT_INDEX: _json({"metadata": {}, "weight_map": held})}


def _tokenizer_class(folder: Path, base: Path | None) -> FileChanges:
    name = read_optional(base / TOKENIZER_CONFIG).get("tokenizer_class") if base else None
    read_vocabulary(folder)
    config = {key: value for key, value in read_optional(folder / TOKENIZER_CONFIG).items() if key != "auto_map"}
    return {TOKENIZER_CONFIG: _json(config | {"tokenizer_class": name or ANY_TOKENIZER})}


def _chat_template(folder: Path, base: Path | None) -> FileChanges:
    vocabulary = read_vocabulary(folder)
    template = (base and _template(base)) or family_template(vocabulary.added)
    return _with_stops(folder, base, vocabulary, template)


def _older_template(folder: Path, base: Path | None) -> FileChanges:
    return _with_stops(folder, base, read_vocabulary(folder), older_template(folder))


def _with_stops(folder: Path, base: Path | None, vocabulary: Vocabulary, template: str) -> FileChanges:
    if not template:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no chat template")
    changes = _with_template(read_optional(folder / TOKENIZER_CONFIG), template)
    return changes | _complete_stops(folder, base, vocabulary, template_kind(template).turn_end)


def _stop_tokens(folder: Path, base: Path | None) -> FileChanges:
    template = _template(folder)
    turn_end = template_kind(template).turn_end if template else ""
    changes = _complete_stops(folder, base, read_vocabulary(folder), turn_end)
    if not changes:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no stop token")
    return changes


def _base(folder: Path, base: Path | None) -> FileChanges:
    source = _needed(base, "config.json")
    return {ADAPTER: _json(read_json(folder / ADAPTER) | {"base_model_name_or_path": str(source.absolute())})}


def _rewrite(folder: Path, base: Path | None) -> FileChanges:
    changes: FileChanges = {**rewritten(folder)}
    if not changes:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "nothing to rewrite")
    return changes


def _full_precision(folder: Path, base: Path | None) -> FileChanges:
    config = read_json(folder / "config.json")
    kept = {key: value for key, value in config.items() if key not in QUANTIZATION}
    if kept == config:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no note of a quantisation")
    return {"config.json": _json(kept)}


def _weight_names(folder: Path, base: Path | None) -> FileChanges:
    """The weights under the names that the model has for them, each in a file of the same name as before. Of a model
    that also sees or hears, those of the text model, as a text model."""
    config = text_config(read_json(folder / "config.json"))
    shape, weights = read_shape(config), inspect_weights(folder)
    needed = needed_tensors(architecture(config), config, shape) if shape else {}
    settled = settle(weights.shapes, needed, bool(shape and shape.tied_embeddings))
    if not needed or settled.missing or settled.as_they_are:
        raise Failure(FailureKind.MEND_IMPOSSIBLE, "no other names")
    whole, renamed = has_tower(folder), renames(folder)
    headers = {path: read_header(path) for path in weight_files(folder)}
    # Of a text model with other names, those: transformers knows them
    saved = {text_name(name): plain_name(name) for held in headers.values() for name in held if renamed and not whole}
    headers = {path: text_tensors(held) for path, held in headers.items()} if renamed else headers
    places = {name: (path, tensor) for path, held in headers.items() for name, tensor in held.items()}
    files: dict[str, list[NewTensor]] = {}
    for own, parts in settled.made.items():
        files.setdefault(places[parts[0].name][0].name, []).append(
            new_tensor(saved.get(parts[0].name, own), parts, places)
        )
    changes: FileChanges = {file: partial(write_tensors, tensors=tensors) for file, tensors in files.items()}
    if (folder / WEIGHT_INDEX).is_file():
        held = {tensor.name: file for file, tensors in files.items() for tensor in tensors}
        changes[WEIGHT_INDEX] = _json({"metadata": {}, "weight_map": held})
    return changes | ({"config.json": _json(config)} if whole else {})


_CHANGES: dict[Mend, Callable[[Path, Path | None], FileChanges]] = {
    Mend.TOKENIZER: _tokenizer,
    Mend.TOKENIZER_BESIDE: _tokenizer_beside,
    Mend.WEIGHT_LIST: _weight_list,
    Mend.TOKENIZER_CLASS: _tokenizer_class,
    Mend.CHAT_TEMPLATE: _chat_template,
    Mend.OLDER_TEMPLATE: _older_template,
    Mend.STOP_TOKENS: _stop_tokens,
    Mend.WEIGHT_NAMES: _weight_names,
    Mend.FULL_PRECISION: _full_precision,
    Mend.BASE: _base,
    Mend.REWRITE: _rewrite,
}


def _complete_stops(folder: Path, base: Path | None, vocabulary: Vocabulary, turn_end: str) -> FileChanges:
    """A ``generation_config.json`` that lists every stop token, the base model's among them; nothing when it does
    already."""
    generation = read_optional(folder / GENERATION)
    before = stop_ids(text_config(read_optional(folder / "config.json")), generation)
    texts = {turn_end, special_token(read_optional(folder / TOKENIZER_CONFIG), "eos_token")} | (
        _stops(base) if base else set()
    )
    after = before | {vocabulary.added[text] for text in texts if text in vocabulary.added}
    return {GENERATION: _json(generation | {"eos_token_id": sorted(after)})} if after != before else {}


def _stops(base: Path) -> set[str]:
    """The texts of a base model's stop tokens: in another tokenizer they may have other ids."""
    ids = stop_ids(text_config(read_optional(base / "config.json")), read_optional(base / GENERATION))
    named = {text for text, number in read_vocabulary(base).added.items() if number in ids}
    return named | {special_token(read_optional(base / TOKENIZER_CONFIG), "eos_token")}


def _with_template(config: dict[str, object], template: str) -> FileChanges:
    """The template in its own file only: the two places could disagree."""
    rest = {key: value for key, value in config.items() if key != "chat_template"}
    return {TOKENIZER_CONFIG: _json(rest), _JINJA: template.encode()}


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


def faulty_folder(checkpoint: Checkpoint, kind: Mend) -> Path:
    """The folder whose files are at fault: an adapter's base model may be."""
    if kind in (Mend.WEIGHT_NAMES, Mend.FULL_PRECISION):
        return checkpoint.model_folder
    if kind is not Mend.REWRITE:
        return tokenizer_folder(checkpoint.folder, checkpoint.base)
    return checkpoint.base if checkpoint.base and not any(odd_texts(checkpoint.folder)) else checkpoint.folder


def mended_copy(folder: Path, kind: Mend, base: Path | None, otherwise: Path) -> Path:
    """A mended copy beside ``folder``, or in ``otherwise`` where nothing can be saved. Raises ``Failure``."""
    other = otherwise / folder.name
    try:
        try:
            return mend(folder, kind, free_destination(folder), base)
        except OSError as error:
            if error.errno not in _LOCKED:
                raise
            return mend(folder, kind, free_destination(other), base)
    except OSError as error:
        raise Failure(FailureKind.DESTINATION_NOT_WRITABLE, str(error), path=str(folder.parent)) from error
