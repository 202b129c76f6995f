"""Which of the models that a training program leaves is the finished one, by names and files alone."""

import re
from collections.abc import Iterable
from pathlib import Path

from app.core.checkpoint.adapter import (
    ADAPTER_CONFIG,
    STARTS,
    adapter_weights,
    base_beside,
    base_name,
    full_precision,
    is_quantized,
)
from app.core.failures import Failure
from app.core.files.folder import read_json

WHOLE, CONVERTED, ADAPTER, USELESS = range(4)
_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_CONVERTED = "pissa_converted"
_FINISHED = frozenset({"final", "merged", "best", "fused", "exported"})  # words of a name
_CHECKPOINT = re.compile(r"(checkpoint|ckpt|epoch|step|iter)s?[-_]?\d+", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,18}")
_WORD = re.compile(r"[a-z]+")


def best_first(folder: Path, found: Iterable[Path]) -> list[Path]:
    """``found`` below ``folder``, the most likely first and what adapters were trained on last: chosen without the
    adapter, it would lack the training."""
    models = [path for path in found if path.name not in STARTS]
    named = {name for path in models for name in _base_names(path)}
    beside = {base_beside(path) for path in models}
    models.sort(key=lambda path: (path.name in named or path in beside, *_sort_key(folder, path)))
    best = _best_checkpoint(models[0]) if models else None
    return sorted(models, key=lambda path: path != best)


def rank(folder: Path) -> int:
    """Whole models, then converted ones, adapters, and what cannot be converted: without weights, or quantised."""
    if (folder / "genai_config.json").exists():
        return CONVERTED
    if (folder / "config.json").exists() and holds_whole_weights(folder):
        return USELESS if is_quantized(folder) else WHOLE
    return ADAPTER if (folder / ADAPTER_CONFIG).exists() and adapter_weights(folder).exists() else USELESS


def converted_inside(folder: Path) -> list[str]:
    """Where LLaMA-Factory leaves the ordinary adapter that it makes of a PiSSA one."""
    return [_CONVERTED] if rank(folder / _CONVERTED) == ADAPTER else []


def holds_whole_weights(folder: Path) -> bool:
    return any((folder / name).exists() for name in _WEIGHTS)


def _best_checkpoint(last: Path) -> Path | None:
    """Beside the ``last`` checkpoint, when training has measured which it was (transformers, ``TrainerState``)."""
    try:
        best = read_json(last / "trainer_state.json").get("best_model_checkpoint")
    except (Failure, OSError):
        return None
    return last.parent / base_name(best) if isinstance(best, str) and _CHECKPOINT.search(last.name) else None


def _base_names(folder: Path) -> set[str]:
    """Names of the model that an adapter was trained on, and of the one that this was quantised from."""
    try:
        name = base_name(str(read_json(folder / ADAPTER_CONFIG).get("base_model_name_or_path") or ""))
    except (Failure, OSError):
        return set()
    return {name, full_precision(name)} - {""}


def _sort_key(folder: Path, path: Path) -> tuple[int, bool, bool, tuple[int, ...], str]:
    """Sorts the most likely first: finished ones before checkpoints, and of those the latest by the numbers of its
    whole path: steps, or dates."""
    inner = path.relative_to(folder).as_posix()
    finished = path.name.lower() == "model" or not _FINISHED.isdisjoint(_WORD.findall(path.name.lower()))
    numbers = () if finished else tuple(-int(number) for number in _NUMBER.findall(inner))
    return rank(path), not finished, bool(_CHECKPOINT.search(inner)), numbers, inner
