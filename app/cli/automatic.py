"""``convert --precision auto``: the smallest precision whose result is as close to the original as is wanted, among
those within the user's limits."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.estimate import Estimate, Fit
from app.core.failures import Failure, FailureKind
from app.core.library.converted_model import ConvertedModel
from app.core.library.fidelity import CLOSE, USABLE
from app.core.recipe.offer import obstacle
from app.core.recipe.recipe import Recipe
from app.core.recipe.usual import for_precision
from app.core.requests import Convert
from app.wording.estimates import WORDS_PER_TOKEN

AUTOMATIC = "auto"
Estimates = Callable[[Checkpoint, Recipe], tuple[Estimate, ...]]


class Goal(StrEnum):
    """What matters to the user."""

    CLOSE = "close"
    BALANCED = "balanced"
    SMALL = "small"


class Limits(Struct, frozen=True, kw_only=True):
    """What the converted model may take, and must do, as far as it is estimated before the work."""

    bytes: float | None = None  # of the folder
    tokens_per_second: float | None = None

    def hold(self, estimate: Estimate) -> bool:
        small = self.bytes is None or estimate.bytes <= self.bytes
        return small and (self.tokens_per_second is None or estimate.tokens_per_second >= self.tokens_per_second)


LEAST: Mapping[Goal, float] = {Goal.CLOSE: 0.97, Goal.BALANCED: CLOSE, Goal.SMALL: USABLE}  # share of same next words


def convert_smallest(
    request: Convert, goal: Goal, limits: Limits, estimates: Estimates, run: Callable[[Convert], ConvertedModel]
) -> Sequence[ConvertedModel]:
    """What was tried, the smallest first; the last is what is left in ``request.output``. Raises ``Failure``
    (OUT_OF_LIMITS where no precision is within the ``limits``)."""
    tried: list[ConvertedModel] = []
    for attempt in _attempts(request, limits, estimates):
        if tried:
            shutil.rmtree(tried[-1].folder)
        tried.append(run(attempt))
        found = tried[-1].fidelity
        if found is None or found.same_next >= LEAST[goal]:
            break
    return tried


def _attempts(request: Convert, limits: Limits, estimates: Estimates) -> Iterator[Convert]:
    """One that this computer has no memory for is tried only where nothing else is left."""
    possible = [
        (recipe, estimate)
        for estimate in estimates(request.checkpoint, request.recipe)
        if obstacle(request.checkpoint, recipe := for_precision(request.recipe, estimate.precision, request.checkpoint))
        is None
    ]
    within = [(recipe, estimate) for recipe, estimate in possible if limits.hold(estimate)]
    if not within:
        raise _out_of_limits([estimate for _, estimate in possible])
    fitting = [recipe for recipe, estimate in within if estimate.fits is not Fit.NO]
    for recipe in fitting or [within[0][0]]:
        yield replace(request, recipe=recipe)


def _out_of_limits(possible: Sequence[Estimate]) -> Failure:
    smallest = min(possible, key=lambda estimate: estimate.bytes)
    speed = f"{smallest.tokens_per_second * WORDS_PER_TOKEN:.1f}"
    return Failure(FailureKind.OUT_OF_LIMITS, smallest_bytes=str(smallest.bytes), speed=speed)
