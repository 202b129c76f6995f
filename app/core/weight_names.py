"""Which files of a folder hold the model's weights, by their names alone, where Hugging Face's list is missing."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.folder import entries, is_lfs_pointer
from app.core.likeliest import WHOLE
from app.core.nearby import apart_facts, subfolder_facts
from app.core.other_formats import other_format

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"

_SHARD = re.compile(r"(.+-)(\d{5})(-of-(\d{5})\.safetensors)")
_EPOCH = re.compile(r"hf_model_\d{4}_(\d{1,9})\.safetensors")  # torchtune before 0.5
_MISTRAL = re.compile(r"consolidated.*\.safetensors")  # with other names of the weights than transformers'
_UNFINISHED = re.compile(
    r".+\.(safetensors|bin)[^/]*\.(crdownload|part|partial|incomplete|download|aria2|!ut|tmp)", re.IGNORECASE
)
_PICKLES = re.compile(
    r"(pytorch_model|model|consolidated|adapter_model).*\.bin"
    r"|(?!optimizer|scheduler|rng_state|scaler|train|random_states).+\.(pth?|ckpt)",  # those are of the training itself
    re.IGNORECASE,
)
_ENDING = re.compile(r"( ?\(\d+\)| - Copy| copy)+(?=\.)|\.(txt|download)$", re.IGNORECASE)


def missing_weights(folder: Path) -> Failure:
    """Why a folder without safetensors has no weights that can be used: other formats, other names, another folder, or
    nothing at all. Raises ``OSError``."""
    if lost := _lost_link(folder):
        return Failure(FailureKind.NO_WEIGHTS, path=str(folder), link=lost)
    names = sorted(path.name for path in entries(folder) if path.is_file())
    if missing := _missing_shard(names):
        return Failure(FailureKind.WEIGHTS_INCOMPLETE, "missing", file=missing, **absent_facts(folder / missing))
    if any(map(_SHARD.fullmatch, names)) or any(map(_EPOCH.fullmatch, names)):
        return Failure(FailureKind.WEIGHTS_INCOMPLETE, "shards without an index", file=INDEX, unlisted="yes")
    if unfinished := next(filter(_UNFINISHED.fullmatch, names), None):
        return Failure(FailureKind.WEIGHTS_INCOMPLETE, "download", file=unfinished, unfinished=unfinished)
    for name in filter(_PICKLES.fullmatch, names):
        kind = FailureKind.LFS_POINTER if is_lfs_pointer(folder / name) else FailureKind.PICKLE_WEIGHTS
        return Failure(kind, file=name)
    if deeper := subfolder_facts(folder, WHOLE) or apart_facts(folder):
        return Failure(FailureKind.NO_WEIGHTS, path=str(folder), **deeper)
    if gguf := next((name for name in names if name.lower().endswith(".gguf")), None):
        return Failure(FailureKind.GGUF, file=gguf)
    return Failure(FailureKind.NO_WEIGHTS, path=str(folder), **_other_facts(folder, names))


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
    """Whether there are weights of a whole model, and not only of an adapter, under whatever name."""
    names = [path.name for path in entries(folder)]
    return any(_whole(names)) or any(name.startswith("pytorch_model") and name.endswith(".bin") for name in names)


def absent_facts(path: Path) -> dict[str, str]:
    """What became of a file that is not there: a link leads nowhere, or a copy of it has another name."""
    if path.is_symlink():
        return {"link": path.name}
    names = (each.name for each in entries(path.parent) if _ENDING.sub("", each.name) == path.name)
    return {"renamed": name, "needed": path.name} if (name := next(names, None)) else {}


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


def _other_facts(folder: Path, names: Sequence[str]) -> dict[str, str]:
    if own := next(filter(_MISTRAL.fullmatch, names), None):
        return {"mistral": own}
    if renamed := next(iter(_whole(names)), None):
        return {"renamed": renamed}
    if any(name.lower().endswith(".onnx") for name in names) or (folder / "onnx").is_dir():
        return {"onnx": "model.onnx"}
    return other_format(folder)
