"""Which precisions are tried on this computer to find the smallest that is close enough."""

from collections.abc import Sequence

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.estimate import Estimate, Fit
from app.core.estimate.speeds import WORDS_PER_TOKEN
from app.core.failures import Failure, FailureKind
from app.core.picking import Attempt, Goal, Limits, Picking
from app.core.recipe.offer import obstacle
from app.core.recipe.recipe import Recipe
from app.core.recipe.usual import for_precision


def pick(checkpoint: Checkpoint, recipe: Recipe, goal: Goal, limits: Limits, estimates: Sequence[Estimate]) -> Picking:
    """What is to be tried, in the order of ``estimates``. One that this computer has no memory for is tried only where
    nothing else is left. Raises ``Failure(OUT_OF_LIMITS)`` where no precision is within the ``limits``."""
    possible = [
        (each, own)
        for each in estimates
        if obstacle(checkpoint, own := for_precision(recipe, each.precision, checkpoint)) is None
    ]
    within = [(each, own) for each, own in possible if _holds(limits, each)]
    if not within:
        raise _out_of_limits([each for each, _ in possible])
    fitting = [(each, own) for each, own in within if each.fits is not Fit.NO]
    attempts = (Attempt(own, each.bytes, each.seconds) for each, own in fitting or within[:1])
    return Picking(goal, limits, tuple(attempts))


def _holds(limits: Limits, estimate: Estimate) -> bool:
    small = limits.bytes is None or estimate.bytes <= limits.bytes
    return small and (limits.tokens_per_second is None or estimate.tokens_per_second >= limits.tokens_per_second)


def _out_of_limits(possible: Sequence[Estimate]) -> Failure:
    smallest = min(possible, key=lambda estimate: estimate.bytes)
    speed = f"{smallest.tokens_per_second * WORDS_PER_TOKEN:.1f}"
    return Failure(FailureKind.OUT_OF_LIMITS, smallest_bytes=str(smallest.bytes), speed=speed)
