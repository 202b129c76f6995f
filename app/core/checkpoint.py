"""A model folder -> ``Checkpoint``: what it is and everything that stands in the way of converting it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from app.core.adapter import CONFIG as ADAPTER
from app.core.adapter import (
    WEIGHTS,
    Adapter,
    find_base,
    full_precision,
    is_quantized,
    read_adapter,
    tokenizer_folder,
    trained_beside,
)
from app.core.adapter_changes import plan_changes
from app.core.architectures import architecture
from app.core.causes import OF_TOKENIZER, causes
from app.core.config_check import NO_WEIGHTS, config_findings, shape_findings
from app.core.duplicate import duplicate
from app.core.failures import Failure, FailureKind
from app.core.findings import attempt, blocks, from_failure, informs, unreadable, warns
from app.core.folder import entries, read_json
from app.core.likeliest import ADAPTER as LORA
from app.core.likeliest import WHOLE, converted_facts
from app.core.model_card import read_model_card
from app.core.nearby import is_run_of_olive, no_model, subfolder_facts
from app.core.place import place_findings
from app.core.plan import Checkpoint, Finding
from app.core.shape import context_length, read_shape, ties_embeddings
from app.core.template_check import OWN, template_kind
from app.core.template_files import read_template, template_findings
from app.core.text_files import odd_texts
from app.core.tokenizer_files import (
    GENERATION,
    PARTS,
    Vocabulary,
    class_finding,
    read_optional,
    read_part,
    read_vocabulary,
    special_finding,
    special_token,
    stop_findings,
    stop_ids,
    vocabulary_finding,
)
from app.core.weight_names import holds_weights, missing_weights
from app.core.weights import inspect_weights, read_header

_OTHER_TASKS = ("model_index.json", "modules.json")  # Diffusers: pictures; Sentence Transformers
_EMBEDDING_FILES = ("modules.json", "config_sentence_transformers.json")  # written by Sentence Transformers
_JUDGES = ("value_head.safetensors", "value_head.bin")
_TEXT_ENDS = frozenset({"<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>", "<|end▁of▁sentence|>"})


def inspect_checkpoint(folder: Path, base: Path | None = None, library: Path | None = None) -> Checkpoint:
    """Describe ``folder`` from its JSON files and the headers of its weights; never raises for what a folder can hold.

    ``base`` is the base model's folder, when ``folder`` is an adapter and the user has said where its base is.
    ``library`` is where installed models live, to see whether this one is among them. Reads no weight, follows no
    code. Memory stays below about ten times the largest file, whose size is capped.
    """
    try:
        checkpoint = _inspect(folder, base)
    except Failure as failure:
        return _nothing(folder, from_failure(failure))
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        return _nothing(folder, unreadable(error, folder))
    findings = causes([*_odd_texts(checkpoint), *checkpoint.findings])
    attempt(lambda: findings.extend(place_findings(folder)), None, findings)
    if library:
        findings += filter(None, [attempt(lambda: duplicate(checkpoint, library), None, findings)])
    return replace(checkpoint, findings=tuple(findings))


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
        name = trained.name if trained else ""
        facts = {"trained": name, "path": str(folder.parent), "subfolder": name} if name else {}
        return replace(described, findings=(*described.findings, warns(FailureKind.ADAPTER_BESIDE, **facts)))
    return described


def _converted(folder: Path) -> Checkpoint:
    """A folder for ONNX Runtime GenAI: it is installed as it is. Raises ``Failure`` when its configuration is none."""
    if not isinstance(read_json(folder / "genai_config.json").get("model"), dict):
        raise Failure(FailureKind.BAD_CONFIG, "no model", file="genai_config.json", lacks="model")
    return _nothing(folder, blocks(FailureKind.ALREADY_ONNX, path=str(folder)))


def _describe(folder: Path, config: Mapping[str, object]) -> Checkpoint:
    findings = list(config_findings(config))
    if any((folder / name).exists() for name in _EMBEDDING_FILES):
        findings.append(blocks(FailureKind.NOT_A_CHAT_MODEL, architecture=architecture(config)))
    weights = attempt(lambda: inspect_weights(folder), NO_WEIGHTS, findings)
    shape = read_shape(config)
    findings += [*shape_findings(config, shape, weights), *_judge(folder)]
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
        tied_embeddings=ties_embeddings(config),
        license=card.license,
        languages=card.languages,
    )
    return _with_tokenizer(checkpoint, folder, config)


def _judge(folder: Path) -> list[Finding]:
    """LLaMA-Factory leaves it with models that give marks to answers, and with those that such marks have trained."""
    found = next((name for name in _JUDGES if (folder / name).exists()), "")
    return [warns(FailureKind.LEFT_OUT, name=found, judge="yes")] if found else []


def _with_tokenizer(checkpoint: Checkpoint, folder: Path, config: Mapping[str, object]) -> Checkpoint:
    """``checkpoint`` with the tokenizer files and the chat template of ``folder``, and what is wrong with them."""
    findings = list(checkpoint.findings)
    vocabulary = attempt(lambda: read_vocabulary(folder), None, findings)
    tokenizer, *_ = [_config(folder / name, findings) for name in PARTS]
    settings = folder if (folder / GENERATION).exists() else checkpoint.base or folder
    generation = _config(settings / GENERATION, findings)
    template = attempt(lambda: read_template(folder, findings), None, findings)
    kind = template_kind(template) if template else OWN
    findings += filter(None, [class_finding(tokenizer)])
    findings += template_findings(template)
    stops: tuple[str, ...] = ()
    if vocabulary:
        eos = special_token(tokenizer, "eos_token")
        rows = checkpoint.shape.vocabulary if checkpoint.shape else 0
        special = attempt(lambda: special_finding(folder, tokenizer, vocabulary, rows), None, findings)
        findings += filter(None, [vocabulary_finding(vocabulary, rows), special])
        findings += stop_findings(config, generation, eos, vocabulary, kind.turn_end)
        stops = _stop_tokens(vocabulary, stop_ids(config, generation), eos)
        if stops and set(stops) <= _TEXT_ENDS - {kind.turn_end} and (kind.turn_end or not template):
            findings.append(informs(FailureKind.BASE_MODEL))
    return replace(
        checkpoint,
        chat_template=template,
        template_kind=kind.name,
        stop_tokens=stops,
        findings=tuple(findings),
    )


def _config(path: Path, findings: list[Finding]) -> dict[str, object]:
    nothing: dict[str, object] = {}
    read = read_optional if path.name == GENERATION else read_part
    return attempt(lambda: read(path), nothing, findings)


def _stop_tokens(vocabulary: Vocabulary, ids: set[int], eos: str) -> tuple[str, ...]:
    texts = {text for text, number in vocabulary.added.items() if number in ids}
    return tuple(sorted(texts | ({eos} if eos in vocabulary.added else set())))


def _is_adapter(folder: Path) -> bool:
    if not (folder / ADAPTER).exists():
        return False
    return not ((folder / "config.json").exists() and holds_weights(folder))


def _adapter(folder: Path, base: Path | None) -> Checkpoint:
    """An adapter together with its base model, or what it lacks."""
    try:
        adapter = read_adapter(folder)
    except Failure as failure:
        deeper = converted_facts(folder) or subfolder_facts(folder, WHOLE)
        raise Failure(failure.kind, failure.details, **({"path": str(folder)} | failure.facts | deeper)) from failure
    if not (folder / WEIGHTS).exists():  # training did not come to its end, or saved them in another format
        deeper = subfolder_facts(folder, LORA)
        raise Failure(FailureKind.NO_WEIGHTS, path=str(folder), **deeper) if deeper else missing_weights(folder)
    base = base or find_base(folder, adapter.base)
    if base is None:
        return _nothing(folder, _adapter_only(folder, adapter.base), adapter=adapter.base)
    try:
        return _with_base(folder, adapter, base)
    except Failure as failure:  # another base model may do
        return replace(_nothing(folder, from_failure(failure), adapter=adapter.base), base=base)


def _with_base(folder: Path, adapter: Adapter, base: Path) -> Checkpoint:
    tensors = {name: tuple(tensor.shape) for name, tensor in read_header(folder / WEIGHTS).items()}
    if _is_adapter(base):  # perhaps this very one
        raise Failure(FailureKind.ADAPTER_ONLY, path=str(base), base=adapter.base, another=base.name)
    if is_quantized(base):
        return _nothing(folder, _adapter_only(folder, adapter.base, quantized=base.name), adapter=adapter.base)
    model = _inspect(base, None)
    findings = (*(each for each in model.findings if each.kind is not FailureKind.ADAPTER_BESIDE), *_judge(folder))
    model = replace(model, folder=folder, base=base, adapter=adapter.base, findings=findings)
    if model.convertible:
        plan_changes(adapter, tensors, inspect_weights(base).shapes)
    if tokenizer_folder(folder, base) == base or not model.architecture:
        return model
    own = tuple(each for each in model.findings if each.kind not in OF_TOKENIZER and "tokenizer" not in each.facts)
    return _with_tokenizer(replace(model, findings=own), folder, read_json(base / "config.json"))


def _adapter_only(folder: Path, base: str, **facts: str) -> Finding:
    """Without a base model; with the whole model that perhaps lies inside, and what a quantised base was made from."""
    full = full_precision(base)
    facts |= ({"full": full} if full != base else {}) | ({} if facts else subfolder_facts(folder, WHOLE))
    return blocks(FailureKind.ADAPTER_ONLY, path=str(folder), base=base, **facts)


def _not_a_model(folder: Path) -> Failure:
    failure = no_model(folder)
    gguf = next((path.name for path in entries(folder) if path.suffix.lower() == ".gguf"), None)
    return Failure(FailureKind.GGUF, file=gguf) if gguf and "subfolder" not in failure.facts else failure


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
