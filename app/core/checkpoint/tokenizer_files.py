"""What a checkpoint's tokenizer files and its chat template say, and what is wrong with them."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.failures import FailureKind
from app.core.findings import Finding, attempt, informs
from app.core.template.files import read_template, template_findings
from app.core.template.reading import OWN, template_kind
from app.core.tokenizer.files import (
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

_TEXT_ENDS = frozenset({"<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>", "<|end▁of▁sentence|>"})


def with_tokenizer(
    checkpoint: Checkpoint, folder: Path, config: Mapping[str, object], written: Path | None = None
) -> Checkpoint:
    """``checkpoint`` with the tokenizer files of ``folder`` and the chat template that is ``written`` there or in
    another, and what is wrong with them."""
    findings = list(checkpoint.findings)
    vocabulary = attempt(lambda: read_vocabulary(folder), None, findings)
    tokenizer, *_ = [_config(folder / name, findings) for name in PARTS]
    settings = folder if (folder / GENERATION).exists() else checkpoint.base or folder
    generation = _config(settings / GENERATION, findings)
    template = attempt(lambda: read_template(written or folder, findings), None, findings)
    kind = template_kind(template) if template else OWN
    findings += filter(None, [class_finding(tokenizer)])
    findings += template_findings(template)
    stops: tuple[str, ...] = ()
    if vocabulary:
        eos = special_token(tokenizer, "eos_token")
        rows = checkpoint.shape.vocabulary if checkpoint.shape else 0
        special = attempt(lambda: special_finding(folder, tokenizer, vocabulary, rows, template or ""), None, findings)
        findings += filter(None, [vocabulary_finding(vocabulary, rows, tokenizer, template or ""), special])
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
