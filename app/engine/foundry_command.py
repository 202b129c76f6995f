"""An installed model for the older ``foundry`` command, which finds models by looking through its own folder."""

import errno
import shutil
from pathlib import Path

from msgspec.structs import replace

from app.core.converted_check import GENAI_CONFIG
from app.core.failures import Failure, FailureKind
from app.core.folder import read_json
from app.core.foundry_cli import STARTING, FoundryCli, find_foundry_cli, list_cached
from app.core.library import DEPLOYMENT, LAST_USED, OFFERED, UNCONFIRMED, write_offered
from app.core.library_format import check_format
from app.core.plan import Deployment, Offered, TemplateProof
from app.core.requests import Offer
from app.core.template_marks import MARK_KEYS
from app.engine.configure import write_json
from app.engine.foundry import find_model, open_catalog
from app.engine.links import link_or_copy
from app.engine.whole_head import read_every_position

PLACE = "model-installer"  # in the command's folder; a place of our own
UNFINISHED = "download.tmp"  # the command leaves a folder alone that holds a file of this name


def offer(request: Offer) -> Offered:
    """Raises ``Failure`` (NOT_INSTALLED, FOUNDRY_COMMAND, FOUNDRY_COMMAND_NEW, FOUNDRY_COMMAND_REFUSED, LIBRARY_NEWER,
    DISK_FULL);
    nothing is in the command's folder then that was not before."""
    with open_catalog() as catalog:
        _, deployment = find_model(catalog, request.name)
    check_format(deployment.folder.parent.parent)  # it is noted beside the model
    cli = find_foundry_cli(STARTING)
    if cli is None:
        raise Failure(FailureKind.FOUNDRY_COMMAND)
    found = ".".join(map(str, cli.version))
    if not cli.reads_folders:
        raise Failure(FailureKind.FOUNDRY_COMMAND_NEW, found=found)
    if cli.cache is None:
        raise Failure(FailureKind.FOUNDRY_COMMAND_REFUSED, "it does not say where its models are", found=found)
    folder = cli.cache / PLACE / deployment.name
    _put(deployment.folder, folder, cli)
    if not _knows(cli, deployment):
        shutil.rmtree(folder, ignore_errors=True)
        raise Failure(FailureKind.FOUNDRY_COMMAND_REFUSED, "not in the list of its models", found=found)
    write_offered(deployment.folder, folder)
    offered = Offered(
        name=deployment.name,
        folder=folder,
        version=found,
        command=cli.run_words(deployment.name),
        system_prompt=deployment.system_prompt,
    )
    return offered if cli.has_sdk or not deployment.template else _with_turns(offered, deployment.template)


def _with_turns(offered: Offered, proof: TemplateProof) -> Offered:
    """What is to be known of a command that puts a conversation together of ``PromptTemplate``'s turns."""
    prompt = offered.system_prompt or proof.default_system
    return replace(offered, system_prompt=prompt, limits=proof.older_limits)


def _put(source: Path, folder: Path, cli: FoundryCli) -> None:
    """Links or copies, as the runtime in ``cli`` reads them; an earlier version of the same name is replaced."""
    fresh = folder.with_name(f".{folder.name}.new")
    notes = shutil.ignore_patterns(DEPLOYMENT, UNCONFIRMED, LAST_USED, OFFERED)
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        (fresh / UNFINISHED).touch()
        shutil.copytree(source, fresh, copy_function=link_or_copy, ignore=notes, dirs_exist_ok=True)
        _leave_out_newer_keys(fresh / GENAI_CONFIG, cli)
        if not cli.has_sdk:
            for graph in fresh.glob("*.onnx"):
                read_every_position(graph)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        (folder / UNFINISHED).unlink()
    except (shutil.Error, OSError) as error:
        full = getattr(error, "errno", None) == errno.ENOSPC or "No space" in str(error)
        kind = FailureKind.DISK_FULL if full else FailureKind.DESTINATION_NOT_WRITABLE
        raise Failure(kind, str(error), path=str(folder.parent)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _leave_out_newer_keys(path: Path, cli: FoundryCli) -> None:
    """The runtime in an older command refuses a configuration with a key that it does not know: onnxruntime-genai 0.14
    in 0.10 the marks of calls, 0.11 and before in 0.8 the size of the pieces in which a prompt is read, too."""
    newer = {"model": set(MARK_KEYS), "search": set() if cli.has_sdk else {"chunk_size"}}
    config = read_json(path)
    for name, keys in newer.items():
        if isinstance(section := config.get(name), dict):
            config = config | {name: {key: value for key, value in section.items() if key not in keys}}
    write_json(path, config)


def _knows(cli: FoundryCli, deployment: Deployment) -> bool:
    """A name without a version is listed with or without one."""
    return deployment.name in {identifier.partition(":")[0] for identifier in list_cached(cli)}
