"""An installed model for the older ``foundry`` command, which finds models by looking through its own folder."""

import shutil
from pathlib import Path

import onnx
from msgspec.structs import replace

from app.core.computer.foundry_cli import STARTING_PATIENCE, FoundryCli, find_foundry_cli, list_cached
from app.core.failures import Failure, FailureKind, tells_of_full_disk
from app.core.files.durable import replace_file
from app.core.files.folder import read_json
from app.core.files.links import link_or_copy
from app.core.library.converted_check import GENAI_CONFIG
from app.core.library.deployment import Deployment, Offered
from app.core.library.format import check_format
from app.core.library.genai_config import write_genai_config
from app.core.library.notes import write_offered
from app.core.package.contents import model_contents
from app.core.requests import Offer
from app.core.template.marks import MARK_KEYS
from app.core.template.verification import TemplateVerification
from app.engine.foundry import find_model, open_catalog

HEAD = "/lm_head/"  # names of what belongs to the head begin so
PRUNING = "/lm_head/prune/"  # how the names of those nodes begin
PLACE = "model-installer"  # our own folder in the command's
UNFINISHED = "download.tmp"  # the command leaves a folder alone that holds a file of this name


def offer(request: Offer) -> Offered:
    """Raises ``Failure`` (NOT_INSTALLED, FOUNDRY_COMMAND, FOUNDRY_COMMAND_NEW, FOUNDRY_COMMAND_REFUSED, LIBRARY_NEWER,
    DISK_FULL);
    nothing is in the command's folder then that was not before."""
    with open_catalog() as catalog:
        _, deployment = find_model(catalog, request.name)
    check_format(deployment.library)  # the offer is noted beside the model
    cli = find_foundry_cli(STARTING_PATIENCE)
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


def _with_turns(offered: Offered, verification: TemplateVerification) -> Offered:
    """What is to be known of a command that puts a conversation together of ``PromptTemplate``'s turns."""
    prompt = offered.system_prompt or verification.default_system
    return replace(offered, system_prompt=prompt, limits=verification.older_limits)


def _put(source: Path, folder: Path, cli: FoundryCli) -> None:
    """Links or copies, as the runtime in ``cli`` reads them; an earlier version of the same name is replaced."""
    fresh = folder.with_name(f".{folder.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        (fresh / UNFINISHED).touch()
        for path in model_contents(source):
            link_or_copy(str(path), str(fresh / path.name))
        _leave_out_newer_keys(fresh, cli)
        if not cli.has_sdk:
            for graph in fresh.glob("*.onnx"):
                read_every_position(graph)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        (folder / UNFINISHED).unlink()
    except OSError as error:
        kind = FailureKind.DISK_FULL if tells_of_full_disk(error) else FailureKind.DESTINATION_NOT_WRITABLE
        raise Failure(kind, str(error), path=str(folder.parent)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _leave_out_newer_keys(folder: Path, cli: FoundryCli) -> None:
    """The runtime in an older command refuses a configuration with a key that it does not know: onnxruntime-genai 0.14
    in 0.10 the marks of calls, 0.11 and before in 0.8 the size of the pieces in which a prompt is read, too."""
    newer = {"model": set(MARK_KEYS), "search": set() if cli.has_sdk else {"chunk_size"}}
    config = read_json(folder / GENAI_CONFIG)
    for name, keys in newer.items():
        if isinstance(section := config.get(name), dict):
            config = config | {name: {key: value for key, value in section.items() if key not in keys}}
    write_genai_config(folder, config)


def _knows(cli: FoundryCli, deployment: Deployment) -> bool:
    """A name without a version is listed with or without one."""
    return deployment.name in {identifier.partition(":")[0] for identifier in list_cached(cli)}


def read_every_position(graph: Path) -> None:
    """Take the pruning of the head out of ``graph``: onnxruntime-genai before 0.12 needs logits of every position. The
    model builder's ``prune_lm_head`` puts two nodes before the head, which take the last position."""
    proto = onnx.load(graph, load_external_data=False)
    pruning = [node for node in proto.graph.node if node.name.startswith(PRUNING)]
    if not pruning:
        return
    replaced = {node.output[0]: node.input[0] for node in pruning}
    for node in pruning:
        proto.graph.node.remove(node)
    for node in proto.graph.node:
        for place, name in enumerate(node.input):
            while name in replaced:
                name = replaced[name]
            node.input[place] = name
    for number in reversed(range(len(proto.graph.value_info))):
        if proto.graph.value_info[number].name.startswith(HEAD):  # it says that there is one position
            del proto.graph.value_info[number]
    for output in proto.graph.output:
        if output.name == "logits":
            output.type.tensor_type.shape.dim[1].dim_param = "sequence_length"
    replace_file(graph, proto.SerializeToString())
