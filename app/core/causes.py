"""What its owner has to know of all that is found in a folder: what follows from something else is left out."""

from collections.abc import Iterable

from app.core.failures import FailureKind
from app.core.plan import Finding, Severity

# What the files of a tokenizer tell: an adapter's own replace the base model's
OF_TOKENIZER = frozenset(
    {FailureKind.NO_TOKENIZER, FailureKind.NO_CHAT_TEMPLATE, FailureKind.TEMPLATE_LIST, FailureKind.BAD_TEMPLATE}
    | {FailureKind.TOKENIZER_CLASS, FailureKind.VOCABULARY, FailureKind.STOP_TOKENS, FailureKind.BASE_MODEL}
    | {FailureKind.TEMPLATE_SUBSET, FailureKind.TEMPLATE_DROPS_TEXT}
)
_OF_WEIGHTS = frozenset(
    {FailureKind.NO_WEIGHTS, FailureKind.WEIGHTS_INCOMPLETE, FailureKind.PICKLE_WEIGHTS, FailureKind.WRONG_SHAPE}
)
_ANOTHER_MODEL = (FailureKind.NOT_A_CHAT_MODEL, FailureKind.UNSUPPORTED_ARCHITECTURE, FailureKind.CUSTOM_CODE)


def causes(findings: Iterable[Finding]) -> list[Finding]:
    """Where another model or another folder is the only way out, nothing is said of what would be wrong besides."""
    each = list({finding.kind: finding for finding in findings if _decides(finding)}.values())
    if other := next((finding for finding in each if finding.kind in _ANOTHER_MODEL), None):
        return [other]
    return [finding for finding in findings if not any(_follows(finding, cause) for cause in each)]


def _decides(finding: Finding) -> bool:
    decisive = (*_ANOTHER_MODEL, FailureKind.ALREADY_QUANTIZED, FailureKind.NO_WEIGHTS, FailureKind.GGUF)
    mendable = "renamed" in finding.facts
    return (
        finding.severity is Severity.BLOCKS and (finding.kind in decisive or "nearby" in finding.facts) and not mendable
    )


def _follows(finding: Finding, cause: Finding) -> bool:
    """Whether ``finding`` would not be there, or would not matter, without ``cause``."""
    if cause.kind is FailureKind.ALREADY_QUANTIZED:
        return finding.kind in _OF_WEIGHTS
    if "foreign" in cause.facts and finding.kind is FailureKind.BAD_CONFIG:
        return True
    return finding is not cause and (finding.kind in OF_TOKENIZER or "tokenizer" in finding.facts)
