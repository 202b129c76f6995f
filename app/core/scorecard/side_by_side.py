"""Two models asked the same."""

from pathlib import Path

from msgspec import Struct

from app.core.scorecard.questions import Flip, Judge


class ModelName(Struct, frozen=True):
    """An installed model by its name, "name:version" or id; where there is none, a model folder."""

    name: str
    folder: Path | None = None
    base: Path | None = None  # the base model's, where the folder is an adapter


class Side(Struct, frozen=True, kw_only=True):
    """One model's answer and what it cost."""

    model: str
    answer: str = ""
    tokens: int = 0
    tokens_per_second: float = 0.0  # speed of the tokens after the first
    seconds_to_first: float = 0.0
    ended: bool = True  # it came to its end by itself
    passed: bool | None = None


class AnswerPair(Struct, frozen=True, kw_only=True):
    question: str
    expected: str
    judge: Judge
    a: Side
    b: Side
    parts_at: int | None  # number, counted from 1, of the first token that differs; None: they are the same
    flipped: Flip | None = None  # from a to b


def parting_character(one: str, other: str) -> int | None:
    """Where the word begins, counted from 0, in which two texts first differ; None when they do not."""
    if one == other:
        return None
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    while same and not one[same - 1].isspace():
        same -= 1
    return same


def parting(one: tuple[int, ...], other: tuple[int, ...]) -> int | None:
    """The number, counted from 1, of the first place where they differ; None when they do not."""
    for number, (a, b) in enumerate(zip(one, other, strict=False), start=1):
        if a != b:
            return number
    return None if len(one) == len(other) else min(len(one), len(other)) + 1
