"""Writes what Foundry Local reads beside the model, and the note about the deployment."""

import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.core.computer.machine import memory
from app.core.computer.threads import own_threads, with_threads
from app.core.estimate.onnx_size import IO
from app.core.estimate.running_memory import IRREGULAR_PACKING, affordable_context
from app.core.files.durable import write_json
from app.core.library.converted_check import check_converted
from app.core.library.deployment import Deployment
from app.core.library.foundry_config import apply_search, read_inference_model
from app.core.library.genai_config import write_genai_config
from app.core.library.naming import model_id
from app.core.library.notes import folder_bytes, read_provenance, write_deployment
from app.core.library.sampling import Sampling, default_sampling
from app.core.requests import Configure, Deploy
from app.core.template.marks import mark_ids
from app.core.template.stop_tokens import with_every_stop
from app.core.template.verification import TemplateVerification
from app.core.tokenizer.files import read_vocabulary
from app.engine.template.install import install_template


def configure(request: Configure) -> Deployment:
    """Write the runtime's two configuration files and the unconfirmed note into the version's own folder."""
    wanted, folder = request.deploy, request.folder
    sampling = wanted.sampling or default_sampling(folder)
    config = check_converted(folder)
    model = config["model"]
    assert isinstance(model, dict)
    verification, template = install_template(folder)
    marks = mark_ids(verification.reasoning, verification.tool_calls, read_vocabulary(folder).added)
    config["model"] = with_every_stop(model, folder, template) | marks
    config = with_threads(apply_search(config, sampling, _context(model, folder)), own_threads())
    write_genai_config(folder, config)
    write_json(folder / "inference_model.json", read_inference_model(wanted.name, folder))
    model = config["model"]
    assert isinstance(model, dict)
    return _note(wanted, folder, sampling, model["context_length"], verification)


def _context(model: dict[str, Any], folder: Path) -> int:
    """Tokens that a conversation can hold: the model's own context length, or what this computer has memory for, since
    Foundry Local takes memory for all of it at once. A package may bring the smaller one of another computer."""
    provenance, decoder = read_provenance(folder), model["decoder"]
    own: int = max(model["context_length"], provenance.context_length if provenance else 0)
    sizes = [decoder.get(key) for key in ("num_hidden_layers", "num_key_value_heads", "head_size")]
    if not all(type(size) is int and size > 0 for size in sizes):
        return own
    each = provenance.token_bytes if provenance and provenance.token_bytes > 0 else 2 * IO * math.prod(sizes)
    weights = (folder / "model.onnx.data").stat().st_size if (folder / "model.onnx.data").is_file() else 0
    return affordable_context(own, each, int(IRREGULAR_PACKING * weights), memory()[0])


def _note(
    request: Deploy, folder: Path, sampling: Sampling, context_length: int, verification: TemplateVerification
) -> Deployment:
    provenance = read_provenance(folder)
    deployment = Deployment(
        name=request.name,
        model_id=model_id(request.name, int(folder.name)),
        folder=folder,
        precision=provenance.precision.value if provenance else "",
        context_length=context_length,
        bytes=folder_bytes(folder),
        system_prompt=request.system_prompt,
        sampling=sampling,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        source=request.source or (provenance.source if provenance else request.folder.name),
        package=request.package,
        template=verification,
    )
    write_deployment(deployment)
    return deployment
