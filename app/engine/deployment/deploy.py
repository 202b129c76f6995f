"""A converted model becomes a model of Foundry Local: into the library, configured, registered, and heard from."""

from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from app import __version__, paths
from app.core.estimate.installation_time import (
    InstallRun,
    installation_steps,
    read_installations,
    remember_installation,
)
from app.core.estimate.speeds import TYPICAL, read_speeds
from app.core.events import Log
from app.core.failures import Failure
from app.core.files.durable import flush_folder, flush_names
from app.core.library.converted_check import check_converted, check_runs_here
from app.core.library.deployment import Deployment
from app.core.library.format import stamp
from app.core.library.interrupted_deployment import note_over
from app.core.library.naming import check_name, model_id
from app.core.library.notes import confirm_deployment, folder_bytes, write_deployment
from app.core.package.model_safety import check_safe
from app.core.requests import Deploy
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.deployment.library_copy import delete_version, into_library
from app.engine.deployment.tuning import settle
from app.engine.foundry import open_catalog, register, unregister
from app.engine.fresh_process import configure_in_new_process, tune_in_new_process, verify_in_new_process
from app.engine.job_folder import job_folder
from app.engine.library.remove import remove_earlier
from app.engine.progress import Steps
from app.storage.libraries import library_lock, remember_library


def deploy(request: Deploy, emit: Emit) -> Deployment:
    """Raises ``Failure``; what was registered or copied before is then taken back, the given folder is untouched."""
    if failure := check_name(request.name):
        raise failure
    check_runs_here(request.folder, check_converted(request.folder))
    check_safe(request.folder)
    size = folder_bytes(request.folder)
    steps = Steps(emit, foretold_steps(size), timed=True)
    steps.start(Step.COPYING)
    job = job_folder()
    folder = into_library(request.folder, request.library, request.name, job)
    try:
        steps.start(Step.CONFIGURING)
        deployment = configure_in_new_process(request, folder)
        steps.start(Step.TUNING)
        _tune(folder, steps, emit)
        steps.start(Step.REGISTERING)
        with open_catalog() as catalog:
            register(catalog, deployment)
        steps.start(Step.VERIFYING)
        answer = verify_in_new_process(deployment, steps.advance)
        deployment = _confirm(replace(deployment, answer=answer).as_noted(), job)
        steps.end()
    except BaseException:
        _take_back(request, folder)
        raise
    _remember(InstallRun(model_bytes=size, steps=steps.seconds), emit)
    if request.replaces:
        _replace(deployment, emit)
    return replace(deployment, answer=answer)


def foretold_steps(model_bytes: int) -> dict[Step, float]:
    """Seconds of each step of a deployment on this computer."""
    speeds = read_speeds(paths.speeds_file(), __version__) or TYPICAL
    return installation_steps(model_bytes, read_installations(paths.installations_file()), speeds)


def _remember(run: InstallRun, emit: Emit) -> None:
    """Note the times for the next estimate; a folder that cannot be written is no reason to fail."""
    try:
        remember_installation(run, paths.installations_file())
    except OSError as error:
        emit(Log(f"The time that this took could not be noted: {error}"))


def _tune(folder: Path, steps: Steps, emit: Emit) -> None:
    """A model that cannot be measured is no failure here: its verification names what is wrong with it."""
    try:
        tune_in_new_process(folder, steps.advance)
    except Failure as failure:
        settle(folder)
        emit(Log(f"Not tuned: {failure}"))


def _replace(deployment: Deployment, emit: Emit) -> None:
    """Remove the earlier versions; a failure there does not fail the deployment."""
    try:
        remove_earlier(deployment)
    except Failure as failure:
        emit(Log(f"The earlier version of {deployment.name} stays: {failure}"))


def _confirm(deployment: Deployment, job: Path) -> Deployment:
    library = deployment.library
    flush_folder(deployment.folder)  # the configuration, too, before anybody is told that it is there
    with library_lock():
        stamp(library)
        remember_library(library)
        write_deployment(deployment)
        deployment = confirm_deployment(deployment)
        flush_names(deployment.folder)
        note_over(job)
    return deployment


def _take_back(request: Deploy, folder: Path) -> None:
    """Forget a version that did not come to be, and delete the copy that was made for it."""
    if folder != request.folder:
        delete_version(folder)
    with suppress(Failure), open_catalog() as catalog:
        unregister(catalog, model_id(request.name, int(folder.name)))
