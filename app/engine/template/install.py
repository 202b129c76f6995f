"""The chat template of a model in the library: verified, and written where every runtime looks for it.

The runtime (onnxruntime-genai 0.18) takes ``chat_template`` of ``tokenizer_config.json`` even when it is empty, and
``chat_template.jinja`` only without it; transformers 5 the other way round. So both hold the same text.
"""

import json
from pathlib import Path

from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.files.folder import read_json
from app.core.library.notes import read_provenance, write_provenance
from app.core.template.files import read_template
from app.core.template.verification import TemplateMatch, TemplateVerification
from app.core.tokenizer.files import TOKENIZER_CONFIG
from app.engine.template.renderers import HuggingFace, Runtime
from app.engine.template.verify_template import verify_template

TEMPLATE = "chat_template.jinja"


def install_template(folder: Path) -> tuple[TemplateVerification, str]:
    """Verify the template of the converted model in ``folder``, write it or its equivalent, and note the result.
    Returns the verification and what was written.

    Raises ``Failure`` (NO_CHAT_TEMPLATE, TEMPLATE_LIST, BAD_TEMPLATE, LOAD_FAILED) and ``OSError``.
    """
    source = read_template(folder, [])
    if source is None:
        raise Failure(FailureKind.TEMPLATE_LIST, names="")
    _write(folder, source)  # the runtime loads no folder with a list of templates
    verification, chosen = verify_template(HuggingFace(folder, source), Runtime(folder))
    if chosen != source:
        _write(folder, chosen)
    provenance = read_provenance(folder)
    if provenance is not None:
        verification = _with_earlier(verification, provenance.template)
        write_provenance(folder, replace(provenance, template=verification))
    return verification, chosen


def _with_earlier(verification: TemplateVerification, earlier: TemplateVerification | None) -> TemplateVerification:
    """A template that an earlier deployment has rewritten is rewritten still."""
    rewritten = earlier is not None and earlier.verdict is TemplateMatch.REWRITTEN
    if rewritten and verification.verdict is TemplateMatch.UNTOUCHED:
        return replace(verification, verdict=TemplateMatch.REWRITTEN)
    return verification


def _write(folder: Path, source: str) -> None:
    config = read_json(folder / TOKENIZER_CONFIG)
    if config.get("chat_template") != source:
        replace_file(
            folder / TOKENIZER_CONFIG, json.dumps(config | {"chat_template": source}, indent=2, ensure_ascii=False)
        )
    replace_file(folder / TEMPLATE, source)
