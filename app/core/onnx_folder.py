"""A folder that somebody has converted already: what the installing step needs to know of it."""

from pathlib import Path

from app.core.failures import Failure
from app.core.folder import read_json
from app.core.library import folder_bytes, read_provenance
from app.core.plan import ConvertedModel, Precision


def read_converted(folder: Path) -> ConvertedModel | None:
    """The model in ``folder``, by its ``genai_config.json``; None when there is none that can be read.

    The precision of a model that another program made is not written anywhere; int4 stands in for it.
    """
    try:
        model = read_json(folder / "genai_config.json").get("model")
        size = folder_bytes(folder)
    except (Failure, OSError):
        return None
    if not isinstance(model, dict):
        return None
    provenance = read_provenance(folder)
    tokens = model.get("context_length")
    return ConvertedModel(
        folder=folder,
        checkpoint=folder,
        architecture=provenance.architecture if provenance else str(model.get("type") or ""),
        precision=provenance.precision if provenance else Precision.INT4,
        context_length=tokens if type(tokens) is int else 0,
        bytes=size,
        seconds=0.0,
        peak_bytes=0,
    )
