"""What is found in a model folder, how much it matters, and what puts it right.

What went wrong while reading a stranger's folder becomes a finding too; those that follow from others are left out.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from app.core.failures import Failure, FailureKind, Variant

T = TypeVar("T")


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


class Mend(StrEnum):
    """What can be put right by a program."""

    TOKENIZER = "tokenizer"  # the base model's tokenizer files
    TOKENIZER_CLASS = "tokenizer_class"  # the base model's, or one that reads any tokenizer.json
    STOP_TOKENS = "stop_tokens"
    CHAT_TEMPLATE = "chat_template"  # the base model's, or the usual one of the family
    OLDER_TEMPLATE = "older_template"  # the folder's own, from a file that no tokenizer reads
    TOKENIZER_BESIDE = "tokenizer_beside"  # the one that lies beside the model's folder
    WEIGHT_LIST = "weight_list"  # the list that says which weight file holds what
    WEIGHT_NAMES = "weight_names"  # the model's own names of its weights, and each of them apart
    FULL_PRECISION = "full_precision"  # leave out the note of a quantisation that the weights have not had
    BASE = "base"  # choose an adapter's base model
    REWRITE = "rewrite"  # write text files so that every program reads them


class LeftoverKind(StrEnum):
    """What takes space on this computer without being of use."""

    INTERRUPTED = "interrupted"  # no job can go on with it
    RESUMABLE = "resumable"  # converting the same model in the same way goes on with it
    HALF_PACKED = "half_packed"  # a package that was not written to the end; packing it again goes on with it
    UNPACKED = "unpacked"  # a package whose installation did not come to its end; the next one goes on with it
    NOT_INSTALLED = "not_installed"  # a converted model in the library that Foundry Local never got


class Finding(Struct, frozen=True):
    """Something about a model folder that the user should know; ``facts`` fill its wording's placeholders and decide
    nothing. Made by ``blocks``, ``warns`` and ``informs``."""

    kind: FailureKind
    severity: Severity
    facts: dict[str, str] = {}
    variant: Variant | None = None
    mend: Mend | None = None  # the mend that puts it right
    opens: tuple[Path, ...] = ()  # the folders one of which should be chosen instead, the likeliest first


# What the files of a tokenizer tell: an adapter's own replace the base model's
_OF_TOKENIZER = frozenset(
    {FailureKind.NO_TOKENIZER, FailureKind.NO_CHAT_TEMPLATE, FailureKind.TEMPLATE_LIST, FailureKind.BAD_TEMPLATE}
    | {FailureKind.TOKENIZER_CLASS, FailureKind.VOCABULARY, FailureKind.STOP_TOKENS, FailureKind.BASE_MODEL}
    | {FailureKind.TEMPLATE_SUBSET, FailureKind.TEMPLATE_DROPS_TEXT}
)
_OF_WEIGHTS = frozenset(
    {FailureKind.NO_WEIGHTS, FailureKind.WEIGHTS_INCOMPLETE, FailureKind.PICKLE_WEIGHTS, FailureKind.WRONG_SHAPE}
)
_ANOTHER_MODEL = (FailureKind.NOT_A_CHAT_MODEL, FailureKind.UNSUPPORTED_ARCHITECTURE, FailureKind.CUSTOM_CODE)
_MENDS: Mapping[FailureKind, Mend] = {
    FailureKind.NO_TOKENIZER: Mend.TOKENIZER,
    FailureKind.VOCABULARY: Mend.TOKENIZER,
    FailureKind.TOKENIZER_CLASS: Mend.TOKENIZER_CLASS,
    FailureKind.STOP_TOKENS: Mend.STOP_TOKENS,
    FailureKind.NO_CHAT_TEMPLATE: Mend.CHAT_TEMPLATE,
    FailureKind.BAD_TEMPLATE: Mend.CHAT_TEMPLATE,
    FailureKind.TEMPLATE_LIST: Mend.CHAT_TEMPLATE,
    FailureKind.TEMPLATE_DROPS_TEXT: Mend.CHAT_TEMPLATE,
    FailureKind.ADAPTER_ONLY: Mend.BASE,
}
_MENDS_OF_VARIANTS: Mapping[tuple[FailureKind, Variant], Mend] = {
    (FailureKind.BAD_CONFIG, Variant.REWRITE): Mend.REWRITE,
    (FailureKind.BAD_CONFIG, Variant.TOKENIZER): Mend.TOKENIZER,
    (FailureKind.NO_CHAT_TEMPLATE, Variant.OLDER): Mend.OLDER_TEMPLATE,
    (FailureKind.NO_TOKENIZER, Variant.NEARBY): Mend.TOKENIZER_BESIDE,
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.UNLISTED): Mend.WEIGHT_LIST,
    (FailureKind.NO_WEIGHTS, Variant.RENAMED): Mend.WEIGHT_LIST,
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.WRAPPED): Mend.WEIGHT_NAMES,
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.JOINED): Mend.WEIGHT_NAMES,
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.DIVIDED): Mend.WEIGHT_NAMES,
    (FailureKind.ALREADY_QUANTIZED, Variant.LEFT_OVER): Mend.FULL_PRECISION,
}


def blocks(kind: FailureKind, variant: Variant | None = None, /, **facts: str) -> Finding:
    return _finding(Severity.BLOCKS, Failure(kind, "", variant, **facts))


def warns(kind: FailureKind, variant: Variant | None = None, opens: tuple[Path, ...] = (), /, **facts: str) -> Finding:
    return _finding(Severity.WARNS, Failure(kind, "", variant, opens, **facts))


def informs(kind: FailureKind, variant: Variant | None = None, /, **facts: str) -> Finding:
    return _finding(Severity.INFORMS, Failure(kind, "", variant, **facts))


def from_failure(failure: Failure) -> Finding:
    return _finding(Severity.BLOCKS, failure)


def _finding(severity: Severity, failure: Failure) -> Finding:
    usual = None if severity is Severity.INFORMS else _MENDS.get(failure.kind)
    mend = _MENDS_OF_VARIANTS.get((failure.kind, failure.variant), usual) if failure.variant else usual
    return Finding(failure.kind, severity, failure.facts, failure.variant, mend, failure.opens)


def attempt(read: Callable[[], T], otherwise: T, findings: list[Finding]) -> T:
    """What ``read`` returns; or ``otherwise``, and what went wrong joins the findings."""
    try:
        return read()
    except Failure as failure:
        found = from_failure(failure)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        found = unreadable(error)
    if found not in findings:  # one file may be read for several reasons
        findings.append(found)
    return otherwise


def unreadable(error: Exception, folder: Path | None = None) -> Finding:
    """What the system refused to read: ``folder`` itself, or a file in it that ``error`` names."""
    path = str(getattr(error, "filename", None) or folder or "")
    reason = getattr(error, "strerror", None) or str(error)
    if folder or not (name := Path(path).name):
        return blocks(FailureKind.UNREADABLE, path=path, reason=reason)
    return blocks(FailureKind.UNREADABLE, Variant.IN_FOLDER, path=path, reason=reason, file=name)


def is_of_tokenizer(finding: Finding) -> bool:
    return finding.kind in _OF_TOKENIZER or finding.variant is Variant.TOKENIZER


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """Only the causes among ``findings``. Where another model or folder is the only way out, nothing else is said."""
    each = list(findings)
    blocking = [finding for finding in each if finding.severity is Severity.BLOCKS]
    if other := next((finding for finding in blocking if finding.kind in _ANOTHER_MODEL), None):
        return [other]
    return [finding for finding in each if not any(_hides(cause, finding) for cause in blocking)]


def _hides(cause: Finding, finding: Finding) -> bool:
    """Whether ``finding`` would not be there, or would not matter, without ``cause``."""
    match cause.kind, cause.variant:
        case FailureKind.ALREADY_QUANTIZED, _:
            return finding.kind in _OF_WEIGHTS
        case FailureKind.HEAD_SIZE, _:
            return finding.kind is FailureKind.WRONG_SHAPE
        case FailureKind.NO_WEIGHTS, Variant.RENAMED:  # renamed weights can be mended
            return False
        case FailureKind.NO_WEIGHTS, Variant.FOREIGN:
            return finding.kind is FailureKind.BAD_CONFIG or is_of_tokenizer(finding)
        case (FailureKind.NO_WEIGHTS | FailureKind.GGUF, _) | (FailureKind.NO_TOKENIZER, Variant.NEARBY):
            return finding is not cause and is_of_tokenizer(finding)
        case _:
            return False
