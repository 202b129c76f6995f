"""An installed model as the library shows it, and what can be wrong with one."""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.files.folder import read_json
from app.core.library.converted_check import GENAI_CONFIG, REQUIRED_FILES, model_files
from app.core.library.deployment import Deployment
from app.core.library.naming import version_of_id
from app.core.library.notes import folder_bytes

LEAST_SHARE = 0.99  # share of the bytes that a model had; with less, part of it is gone


class ModelState(StrEnum):
    READY = "ready"
    NOT_REGISTERED = "not_registered"  # it is in a library, but Foundry Local does not know it
    FOLDER_GONE = "folder_gone"  # Foundry Local knows it, and its folder is not there
    FILE_MISSING = "file_missing"
    NOTE_LOST = "note_lost"  # ours, but its note is gone or damaged
    OTHER_PROGRAM = "other_program"  # registered by another program


class InstalledModel(Struct, frozen=True, kw_only=True):
    deployment: Deployment
    state: ModelState = ModelState.READY
    missing: str = ""  # the file
    last_used: str = ""  # ISO 8601, UTC; "" for never
    own_bytes: int = 0  # bytes that deleting it would free
    keeper: str = ""  # a newer version of this program that keeps it: here it is only read

    @property
    def version(self) -> int:
        return version_of_id(self.deployment.model_id)


class Mended(Struct, frozen=True, kw_only=True):
    """What ``repair`` made of one model; ``state`` is what it had been, ``mended`` whether it works now."""

    model_id: str
    state: ModelState
    mended: bool
    folder: Path = Path()
    missing: str = ""
    details: str = ""


class LeftBehind(Struct, frozen=True, kw_only=True):
    """A model that could not be moved, and why."""

    model_id: str
    kind: FailureKind
    facts: dict[str, str] = {}


class LibraryMove(Struct, frozen=True, kw_only=True):
    """What came of moving a library's models."""

    moved: tuple[Deployment, ...] = ()  # the models as they are now
    left: tuple[LeftBehind, ...] = ()


def missing_file(deployment: Deployment) -> str:
    """The first file that a deployed model lacks, by its own configuration and its size; "" when it is whole."""
    folder = deployment.folder
    for name in REQUIRED_FILES:
        if not (folder / name).is_file():
            return name
    try:
        model = read_json(folder / GENAI_CONFIG).get("model")
        decoder = model.get("decoder") if isinstance(model, dict) else None
        names = model_files(folder, decoder if isinstance(decoder, dict) else {})
    except (Failure, OSError):
        return GENAI_CONFIG
    for name in names:
        if not (folder / name).is_file():
            return name
    if folder_bytes(folder) < LEAST_SHARE * deployment.bytes:
        return f"{names[0]}.data"
    return ""
