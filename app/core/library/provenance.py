"""Where a converted model came from."""

from msgspec import Struct

from app.core.checkpoint.fingerprint import SourceMarks
from app.core.computer.tuning import Tuning
from app.core.library.fidelity import Fidelity
from app.core.recipe.recipe import Precision, Recipe
from app.core.template.verification import TemplateVerification


class Provenance(Struct, frozen=True, kw_only=True):
    """Where a converted model came from; lies in its folder, so it holds no path of this computer."""

    architecture: str
    precision: Precision
    context_length: int  # tokens
    token_bytes: int = 0  # of a token's keys and values; 0 for models of earlier versions
    source: str  # the checkpoint's folder name
    marks: SourceMarks | None = None  # the checkpoint's; None for models of earlier versions
    base: str = ""  # the folder name of an adapter's base model
    created: str  # ISO 8601, UTC
    installer: str  # version
    template: TemplateVerification | None = None  # None until the model was deployed
    recipe: Recipe | None = None  # None for models of earlier versions
    calibration: str = ""  # name of the user's training file that it was calibrated with; empty: built-in texts
    fidelity: Fidelity | None = None  # None for models of earlier versions, and for those that do not run here
    tuning: Tuning | None = None  # tuning for the computer where it was deployed last
