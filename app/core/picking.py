"""The smallest precision whose result is as close to the original as is wanted, among those within the user's limits:
each is converted and measured, the smallest first, until one passes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.estimate import Estimate, Fit
from app.core.estimate.speeds import WORDS_PER_TOKEN
from app.core.failures import Failure, FailureKind
from app.core.library.fidelity import CLOSE, USABLE, Fidelity
from app.core.recipe.offer import obstacle
from app.core.recipe.recipe import Recipe
from app.core.recipe.usual import for_precision


class Goal(StrEnum):
    """What matters to the user."""

    CLOSE = "close"
    BALANCED = "balanced"
    SMALL = "small"


LEAST: Mapping[Goal, float] = {Goal.CLOSE: 0.97, Goal.BALANCED: CLOSE, Goal.SMALL: USABLE}  # share of same next words


class Limits(Struct, frozen=True, kw_only=True):
    """What the converted model may take, and must do, as far as it is estimated before the work."""

    bytes: float | None = None  # of the folder
    tokens_per_second: float | None = None

    def hold(self, estimate: Estimate) -> bool:
        small = self.bytes is None or estimate.bytes <= self.bytes
        return small and (self.tokens_per_second is None or estimate.tokens_per_second >= self.tokens_per_second)


class Attempt(Struct, frozen=True):
    recipe: Recipe
    bytes: int  # that its result is expected to have
    seconds: float  # that it is expected to take


class Picking(Struct, frozen=True):
    goal: Goal
    limits: Limits
    attempts: tuple[Attempt, ...]  # the smallest first

    def accepts(self, number: int, found: Fidelity | None) -> bool:
        """Whether the attempt with this ``number`` is the one: close enough, or the last."""
        return found is None or found.same_next >= LEAST[self.goal] or number + 1 == len(self.attempts)


def pick(checkpoint: Checkpoint, recipe: Recipe, goal: Goal, limits: Limits, estimates: Sequence[Estimate]) -> Picking:
    """What is to be tried, in the order of ``estimates``. One that this computer has no memory for is tried only where
    nothing else is left. Raises ``Failure(OUT_OF_LIMITS)`` where no precision is within the ``limits``."""
    possible = [
        (each, own)
        for each in estimates
        if obstacle(checkpoint, own := for_precision(recipe, each.precision, checkpoint)) is None
    ]
    within = [(each, own) for each, own in possible if limits.hold(each)]
    if not within:
        raise _out_of_limits([each for each, _ in possible])
    fitting = [(each, own) for each, own in within if each.fits is not Fit.NO]
    attempts = (Attempt(own, each.bytes, each.seconds) for each, own in fitting or within[:1])
    return Picking(goal, limits, tuple(attempts))


def _out_of_limits(possible: Sequence[Estimate]) -> Failure:
    smallest = min(possible, key=lambda estimate: estimate.bytes)
    speed = f"{smallest.tokens_per_second * WORDS_PER_TOKEN:.1f}"
    return Failure(FailureKind.OUT_OF_LIMITS, smallest_bytes=str(smallest.bytes), speed=speed)
