"""A converted model becomes a model of Foundry Local: into the library, configured, registered, and heard from."""

import errno
import json
import os
import shutil
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import paths
from app.core.chat_template import render
from app.core.checkpoint import read_template
from app.core.events import Event, Failed, Finished, Step, decode_event
from app.core.failures import Failure, FailureKind
from app.core.folder import read_json
from app.core.foundry_config import apply_search, check_name, default_sampling, model_id, read_inference_model
from app.core.library import (
    DEPLOYMENT,
    UNCONFIRMED,
    confirm_deployment,
    folder_bytes,
    next_folder,
    read_provenance,
    version_of,
    write_deployment,
)
from app.core.plan import Deployment, Reply, Sampling
from app.core.requests import Chat, Deploy
from app.core.unfinished import Begun, note_begun, note_over
from app.core.wire import to_json
from app.engine.channel import Emit
from app.engine.foundry import open_catalog, register, unregister
from app.engine.links import link_or_copy
from app.engine.progress import Steps

WEIGHTS = {Step.COPYING: 20, Step.CONFIGURING: 5, Step.REGISTERING: 15, Step.VERIFYING: 60}
REQUIRED_FILES = ("genai_config.json", "model.onnx", "tokenizer.json", "tokenizer_config.json")
VERIFICATION_PROMPT = "Hello!"


def deploy(request: Deploy, emit: Emit) -> Deployment:
    """Raises ``Failure``; what was registered or copied before is then taken back, the given folder is untouched."""
    if failure := check_name(request.name):
        raise failure
    _check_folder(request.folder)
    steps = Steps(emit, WEIGHTS)
    steps.start(Step.COPYING)
    job = Path(os.environ["MODEL_INSTALLER_JOB"])
    folder = _into_library(request, job)
    try:
        steps.start(Step.CONFIGURING)
        deployment = _configure(request, folder)
        steps.start(Step.REGISTERING)
        with open_catalog() as catalog:
            register(catalog, deployment)
        steps.start(Step.VERIFYING)
        _hear_from(deployment)
        deployment = confirm_deployment(deployment)
        note_over(job)
        return deployment
    except BaseException:
        _take_back(request, folder)
        raise


def _take_back(request: Deploy, folder: Path) -> None:
    """Forget a version that did not come to be, and delete the copy that was made for it."""
    if folder != request.folder:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()  # unless other versions are in it
    with suppress(Failure), open_catalog() as catalog:
        unregister(catalog, model_id(request.name, int(folder.name)))


def _check_folder(folder: Path) -> None:
    missing = [name for name in REQUIRED_FILES if not (folder / name).is_file()]
    if missing:
        raise Failure(FailureKind.NOT_A_CONVERTED_MODEL, path=str(folder), missing=", ".join(missing))


def _into_library(request: Deploy, job: Path) -> Path:
    """The model's folder in the library; whoever runs this job takes it back, if this process is ended by force."""
    if version := version_of(request.folder, request.library, request.name):
        note_begun(job, Begun(folder=request.folder, staging=None, model_id=model_id(request.name, version)))
        return request.folder
    target = next_folder(request.library, request.name)
    staging = target.parent / f".copy{job.name}"
    note_begun(job, Begun(folder=target, staging=staging, model_id=model_id(request.name, int(target.name))))
    _link_into_library(request, target, staging)
    return target


def _link_into_library(request: Deploy, target: Path, staging: Path) -> None:
    """Hard links where the file system can (no second copy of the weights), copies elsewhere."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        notes = shutil.ignore_patterns(DEPLOYMENT, UNCONFIRMED)  # of an earlier deployment
        shutil.copytree(request.folder, staging, copy_function=link_or_copy, ignore=notes)
        staging.rename(target)
    except shutil.Error as error:  # a list of what went wrong, without an errno
        text = str(error)
        kind = FailureKind.DISK_FULL if os.strerror(errno.ENOSPC) in text else FailureKind.DESTINATION_NOT_WRITABLE
        raise Failure(kind, text, path=str(target.parent)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _configure(request: Deploy, folder: Path) -> Deployment:
    """Write the runtime's two configuration files and the note about the deployment."""
    sampling = request.sampling or default_sampling(folder)
    genai_config = _read_genai_config(folder)
    context_length = int(genai_config["model"]["context_length"])
    source = read_template(folder, [])
    if source:
        render(source, [{"role": "user", "content": "Hello"}])  # a template that fails, fails here and not in the chat
    genai_config = _tuned(apply_search(genai_config, sampling, context_length))
    _write_json(folder / "genai_config.json", genai_config)
    identifier = model_id(request.name, int(folder.name))
    _write_json(folder / "inference_model.json", read_inference_model(request.name, folder))
    return _note(request, folder, identifier, sampling, int(genai_config["model"]["context_length"]))


def _read_genai_config(folder: Path) -> dict[str, Any]:
    """Raises ``Failure(NOT_A_CONVERTED_MODEL)`` for what the runtime could not load."""
    config: dict[str, Any] = read_json(folder / "genai_config.json")
    model = config.get("model")
    if not isinstance(model, dict) or not isinstance(model.get("decoder"), dict) or not model.get("context_length"):
        raise Failure(FailureKind.NOT_A_CONVERTED_MODEL, path=str(folder), missing="genai_config.json")
    return config


def _note(request: Deploy, folder: Path, identifier: str, sampling: Sampling, context_length: int) -> Deployment:
    provenance = read_provenance(folder)
    deployment = Deployment(
        name=request.name,
        model_id=identifier,
        folder=folder,
        precision=provenance.precision.value if provenance else "",
        context_length=context_length,
        bytes=folder_bytes(folder),
        system_prompt=request.system_prompt,
        sampling=sampling,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        source=request.source or (provenance.source if provenance else request.folder.name),
    )
    write_deployment(deployment)
    return deployment


def _tuned(genai_config: dict[str, Any]) -> dict[str, Any]:
    """Use every physical core: the runtime's default left one of two idle (40 against 58 tokens/s)."""
    import psutil

    threads = psutil.cpu_count(logical=False) or 1
    genai_config["model"]["decoder"].setdefault("session_options", {})["intra_op_num_threads"] = threads
    return genai_config


def _write_json(path: Path, value: object) -> None:
    """Write a new file and put it in the old one's place, which may be a hard link to somebody else's."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(path)


def _hear_from(deployment: Deployment) -> Reply:
    """Ask a fresh process for an answer: it must find the model again, load it, and generate."""
    request = Chat(
        name=deployment.name, prompt=VERIFICATION_PROMPT, temperature=0, max_output_tokens=16, unconfirmed=True
    )
    with subprocess.Popen(paths.engine_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        child.stdin.write(to_json(request) + b"\n")
        child.stdin.flush()
        last: Event | None = None
        for line in child.stdout:
            last = decode_event(line)
    if isinstance(last, Finished) and last.reply and child.returncode == 0:
        return last.reply
    if isinstance(last, Failed):
        raise Failure(last.kind, last.details, **last.facts)
    raise Failure(FailureKind.CRASHED, f"exit code {child.returncode}", code=str(child.returncode))
