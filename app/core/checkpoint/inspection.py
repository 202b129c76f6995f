"""A model folder -> ``Checkpoint``: what it is and everything that stands in the way of converting it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from app.core.checkpoint.adapter import ADAPTER_CONFIG as ADAPTER
from app.core.checkpoint.adapter import (
    Adapter,
    adapter_weights,
    find_base,
    full_precision,
    is_quantized,
    read_adapter,
    tokenizer_folder,
    trained_beside,
)
from app.core.checkpoint.adapter_changes import left_out_of_adapter, plan_changes, with_own_head
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.config import (
    NO_WEIGHTS,
    config_findings,
    quantization_finding,
    shape_findings,
    tower_findings,
)
from app.core.checkpoint.model_card import read_model_card
from app.core.checkpoint.model_search import is_run_of_olive, models_inside, no_model
from app.core.checkpoint.ranking import ADAPTER as LORA
from app.core.checkpoint.ranking import WHOLE, converted_inside
from app.core.checkpoint.shape import context_length, read_shape, ties_embeddings
from app.core.checkpoint.text_files import odd_files, odd_texts
from app.core.checkpoint.tokenizer_files import with_tokenizer
from app.core.checkpoint.weight_names import holds_weights, missing_weights, weights_deeper
from app.core.checkpoint.weights import Weights, inspect_weights, looks_equal, read_header
from app.core.failures import Failure, FailureKind, Variant
from app.core.families.support import architecture
from app.core.families.text_model import text_config
from app.core.files.folder import entries, read_json
from app.core.files.location import place_findings
from app.core.findings import (
    Finding,
    attempt,
    blocks,
    from_failure,
    informs,
    is_of_tokenizer,
    unreadable,
    warns,
    without_consequences,
)
from app.core.template.files import has_template
from app.core.weights.needed import EMBEDDING, HEAD

_OTHER_TASKS = ("model_index.json", "modules.json")  # Diffusers: pictures; Sentence Transformers
_EMBEDDING_FILES = ("modules.json", "config_sentence_transformers.json")  # written by Sentence Transformers
_REWARD_HEADS = ("value_head.safetensors", "value_head.bin")


def inspect_checkpoint(
    folder: Path, base: Path | None = None, further: Callable[[Checkpoint], Finding | None] | None = None
) -> Checkpoint:
    """Describe ``folder`` from its JSON files and the headers of its weights; never raises for what a folder can hold.

    ``base`` is the base model's folder, when ``folder`` is an adapter and the user has said where its base is.
    ``further`` is one more check of what could be described; it may raise ``Failure`` and ``OSError``. Reads no weight,
    follows no code. Memory stays below about ten times the largest file, whose size is capped.
    """
    try:
        checkpoint = _inspect(folder, base)
    except Failure as failure:
        return _nothing(folder, from_failure(failure))
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        return _nothing(folder, unreadable(error, folder))
    found = [*checkpoint.findings, *(each for each in _odd_files(checkpoint) if each not in checkpoint.findings)]
    findings = without_consequences([*_odd_texts(checkpoint), *found])
    attempt(lambda: findings.extend(place_findings(folder)), None, findings)
    if further:
        findings += filter(None, [attempt(lambda: further(checkpoint), None, findings)])
    return replace(checkpoint, findings=tuple(findings))


def _odd_files(checkpoint: Checkpoint) -> Iterator[Finding]:
    for folder in filter(None, (checkpoint.folder, checkpoint.base)):
        with suppress(OSError):
            yield from odd_files(folder)


def _odd_texts(checkpoint: Checkpoint) -> Iterator[Finding]:
    if checkpoint.architecture or checkpoint.adapter is not None:
        yield from odd_texts(checkpoint.folder)
        yield from odd_texts(checkpoint.base) if checkpoint.base else ()


def _inspect(folder: Path, base: Path | None) -> Checkpoint:
    if not folder.is_dir():
        gguf = folder.suffix.lower() == ".gguf" and folder.is_file()
        raise Failure(FailureKind.GGUF, file=folder.name) if gguf else no_model(folder)
    if (folder / "genai_config.json").exists():
        return _converted(folder)
    if _is_adapter(folder):
        return _adapter(folder, base)
    config = read_json(folder / "config.json") if (folder / "config.json").exists() else None
    if config is None or is_run_of_olive(config):
        if other := next((name for name in _OTHER_TASKS if (folder / name).is_file()), None):
            raise Failure(FailureKind.NOT_A_CHAT_MODEL, architecture=other)
        raise _not_a_model(folder)
    described = _describe(folder, config)
    trained = trained_beside(folder)
    if trained or (folder / ADAPTER).exists():
        return replace(described, findings=(*described.findings, _adapter_beside(trained)))
    return described


def _adapter_beside(trained: Path | None) -> Finding:
    """An adapter in the same folder, or in ``trained`` beside it."""
    if not trained:
        return warns(FailureKind.ADAPTER_BESIDE)
    facts = {"trained": trained.name, "path": str(trained.parent), "subfolder": trained.name}
    return warns(FailureKind.ADAPTER_BESIDE, Variant.TRAINED, (trained,), **facts)


def _converted(folder: Path) -> Checkpoint:
    """A folder for ONNX Runtime GenAI: it is installed as it is. Raises ``Failure`` when its configuration is none."""
    if not isinstance(read_json(folder / "genai_config.json").get("model"), dict):
        facts = {"file": "genai_config.json", "lacks": "model"}
        raise Failure(FailureKind.BAD_CONFIG, "no model", Variant.LACKS, **facts)
    return _nothing(folder, blocks(FailureKind.ALREADY_ONNX, path=str(folder)))


def _describe(folder: Path, whole: Mapping[str, object]) -> Checkpoint:
    """``whole`` is config.json, in which the text model may be one part of several."""
    config = text_config(whole)
    findings = [*tower_findings(whole), *config_findings(config)]
    if any((folder / name).exists() for name in _EMBEDDING_FILES):
        findings.append(blocks(FailureKind.NOT_A_CHAT_MODEL, architecture=architecture(config)))
    weights = attempt(lambda: inspect_weights(folder), NO_WEIGHTS, findings)
    shape, tied = read_shape(config), ties_embeddings(config)
    if shape and tied and attempt(lambda: has_own_head(folder, weights), False, findings):
        shape, tied = replace(shape, tied_embeddings=False), False
        findings.append(informs(FailureKind.OWN_HEAD))
    findings += filter(None, [quantization_finding(config, shape, weights)])
    findings += [*shape_findings(config, shape, weights), *_reward_head(folder)]
    card = read_model_card(folder)
    checkpoint = Checkpoint(
        folder=folder,
        architecture=architecture(config),
        parameters=weights.parameters,
        dtype=weights.dtype,
        context_length=context_length(config),
        bytes=weights.bytes,
        shape=shape,
        chat_template=None,
        adapter=None,
        findings=tuple(findings),
        tied_embeddings=tied,
        license=card.license,
        languages=card.languages,
    )
    return with_tokenizer(checkpoint, folder, config)


def has_own_head(folder: Path, weights: Weights) -> bool:
    """Whether a model that ties its head to its embedding has stored both, and they differ: transformers 5 then keeps
    both. Raises ``Failure`` and ``OSError``."""
    return {EMBEDDING, HEAD} <= weights.shapes.keys() and not looks_equal(folder, EMBEDDING, HEAD)


def _reward_head(folder: Path) -> list[Finding]:
    """LLaMA-Factory leaves it with models that give marks to answers, and with those that such marks have trained."""
    found = next((name for name in _REWARD_HEADS if (folder / name).exists()), "")
    return [warns(FailureKind.LEFT_OUT, Variant.VALUE_HEAD, name=found)] if found else []


def _is_adapter(folder: Path) -> bool:
    if not (folder / ADAPTER).exists():
        return False
    return not ((folder / "config.json").exists() and holds_weights(folder))


def _adapter(folder: Path, base: Path | None) -> Checkpoint:
    """An adapter together with its base model, or what it lacks."""
    try:
        adapter = read_adapter(folder)
    except Failure as failure:
        if inside := converted_inside(folder) or models_inside(folder, WHOLE):
            raise _with_another(failure, folder, inside[0]) from failure
        raise
    if not adapter_weights(folder).exists():  # training did not come to its end, or saved them in another format
        inside = models_inside(folder, LORA)
        raise weights_deeper(folder, inside[0]) if inside else missing_weights(folder)
    base = base or find_base(folder, adapter.base, adapter.revision)
    if base is None:
        return _nothing(folder, _adapter_only(folder, adapter.base), adapter=adapter.base)
    try:
        return _with_base(folder, adapter, base)
    except Failure as failure:  # another base model may do
        return replace(_nothing(folder, from_failure(failure), adapter=adapter.base), base=base)


def _with_another(failure: Failure, folder: Path, name: str) -> Failure:
    """``failure`` to read the adapter in ``folder``, where the folder ``name`` in it holds what may do instead."""
    kind, opens = FailureKind.ADAPTER_UNSUPPORTED, (folder / name,)
    if failure.kind is not kind:
        return Failure(failure.kind, failure.details, failure.variant, opens, subfolder=name, **failure.facts)
    facts = {"path": str(folder), "method": failure.facts["method"], "subfolder": name}
    return Failure(kind, failure.details, Variant.SUBFOLDER, opens, **facts)


def _with_base(folder: Path, adapter: Adapter, base: Path) -> Checkpoint:
    tensors = {name: tuple(tensor.shape) for name, tensor in read_header(adapter_weights(folder)).items()}
    if _is_adapter(base):  # an adapter, perhaps this very one, is no base model
        facts = {"path": str(base), "base": adapter.base, "another": base.name}
        raise Failure(FailureKind.ADAPTER_ONLY, "", Variant.ANOTHER, **facts)
    if is_quantized(base) and not _is_only_noted(base):
        facts = {"base": adapter.base, "quantized": base.name, "full": full_precision(adapter.base)}
        finding = blocks(FailureKind.ADAPTER_ONLY, Variant.QUANTIZED, path=str(folder), **facts)
        return _nothing(folder, finding, adapter=adapter.base)
    model = _inspect(base, None)
    findings = (
        *(each for each in model.findings if each.kind is not FailureKind.ADAPTER_BESIDE),
        *_reward_head(folder),
        *left_out_of_adapter(tensors),
    )
    model = replace(model, folder=folder, base=base, adapter=adapter.base, findings=findings)
    if model.convertible and all(0 in shape for shape in tensors.values()):
        raise Failure(FailureKind.ADAPTER_MISMATCH, "empty tensors", Variant.EMPTY)
    if model.convertible and model.shape:
        changes = plan_changes(adapter, tensors, inspect_weights(base).shapes, model.shape.tied_embeddings)
        model = with_own_head(model) if HEAD in changes else model
    tokenizer = tokenizer_folder(folder, base)
    written = folder if has_template(folder) else tokenizer  # the template of the training may lie there alone
    if written == base or not model.architecture:
        return model
    own = tuple(each for each in model.findings if not is_of_tokenizer(each))
    config = text_config(read_json(base / "config.json"))
    return with_tokenizer(replace(model, findings=own), tokenizer, config, written)


def _is_only_noted(base: Path) -> bool:
    """Whether a quantised base model is one by its configuration only."""
    return any(finding.variant is Variant.LEFT_OVER for finding in inspect_checkpoint(base).findings)


def _adapter_only(folder: Path, base: str) -> Finding:
    """Without a base model; with the whole model that perhaps lies inside, or what a quantised base was made from."""
    kind, path, full = FailureKind.ADAPTER_ONLY, str(folder), full_precision(base)
    if inside := models_inside(folder, WHOLE):
        facts = {"path": path, "base": base, "subfolder": inside[0]}
        return from_failure(Failure(kind, "", Variant.SUBFOLDER, (folder / inside[0],), **facts))
    if full != base:
        return blocks(kind, Variant.FULL, path=path, base=base, full=full)
    return blocks(kind, path=path, base=base)


def _not_a_model(folder: Path) -> Failure:
    failure = no_model(folder)
    gguf = next((path.name for path in entries(folder) if path.suffix.lower() == ".gguf"), None)
    return Failure(FailureKind.GGUF, file=gguf) if gguf and not failure.opens else failure


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
