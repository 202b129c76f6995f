"""Which files of a folder hold the model's weights, by their names alone, where Hugging Face's list is missing."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.core.checkpoint.model_search import models_inside, other_format, weights_apart
from app.core.checkpoint.ranking import WHOLE
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.folder import entries, is_lfs_pointer

WEIGHT_INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"

_SHARD = re.compile(r"(.+-)(\d{5})(-of-(\d{5})\.safetensors)")
_EPOCH = re.compile(r"hf_model_\d{4}_(\d{1,9})\.safetensors")  # torchtune before 0.5
_MISTRAL = re.compile(r"consolidated.*\.safetensors")  # its weights have other names than transformers'
_UNFINISHED = re.compile(
    r".+\.(safetensors|bin)[^/]*\.(crdownload|part|partial|incomplete|download|aria2|!ut|tmp)", re.IGNORECASE
)
_PICKLES = re.compile(
    r"(pytorch_model|model|consolidated|adapter_model).*\.bin"
    r"|(?!optimizer|scheduler|rng_state|scaler|train|random_states).+\.(pth?|ckpt)",  # training state is excepted
    re.IGNORECASE,
)
_ENDING = re.compile(r"( ?\(\d+\)| - Copy| copy)+(?=\.)|\.(txt|download)$", re.IGNORECASE)


def missing_weights(folder: Path) -> Failure:
    """Why a folder without safetensors has no weights that can be used: other formats, other names, another folder, or
    nothing at all. Raises ``OSError``."""
    if lost := _lost_link(folder):
        return Failure(FailureKind.NO_WEIGHTS, "", Variant.LINK, path=str(folder), link=lost)
    names = sorted(path.name for path in entries(folder) if path.is_file())
    if missing := _missing_shard(names):
        return absent(folder / missing)
    if any(map(_SHARD.fullmatch, names)) or any(map(_EPOCH.fullmatch, names)):
        details = "shards without an index"
        return Failure(FailureKind.WEIGHTS_INCOMPLETE, details, Variant.UNLISTED, file=WEIGHT_INDEX)
    if unfinished := next(filter(_UNFINISHED.fullmatch, names), None):
        facts = {"file": unfinished, "unfinished": unfinished}
        return Failure(FailureKind.WEIGHTS_INCOMPLETE, "download", Variant.UNFINISHED, **facts)
    for name in filter(_PICKLES.fullmatch, names):
        kind = FailureKind.LFS_POINTER if is_lfs_pointer(folder / name) else FailureKind.PICKLE_WEIGHTS
        return Failure(kind, file=name)
    if inside := models_inside(folder, WHOLE):
        return weights_deeper(folder, inside[0])
    if apart := weights_apart(folder):
        return Failure(FailureKind.NO_WEIGHTS, "", Variant.APART, path=str(folder), apart=apart)
    if gguf := next((name for name in names if name.lower().endswith(".gguf")), None):
        return Failure(FailureKind.GGUF, file=gguf)
    return _other_weights(folder, names)


def weights_deeper(folder: Path, name: str) -> Failure:
    """The weights are in the folder ``name`` in ``folder``."""
    kind, path = FailureKind.NO_WEIGHTS, str(folder)
    return Failure(kind, "", Variant.SUBFOLDER, (folder / name,), path=path, subfolder=name)


def unlisted_weights(folder: Path) -> list[str]:
    """The files of one whole model that no list names; several trainings of it may lie side by side. Raises
    ``OSError``."""
    names = sorted(path.name for path in entries(folder) if path.is_file())
    shards = [match for match in map(_SHARD.fullmatch, names) if match]
    if shards:
        return [match[0] for match in shards if (match[1], match[4]) == (shards[0][1], shards[0][4])]
    epochs = [match for match in map(_EPOCH.fullmatch, names) if match]
    latest = max((int(match[1]) for match in epochs), default=0)
    return [match[0] for match in epochs if int(match[1]) == latest] or list(_whole(names))[:1]


def holds_weights(folder: Path) -> bool:
    """Whether there are weights of a whole model, and not only of an adapter, under any name."""
    names = [path.name for path in entries(folder)]
    return any(_whole(names)) or any(name.startswith("pytorch_model") and name.endswith(".bin") for name in names)


def absent(path: Path) -> Failure:
    """What became of a file that is not there: a link leads nowhere, or a copy of it has another name."""
    kind, details, file = FailureKind.WEIGHTS_INCOMPLETE, "missing", path.name
    if path.is_symlink():
        return Failure(kind, details, Variant.LINK, file=file, link=file)
    names = (each.name for each in entries(path.parent) if _ENDING.sub("", each.name) == file)
    if renamed := next(names, None):
        return Failure(kind, details, Variant.RENAMED, file=file, renamed=renamed, needed=file)
    return Failure(kind, details, file=file)


def _whole(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if name.endswith(".safetensors") and "adapter" not in name)


def _lost_link(folder: Path) -> str | None:
    links = (path for path in entries(folder) if path.suffix == ".safetensors" and path.is_symlink())
    return next((path.name for path in links if not path.exists()), None)


def _missing_shard(names: Sequence[str]) -> str:
    """The first of "…-00001-of-00003.safetensors" and its like that is not there; "" when all are, or none is."""
    there = set(names)
    for match in filter(None, map(_SHARD.fullmatch, names)):
        for number in range(1, min(int(match[4]), len(names) + 1) + 1):
            if (name := f"{match[1]}{number:05}{match[3]}") not in there:
                return name
        return ""
    return ""


def _other_weights(folder: Path, names: Sequence[str]) -> Failure:
    kind, path = FailureKind.NO_WEIGHTS, str(folder)
    if own := next(filter(_MISTRAL.fullmatch, names), None):
        return Failure(kind, "", Variant.MISTRAL, path=path, mistral=own)
    if renamed := next(iter(_whole(names)), None):
        return Failure(kind, "", Variant.RENAMED, path=path, renamed=renamed)
    if any(name.lower().endswith(".onnx") for name in names) or (folder / "onnx").is_dir():
        return Failure(kind, "", Variant.ONNX, path=path)
    return other_format(kind, folder) or Failure(kind, path=path)
