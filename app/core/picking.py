"""The smallest precision whose result is as close to the original as is wanted, among those within the user's limits:
each is converted and measured, the smallest first, until one passes."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from app.core.library.fidelity import CLOSE, USABLE, Fidelity
from app.core.recipe.recipe import Recipe


class Goal(StrEnum):
    """What matters to the user."""

    CLOSE = "close"
    BALANCED = "balanced"
    SMALL = "small"


LEAST: Mapping[Goal, float] = {Goal.CLOSE: 0.97, Goal.BALANCED: CLOSE, Goal.SMALL: USABLE}  # share of same next words


class Limits(Struct, frozen=True, kw_only=True):
    """What the converted model may take, and must do, as far as it is estimated before the work."""

    bytes: float | None = None  # size of the folder
    tokens_per_second: float | None = None


class Attempt(Struct, frozen=True):
    recipe: Recipe
    bytes: int  # size that its result is expected to have
    seconds: float  # time that it is expected to take


class Picking(Struct, frozen=True):
    goal: Goal
    limits: Limits
    attempts: tuple[Attempt, ...]  # the smallest first

    def accepts(self, number: int, found: Fidelity | None) -> bool:
        """Whether the attempt with this ``number`` is the one: close enough, or the last."""
        return found is None or found.same_next >= LEAST[self.goal] or number + 1 == len(self.attempts)
