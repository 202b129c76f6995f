"""What lies in the place of a model's weights: other programs' formats, packed files, pieces of a training."""

import re
from collections.abc import Iterable
from pathlib import Path

from app.core.folder import entries

_ARCHIVE = re.compile(r".+\.(zip|7z|rar|tar|tgz|tar\.(gz|bz2|xz|zst)|(zip|7z)\.\d{3})", re.IGNORECASE)
_FOREIGN = re.compile(
    r".+\.(h5|msgpack|nemo|mlpackage|mlmodelc?|task|tflite|litertlm|pte)"  # Keras, Flax, NeMo, Apple, Google, PyTorch
    r"|openvino_model\.(xml|bin)|consolidated\.\d+\.pth|manifests",  # Intel, Meta, Ollama
    re.IGNORECASE,
)
_PARTS = re.compile(  # DeepSpeed, FSDP, NeMo
    r"global_step\d+|pytorch_model_fsdp_\d+|distributed_checkpoint|dist_ckpt|.+\.distcp"
)


def is_archive(name: str) -> bool:
    return bool(_ARCHIVE.fullmatch(name))


def other_format(folder: Path) -> dict[str, str]:
    """The first thing in ``folder`` that tells why there are no weights, as a fact; raises ``OSError``."""
    names = sorted(path.name for path in entries(folder))
    for fact, pattern in {"parts": _PARTS, "foreign": _FOREIGN, "archive": _ARCHIVE}.items():
        if found := _first(pattern, names):
            return {fact: found}
    return {}


def _first(pattern: re.Pattern[str], names: Iterable[str]) -> str | None:
    return next(filter(pattern.fullmatch, names), None)
