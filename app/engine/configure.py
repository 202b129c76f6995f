"""Writes what Foundry Local reads beside the model, and the note about the deployment."""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.core.converted_check import GENAI_CONFIG, check_converted
from app.core.foundry_config import apply_search, default_sampling, model_id, read_inference_model
from app.core.library import folder_bytes, read_provenance, write_deployment
from app.core.machine import memory
from app.core.onnx_size import IO
from app.core.plan import Deployment, Sampling, TemplateProof
from app.core.requests import Deploy
from app.core.running_memory import PACKING, affordable_context
from app.core.stop_tokens import with_every_stop
from app.core.template_marks import mark_ids
from app.core.tokenizer_files import read_vocabulary
from app.core.tuning import own_threads, with_threads
from app.engine.template_install import install_template, replace_text


def configure(request: Deploy, folder: Path) -> Deployment:
    """Write the runtime's two configuration files and the unconfirmed note; ``folder`` is the version's own."""
    sampling = request.sampling or default_sampling(folder)
    config = check_converted(folder)
    model = config["model"]
    assert isinstance(model, dict)
    proof, template = install_template(folder)
    marks = mark_ids(proof.reasoning, proof.tool_calls, read_vocabulary(folder).added)
    config["model"] = with_every_stop(model, folder, template) | marks
    config = with_threads(apply_search(config, sampling, _context(model, folder)), own_threads())
    write_json(folder / GENAI_CONFIG, config)
    write_json(folder / "inference_model.json", read_inference_model(request.name, folder))
    model = config["model"]
    assert isinstance(model, dict)
    return _note(request, folder, sampling, model["context_length"], proof)


def _context(model: dict[str, Any], folder: Path) -> int:
    """Tokens that a conversation can hold: the model's own context length, or what this computer has memory for, since
    Foundry Local takes memory for all of it at once. A package may bring the smaller one of another computer."""
    provenance, decoder = read_provenance(folder), model["decoder"]
    own: int = max(model["context_length"], provenance.context_length if provenance else 0)
    sizes = [decoder.get(key) for key in ("num_hidden_layers", "num_key_value_heads", "head_size")]
    if not all(type(size) is int and size > 0 for size in sizes):
        return own
    each = 2 * IO * math.prod(sizes)
    weights = (folder / "model.onnx.data").stat().st_size if (folder / "model.onnx.data").is_file() else 0
    return affordable_context(own, each, int(PACKING * weights), memory()[0])


def _note(request: Deploy, folder: Path, sampling: Sampling, context_length: int, proof: TemplateProof) -> Deployment:
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
        template=proof,
    )
    write_deployment(deployment)
    return deployment


def write_json(path: Path, value: object) -> None:
    replace_text(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")
