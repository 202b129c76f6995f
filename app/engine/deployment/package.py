"""A model out to one file, and from one file in again."""

import shutil
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec.structs import asdict

from app import __version__
from app.core.checkpoint.model_card import read_model_card
from app.core.estimate.installation_time import unpacking_seconds
from app.core.events import Unit, as_part
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.durable import flush_names
from app.core.files.lock import locked
from app.core.library.deployment import Deployment
from app.core.library.format import check_format
from app.core.library.naming import check_name
from app.core.library.notes import installed_as, read_provenance, reserve_folder
from app.core.library.sampling import usable_sampling
from app.core.package.manifest import Manifest, PackedModel
from app.core.package.model_safety import check_safe
from app.core.package.package_note import (
    find_installed,
    interrupted_deployment,
    staging_folder,
    staging_lock,
    write_package_note,
)
from app.core.package.packing import pack as write_package
from app.core.package.packing import part_of
from app.core.package.unpacking import Package, digest
from app.core.package.zip_entries import refused
from app.core.requests import Deploy, Install, Installation, Pack
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.deployment.deploy import deploy, foretold_steps
from app.engine.library.listing import list_models, usable
from app.engine.progress import Steps
from app.storage.libraries import library_lock, taken_versions
from app.storage.package_parts import writing


def pack(request: Pack, emit: Emit) -> PackedModel:
    """Raises ``Failure`` and ``OSError``; what was written so far then stays, for the next run to go on with."""
    started = time.perf_counter()
    installed = [each for each in usable(list_models()) if request.name in (each.name, each.model_id)]
    if not installed:
        raise Failure(FailureKind.NOT_INSTALLED, name=request.name)
    steps = Steps(emit, {Step.PACKING: 1})
    steps.start(Step.PACKING)
    report = partial(steps.advance, unit=Unit.BYTES)
    with writing(part_of(request.output)):
        write_package(installed[0].folder, _about(installed[0]), request.output, report, request.replaces)
    size = request.output.stat().st_size
    return PackedModel(path=request.output, name=installed[0].name, bytes=size, seconds=time.perf_counter() - started)


def _about(deployment: Deployment) -> Manifest:
    provenance = read_provenance(deployment.folder)
    return Manifest(
        name=deployment.name,
        architecture=provenance.architecture if provenance else "",
        precision=deployment.precision,
        context_length=deployment.context_length,
        system_prompt=deployment.system_prompt,
        sampling=deployment.sampling,
        source=deployment.source,
        license=read_model_card(deployment.folder).license,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        installer=__version__,
    )


def install(request: Install, emit: Emit) -> Installation:
    """Raises ``Failure`` and ``OSError``; no model is then visible
    that was not before."""
    with Package(request.package) as package:
        manifest = package.manifest
        name = request.name or manifest.name
        if failure := check_name(name):
            raise failure
        check_format(request.library)
        staging = staging_folder(request.library, manifest)
        with locked(staging_lock(staging)):
            if present := find_installed(request.library, name, manifest):
                return Installation(present, unchanged=True)
            _refuse_taken(request, name)
            first = unpacking_seconds(request.package.stat().st_size)
            later = sum(foretold_steps(request.package.stat().st_size).values())
            share = first / (first + later)
            _unpack(package, request.library, staging, lambda event: emit(as_part(event, 0, share, later)), first)
            deployment = _deploy(request, manifest, staging, name, lambda event: emit(as_part(event, share, 1, 0)))
            return Installation(deployment, unchanged=False)


def _refuse_taken(request: Install, name: str) -> None:
    """A stranger's package must not take the place of a model unasked."""
    if request.update or request.replaces:
        return
    others = {model.deployment.name.casefold() for model in list_models()}
    if name.casefold() in others or installed_as(request.library, name):
        raise Failure(FailureKind.NAME_TAKEN, "", Variant.PACKAGE, name=name, package=str(request.package))


def _unpack(package: Package, library: Path, staging: Path, emit: Emit, seconds: float) -> None:
    steps = Steps(emit, {Step.UNPACKING: seconds}, timed=True)
    steps.start(Step.UNPACKING)
    if interrupted := interrupted_deployment(library, package.manifest):
        shutil.rmtree(staging, ignore_errors=True)
        interrupted.rename(staging)
    try:
        staging.mkdir(parents=True, exist_ok=True)
        write_package_note(staging, package.manifest)  # tells the next start what an interrupted run was about
        package.unpack(staging, partial(steps.advance, unit=Unit.BYTES))
        check_safe(staging, refused)
    except (Failure, OSError):  # a run that was ended by force leaves its part, for the next one to go on with
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _deploy(request: Install, manifest: Manifest, staging: Path, name: str, emit: Emit) -> Deployment:
    with library_lock():
        folder = reserve_folder(request.library, name, taken_versions(name))
        folder.rmdir()  # Windows renames to nothing that exists
        staging.rename(folder)
    flush_names(folder.parent)
    order = Deploy(
        folder=folder,
        name=name,
        library=request.library,
        system_prompt=manifest.system_prompt if request.system_prompt is None else request.system_prompt,
        sampling=request.sampling or usable_sampling(asdict(manifest.sampling)),
        source=manifest.source,
        package=digest(manifest),
        replaces=request.replaces,
    )
    try:
        return deploy(order, emit)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()  # fails while other versions are in it
        raise
