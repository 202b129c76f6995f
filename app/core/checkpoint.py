"""A model folder -> ``Checkpoint``: what it is and everything that stands in the way of converting it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from app.core import chat_template
from app.core.adapter import WEIGHTS, find_base, read_adapter, tokenizer_folder
from app.core.architectures import Support, architecture, rope_type, support
from app.core.failures import Failure, FailureKind
from app.core.folder import read_json, read_text
from app.core.plan import Checkpoint, Finding, Severity, Shape
from app.core.shape import IRREGULAR, context_length, head_size, read_shape
from app.core.weights import Weights, inspect_weights, missing_tensor, read_header

T = TypeVar("T")

HEAD_SIZE_STEP = 16  # the CPU's GroupQueryAttention fails at the first token with any other head size

# What an adapter's own tokenizer files replace
_OF_TOKENIZER = frozenset(
    {FailureKind.NO_TOKENIZER, FailureKind.NO_CHAT_TEMPLATE, FailureKind.TEMPLATE_LIST, FailureKind.BAD_TEMPLATE}
)
_NO_WEIGHTS = Weights(bytes=0, parameters=0, dtype="", layers=frozenset(), names=frozenset())
_EMBEDDING_FILES = ("modules.json", "config_sentence_transformers.json")  # written by Sentence Transformers
_OF_SUPPORT = {
    Support.NOT_YET: FailureKind.UNSUPPORTED_ARCHITECTURE,
    Support.UNKNOWN: FailureKind.UNSUPPORTED_ARCHITECTURE,
    Support.ROPE_SCALING: FailureKind.ROPE_SCALING,
    Support.NOT_CHAT: FailureKind.NOT_A_CHAT_MODEL,
    Support.CUSTOM_CODE: FailureKind.CUSTOM_CODE,
}


def inspect_checkpoint(folder: Path, base: Path | None = None) -> Checkpoint:
    """Describe ``folder`` from its JSON files and the headers of its weights; never raises for what a folder can hold.

    ``base`` is the base model's folder, when ``folder`` is an adapter and the user has said where its base is.
    Reads no weight. Memory stays below about ten times the largest JSON file, whose size is capped.
    """
    try:
        return _inspect(folder, base)
    except Failure as failure:
        return _nothing(folder, _blocks(failure))
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        return _nothing(folder, _finding(FailureKind.UNREADABLE, path=str(folder), reason=_reason(error)))


def _inspect(folder: Path, base: Path | None) -> Checkpoint:
    if not folder.is_dir():
        gguf = folder.suffix.lower() == ".gguf" and folder.is_file()
        raise Failure(FailureKind.GGUF if gguf else FailureKind.NOT_A_MODEL, path=str(folder), file=folder.name)
    if (folder / "genai_config.json").exists():
        return _nothing(folder, _finding(FailureKind.ALREADY_ONNX, path=str(folder)))
    if _is_adapter(folder):
        return _adapter(folder, base)
    if not (folder / "config.json").exists():
        raise _not_a_model(folder)
    return _describe(folder, read_json(folder / "config.json"))


def _describe(folder: Path, config: Mapping[str, object]) -> Checkpoint:
    findings = list(_config_findings(config))
    if any((folder / name).exists() for name in _EMBEDDING_FILES):
        findings.append(_finding(FailureKind.NOT_A_CHAT_MODEL, architecture=architecture(config)))
    weights = _try(lambda: inspect_weights(folder), _NO_WEIGHTS, findings)
    shape = read_shape(config)
    findings += _shape_findings(config, shape, weights)
    _try(lambda: _check_tokenizer(folder), None, findings)
    template = _try(lambda: read_template(folder, findings), None, findings)
    return Checkpoint(
        folder=folder,
        architecture=architecture(config),
        parameters=weights.parameters,
        dtype=weights.dtype,
        context_length=context_length(config),
        bytes=weights.bytes,
        shape=shape,
        chat_template=template,
        adapter=None,
        findings=tuple(findings),
    )


def _config_findings(config: Mapping[str, object]) -> Iterator[Finding]:
    name = architecture(config)
    quantization = config.get("quantization_config")
    if quantization:
        method = quantization.get("quant_method") if isinstance(quantization, dict) else None
        yield _finding(FailureKind.ALREADY_QUANTIZED, method=str(method or "?"))
    if not name:
        yield _finding(FailureKind.BAD_CONFIG, file="config.json")
    elif kind := _OF_SUPPORT.get(support(config)):
        yield _finding(kind, architecture=name, method=rope_type(config))


def _shape_findings(config: Mapping[str, object], shape: Shape | None, weights: Weights) -> Iterator[Finding]:
    known = support(config) in (Support.SUPPORTED, Support.ROPE_SCALING)
    if known and head_size(config) % HEAD_SIZE_STEP:
        yield _finding(FailureKind.HEAD_SIZE, head_size=str(head_size(config)))
    if known and (shape is None) != (architecture(config) in IRREGULAR):
        yield _finding(FailureKind.BAD_CONFIG, file="config.json")
    if shape and weights is not _NO_WEIGHTS and len(weights.layers) < shape.layers:
        facts = {"file": "model.safetensors", "found": str(len(weights.layers)), "needed": str(shape.layers)}
        yield _finding(FailureKind.WEIGHTS_INCOMPLETE, **facts)
    elif shape and weights is not _NO_WEIGHTS and (lost := missing_tensor(weights, shape.tied_embeddings)):
        yield _finding(FailureKind.WEIGHTS_INCOMPLETE, file=lost)


def _check_tokenizer(folder: Path) -> None:
    path = folder / "tokenizer.json"
    if not path.exists():
        raise Failure(FailureKind.NO_TOKENIZER, file=path.name)
    if "model" not in read_json(path):
        raise Failure(FailureKind.BAD_CONFIG, "no model in it", file=path.name)


def read_template(folder: Path, findings: list[Finding]) -> str | None:
    """The Jinja source of a model's chat template, of several named ones the "default"; more goes into ``findings``.

    Raises ``Failure`` when there is none.
    """
    file, config = folder / "chat_template.jinja", folder / "tokenizer_config.json"
    if file.exists() and (source := read_text(file)).strip():  # transformers 5 prefers it, and so the builder
        return _checked(source)
    template = read_json(config).get("chat_template") if config.exists() else None
    if isinstance(template, list):
        named = _named_templates(template)
        severity = Severity.WARNS if "default" in named else Severity.BLOCKS
        findings.append(Finding(FailureKind.TEMPLATE_LIST, severity, {"names": ", ".join(named)}))
        return _checked(named["default"]) if "default" in named else None
    if not isinstance(template, str) or not template.strip():
        raise Failure(FailureKind.NO_CHAT_TEMPLATE, file=config.name)
    return _checked(template)


def _named_templates(entries: list[object]) -> dict[str, str]:
    pairs = ((entry.get("name"), entry.get("template")) for entry in entries if isinstance(entry, dict))
    return {name: source for name, source in pairs if isinstance(name, str) and isinstance(source, str)}


def _checked(source: str) -> str:
    failure = chat_template.check(source)
    if failure:
        raise failure
    return source


def _is_adapter(folder: Path) -> bool:
    if not (folder / "adapter_config.json").exists():
        return False
    whole = any(folder.glob("model*.safetensors")) or any(folder.glob("pytorch_model*.bin"))
    return not (whole and (folder / "config.json").exists())


def _adapter(folder: Path, base: Path | None) -> Checkpoint:
    """An adapter together with its base model, or what it lacks."""
    adapter = read_adapter(folder)
    base = base or find_base(folder, adapter.base)
    if base is None:
        finding = _finding(FailureKind.ADAPTER_ONLY, path=str(folder), base=adapter.base)
        return _nothing(folder, finding, adapter=adapter.base)
    read_header(folder / WEIGHTS)
    model = replace(_inspect(base, None), folder=folder, base=base, adapter=adapter.base)
    if tokenizer_folder(folder, base) == base:
        return model
    own = [each for each in model.findings if each.kind not in _OF_TOKENIZER]
    template = _try(lambda: read_template(folder, own), None, own)
    return replace(model, chat_template=template, findings=tuple(own))


def _not_a_model(folder: Path) -> Failure:
    models = [path.name for path in folder.iterdir() if path.is_dir() and _holds_model(path)]
    if len(models) == 1:
        return Failure(FailureKind.NOT_A_MODEL, path=str(folder), subfolder=models[0])
    gguf = next((path.name for path in folder.iterdir() if path.suffix.lower() == ".gguf"), None)
    return Failure(FailureKind.GGUF, file=gguf) if gguf else Failure(FailureKind.NOT_A_MODEL, path=str(folder))


def _holds_model(folder: Path) -> bool:
    return any((folder / name).exists() for name in ("config.json", "adapter_config.json", "genai_config.json"))


def _try(read: Callable[[], T], otherwise: T, findings: list[Finding]) -> T:
    """What ``read`` returns; or ``otherwise``, and what went wrong joins the findings."""
    try:
        return read()
    except Failure as failure:
        findings.append(_blocks(failure))
    except OSError as error:
        name = Path(str(error.filename or "")).name
        findings.append(
            _finding(FailureKind.UNREADABLE, path=str(error.filename or ""), file=name, reason=_reason(error))
        )
    return otherwise


def _nothing(folder: Path, finding: Finding, adapter: str | None = None) -> Checkpoint:
    """A folder that could not be described."""
    return Checkpoint(
        folder=folder,
        architecture="",
        parameters=0,
        dtype="",
        context_length=0,
        bytes=0,
        shape=None,
        chat_template=None,
        adapter=adapter,
        findings=(finding,),
    )


def _blocks(failure: Failure) -> Finding:
    return Finding(failure.kind, Severity.BLOCKS, failure.facts)


def _finding(kind: FailureKind, **facts: str) -> Finding:
    return Finding(kind, Severity.BLOCKS, facts)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
