"""The chat template of a model in the library: proven, and written where every runtime looks for it.

The runtime (onnxruntime-genai 0.18) takes ``chat_template`` of ``tokenizer_config.json`` even when it is empty, and
``chat_template.jinja`` only without it; transformers 5 the other way round. So both hold the same text.
"""

import json
from pathlib import Path

from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.folder import read_json
from app.core.library import read_provenance, write_provenance
from app.core.plan import TemplateProof, TemplateVerdict
from app.core.template_files import read_template
from app.core.tokenizer_files import CONFIG
from app.engine.renderers import HuggingFace, Runtime
from app.engine.template_proof import prove

TEMPLATE = "chat_template.jinja"


def install_template(folder: Path) -> tuple[TemplateProof, str]:
    """Prove the template of the converted model in ``folder``, write it or its equivalent, and note what came of it.
    Returns the proof and what was written.

    Raises ``Failure`` (NO_CHAT_TEMPLATE, TEMPLATE_LIST, BAD_TEMPLATE, LOAD_FAILED) and ``OSError``.
    """
    source = read_template(folder, [])
    if source is None:
        raise Failure(FailureKind.TEMPLATE_LIST, names="")
    _write(folder, source)  # the runtime loads no folder with a list of templates
    proof, chosen = prove(HuggingFace(folder, source), Runtime(folder))
    if chosen != source:
        _write(folder, chosen)
    provenance = read_provenance(folder)
    if provenance is not None:
        proof = _with_earlier(proof, provenance.template)
        write_provenance(folder, replace(provenance, template=proof))
    return proof, chosen


def _with_earlier(proof: TemplateProof, earlier: TemplateProof | None) -> TemplateProof:
    """A template that an earlier deployment has rewritten is rewritten still."""
    rewritten = earlier is not None and earlier.verdict is TemplateVerdict.REWRITTEN
    if rewritten and proof.verdict is TemplateVerdict.UNTOUCHED:
        return replace(proof, verdict=TemplateVerdict.REWRITTEN)
    return proof


def _write(folder: Path, source: str) -> None:
    config = read_json(folder / CONFIG)
    if config.get("chat_template") != source:
        replace_text(folder / CONFIG, json.dumps(config | {"chat_template": source}, indent=2, ensure_ascii=False))
    replace_text(folder / TEMPLATE, source)


def replace_text(path: Path, text: str) -> None:
    """Write a new file and put it in the old one's place, which may be a hard link to somebody else's."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)
