"""What can be asked the same question: an installed model, what it was made from, or any model folder."""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from app.core.library.deployment import Deployment
from app.core.scorecard.side_by_side import ModelName


class ComparableKind(StrEnum):
    INSTALLED = "installed"
    ORIGINAL = "original"  # its weights as they were trained
    BASE = "base"  # the base model of an adapter, before tuning
    FOLDER = "folder"  # chosen by the user


class Comparable(Struct, frozen=True):
    """``deployment`` is that of an installed model; ``name`` is what the engine is told."""

    kind: ComparableKind
    name: ModelName
    deployment: Deployment | None = None


def installed_comparable(deployment: Deployment) -> Comparable:
    return Comparable(ComparableKind.INSTALLED, ModelName(deployment.model_id), deployment)


def folder_comparable(kind: ComparableKind, folder: Path, base: Path | None = None) -> Comparable:
    return Comparable(kind, ModelName(str(folder), folder, base))
