"""Restores the note of a model of ours when it was lost or damaged, and tells such a model from another program's."""

from pathlib import Path

from msgspec.structs import replace

from app.core.files.file_times import changed_at
from app.core.library.converted_check import GENAI_CONFIG, check_converted
from app.core.library.deployment import Deployment, library_of
from app.core.library.format import LIBRARY_FILE
from app.core.library.naming import name_of_id, version_of_id
from app.core.library.notes import DEPLOYMENT, folder_bytes, kept_deployment, read_provenance
from app.core.library.sampling import default_sampling
from app.core.package.package_note import read_package_note
from app.core.package.unpacking import digest


def is_ours(identifier: str, folder: Path) -> bool:
    """Whether the registered ``folder`` is a version's place in one of our libraries."""
    place = (folder.parent.name, folder.name) == (name_of_id(identifier), str(version_of_id(identifier)))
    noted = (folder / DEPLOYMENT).is_file() or (library_of(folder) / LIBRARY_FILE).is_file()
    return place and noted and (folder / GENAI_CONFIG).is_file()


def restored_note(identifier: str, folder: Path) -> Deployment:
    """What the copy of the note says; without one what the model's other files tell, among which its system prompt and
    what was changed of its sampling are not.

    Raises ``Failure`` and ``OSError`` like ``check_converted``.
    """
    if kept := kept_deployment(folder):
        check_converted(folder)
        return replace(kept, name=name_of_id(identifier), model_id=identifier)
    model = check_converted(folder)["model"]
    assert isinstance(model, dict)
    provenance, package = read_provenance(folder), read_package_note(folder)
    made = changed_at(folder / GENAI_CONFIG)
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
