"""A model of ours whose own note was lost or damaged: it is told from another program's, and the note is made anew."""

from datetime import UTC, datetime
from pathlib import Path

from app.core.converted_check import GENAI_CONFIG, check_converted
from app.core.foundry_config import default_sampling
from app.core.installed import name_of_id, version_of_id
from app.core.installed_package import read_package_note
from app.core.library import UNCONFIRMED, folder_bytes, read_provenance
from app.core.library_format import FILE
from app.core.plan import Deployment
from app.core.unpacking import digest


def is_ours(identifier: str, folder: Path) -> bool:
    """Whether the registered ``folder`` is a version's place in one of our libraries."""
    place = (folder.parent.name, folder.name) == (name_of_id(identifier), str(version_of_id(identifier)))
    return place and (folder.parent.parent / FILE).is_file() and (folder / GENAI_CONFIG).is_file()


def is_begun(folder: Path) -> bool:
    """Whether another window is installing it at this moment, or was ended by force while it did."""
    return (folder / UNCONFIRMED).is_file()


def recovered(identifier: str, folder: Path) -> Deployment:
    """What the model's other files tell; its system prompt and what was changed of its sampling are not among it.

    Raises ``Failure`` and ``OSError`` like ``check_converted``.
    """
    model = check_converted(folder)["model"]
    assert isinstance(model, dict)
    provenance, package = read_provenance(folder), read_package_note(folder)
    made = datetime.fromtimestamp((folder / GENAI_CONFIG).stat().st_mtime, UTC)
    return Deployment(
        name=name_of_id(identifier),
        model_id=identifier,
        folder=folder,
        precision=provenance.precision.value if provenance else "",
        context_length=model["context_length"],
        bytes=folder_bytes(folder),
        system_prompt=package.system_prompt if package else "",
        sampling=package.sampling if package else default_sampling(folder),
        created=made.isoformat(timespec="seconds"),
        source=provenance.source if provenance else package.source if package else "",
        package=digest(package) if package else "",
        template=provenance.template if provenance else None,
    )
