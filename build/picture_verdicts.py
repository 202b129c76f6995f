"""Installed models with their notes and verdicts, for the pictures of the windows that show them."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from picture_models import NAME, deployment
from picture_stage import Stage
from PySide6.QtWidgets import QWidget

from app.core.events import Failed, Progress
from app.core.failures import FailureKind
from app.core.library.notes import write_deployment, write_provenance
from app.core.recipe.recipe import Precision
from app.core.scorecard.scorecard import Scorecard, this_computer
from app.core.steps import Step
from tests.core.scorecard.scorecards import CARD
from tests.core.scorecard.test_verdict import card
from tests.recorded import A_PROVENANCE

MEASURING = Progress(step=Step.MEASURING, overall=0.31, seconds_left=140)
NO_MEMORY = Failed(FailureKind.OUT_OF_MEMORY, "exit code -9")
Shown = Callable[[Stage], QWidget]


def place(stage: Stage, version: int = 1) -> Path:
    folder = stage.home / "data" / "models" / NAME / str(version)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def noted(stage: Stage, version: int = 1, precision: str = "int4") -> Path:
    """With what is kept beside an installed model."""
    folder = place(stage, version)
    write_provenance(folder, replace(A_PROVENANCE, precision=Precision(precision)))
    write_deployment(deployment(folder, version, precision=precision), "deployment.json")
    return folder


def good() -> Scorecard:
    return card("int4", replace(CARD, computer=this_computer()))


def far() -> Scorecard:
    return card("int4", replace(CARD, computer=this_computer()), agreement=0.5, endless=0.5, speed=3.0)
