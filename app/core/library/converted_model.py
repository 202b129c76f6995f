"""A model that was converted, and is not in the library yet."""

from pathlib import Path

from msgspec import Struct

from app.core.library.fidelity import Fidelity
from app.core.library.provenance import Provenance
from app.core.recipe.recipe import Precision, Recipe


class ConvertedModel(Struct, frozen=True, kw_only=True):
    """An ONNX folder that was loaded and generated tokens before it got its final name."""

    folder: Path
    checkpoint: Path
    architecture: str
    precision: Precision
    context_length: int  # tokens
    bytes: int  # size of the whole folder
    seconds: float
    peak_bytes: int  # private memory of the converting process
    recipe: Recipe | None = None  # None: unknown, the folder was found
    fidelity: Fidelity | None = None  # None: it was not compared with its original


class WaitingModel(Struct, frozen=True, kw_only=True):
    """One that lies in ``folder``, the place of a version in a library, and was never installed."""

    folder: Path
    bytes: int
    provenance: Provenance

    @property
    def name(self) -> str:
        return self.folder.parent.name
