"""How tokens are drawn: what a checkpoint asks for, within what a runtime can do."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.core.failures import Failure
from app.core.files.folder import read_json


class Sampling(Struct, frozen=True, kw_only=True):
    """How the next token is drawn. ``temperature`` 0 takes the most likely one every time (greedy). A default changes
    nothing of the model's own probabilities; ``top_k`` is transformers' own (``GenerationConfig``)."""

    temperature: float = 1.0
    top_p: float = 1.0
    top_k: int = 50
    repetition_penalty: float = 1.0
    max_output_tokens: int = 512


TUTORIAL = Sampling(temperature=0.7, top_p=0.9, top_k=50, repetition_penalty=1.1)  # those of Foundry Local's tutorial


def default_sampling(folder: Path) -> Sampling:
    """What the checkpoint's ``generation_config.json`` asks for; what it does not say stays neutral, and only what it
    says is greedy."""
    path = folder / "generation_config.json"
    try:
        config = read_json(path) if path.is_file() else {}
    except (Failure, OSError):
        config = {}
    usable = usable_sampling(config)
    return replace(usable, temperature=0.0) if config.get("do_sample") is False else usable


def usable_sampling(said: Mapping[str, object]) -> Sampling:
    """What a stranger's file says of it; neutral values in place of what no runtime can draw tokens by."""
    ours = Sampling()
    return Sampling(
        temperature=_number(said, "temperature", ours.temperature, 0, 2),
        top_p=_number(said, "top_p", ours.top_p, 0.01, 1),
        top_k=int(_number(said, "top_k", ours.top_k, 1, 1000)),
        repetition_penalty=_number(said, "repetition_penalty", ours.repetition_penalty, 0.5, 2),
        max_output_tokens=int(_number(said, "max_output_tokens", ours.max_output_tokens, 1, 1_000_000)),
    )


def _number(config: Mapping[str, object], key: str, otherwise: float, lowest: float, highest: float) -> float:
    value = config.get(key)
    usable = isinstance(value, int | float) and not isinstance(value, bool) and lowest <= value <= highest
    return float(value) if usable else otherwise  # type: ignore[arg-type]
