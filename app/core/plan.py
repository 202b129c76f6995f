"""The one noun that travels: a ``Plan``, to which each step adds its part. Frozen; JSON by ``wire``."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.forecast import Forecast
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.sampling import Sampling
from app.core.picking import Picking
from app.core.recipe.offer import runs_here
from app.core.recipe.recipe import Recipe


class Session(Struct, frozen=True, kw_only=True):
    """How far the user was when the window was closed."""

    version: str  # the program's: numbers of pages are of one version only
    pages: tuple[int, ...]  # those that Back leads to, and the one that was shown
    plans: tuple["Plan", ...]  # the plan with which each of them was entered
    draft: "Plan"  # the plan with what was entered on the last one


class Plan(Struct, frozen=True, kw_only=True):
    """What the user has decided and what has been done about it so far."""

    library: Path  # folder of installed models
    checkpoint: Checkpoint | None = None
    recipe: Recipe = Recipe()
    forecast: Forecast | None = None  # what the conversion is expected to take
    picking: Picking | None = None  # what is tried until one is close enough; ``recipe`` is the first of it
    calibration: Path | None = None  # the user's training file; None: built-in texts
    name: str = ""
    system_prompt: str = ""
    sampling: Sampling = Sampling()
    replaces: bool = False  # the earlier versions of the name go to the trash
    converted: ConvertedModel | None = None
    deployment: Deployment | None = None
    package: Path | None = None  # chosen in the place of a checkpoint

    @property
    def runs_here(self) -> bool:
        """Whether this computer can run what is made."""
        return runs_here(self.recipe.target)

    @property
    def recipes(self) -> tuple[Recipe, ...]:
        """Those that may be converted with, one after the other."""
        return tuple(each.recipe for each in self.picking.attempts) if self.picking else (self.recipe,)

    def accepts(self, recipe: Recipe, model: ConvertedModel) -> bool:
        """Whether nothing larger has to be tried after ``model``, which was converted with one of the ``recipes``."""
        return self.picking is None or self.picking.accepts(self.recipes.index(recipe), model.fidelity)

    @property
    def installs_as_it_is(self) -> bool:
        """Whether what was chosen is converted already: there is nothing to choose and nothing to convert."""
        if self.package:
            return True
        return bool(self.converted and self.checkpoint and self.converted.folder == self.checkpoint.folder)

    @property
    def decided(self) -> "Plan":
        """What of it an installation follows from."""
        return replace(self, converted=None, deployment=None, forecast=None)
