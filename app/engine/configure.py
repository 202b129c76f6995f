"""Writes what Foundry Local reads beside the model, and the note about the deployment."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from app.core.converted_check import GENAI_CONFIG, check_converted
from app.core.foundry_config import apply_search, default_sampling, model_id, read_inference_model
from app.core.library import folder_bytes, read_provenance, write_deployment
from app.core.plan import Deployment, Sampling, TemplateProof
from app.core.requests import Deploy
from app.engine.template_install import install_template, replace_text


def configure(request: Deploy, folder: Path) -> Deployment:
    """Write the runtime's two configuration files and the unconfirmed note; ``folder`` is the version's own."""
    sampling = request.sampling or default_sampling(folder)
    config = check_converted(folder)
    model = config["model"]
    assert isinstance(model, dict)
    proof = install_template(folder)
    config = _tuned(apply_search(config, sampling, model["context_length"]))
    write_json(folder / GENAI_CONFIG, config)
    write_json(folder / "inference_model.json", read_inference_model(request.name, folder))
    model = config["model"]
    assert isinstance(model, dict)
    return _note(request, folder, sampling, model["context_length"], proof)


def _tuned(genai_config: dict[str, object]) -> dict[str, object]:
    """Use every physical core: the runtime's default left one of two idle (40 against 58 tokens/s)."""
    model: Any = genai_config["model"]
    threads = psutil.cpu_count(logical=False) or 1
    model["decoder"].setdefault("session_options", {})["intra_op_num_threads"] = threads
    return genai_config


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
