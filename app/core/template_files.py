"""Where a model's folder keeps its chat template: the file of its own, or the tokenizer's configuration."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.core import chat_template
from app.core.failures import Failure, FailureKind
from app.core.findings import blocks, informs, warns
from app.core.folder import read_text
from app.core.plan import Finding
from app.core.template_check import drops_user_text, unsupported_constructs
from app.core.tokenizer_files import read_optional, read_part

OLDER = "chat_template.json"


def read_template(folder: Path, findings: list[Finding]) -> str | None:
    """The Jinja source of a model's chat template, of several named ones the "default"; more goes into ``findings``.

    Raises ``Failure`` when there is none.
    """
    file, config = folder / "chat_template.jinja", folder / "tokenizer_config.json"
    if file.exists() and (source := read_text(file)).strip():  # transformers 5 prefers it, and so the builder
        return _checked(source)
    template = read_part(config).get("chat_template")
    if isinstance(template, list):
        named = _named_templates(template)
        facts = {"names": ", ".join(named)[:200]}
        chosen = informs(FailureKind.TEMPLATE_LIST, taken="default", **facts)
        findings.append(chosen if "default" in named else blocks(FailureKind.TEMPLATE_LIST, **facts))
        return _checked(named["default"]) if "default" in named else None
    if not isinstance(template, str) or not template.strip():
        older = {"older": OLDER} if older_template(folder) else {}
        raise Failure(FailureKind.NO_CHAT_TEMPLATE, file=config.name, **older)
    return _checked(template)


def older_template(folder: Path) -> str:
    """What transformers reads for a processor only, never for a tokenizer; "" when nothing there can be used."""
    with suppress(Failure, OSError):
        template = read_optional(folder / OLDER).get("chat_template")
        return _checked(template) if isinstance(template, str) else ""
    return ""


def _named_templates(entries: list[object]) -> dict[str, str]:
    pairs = ((entry.get("name"), entry.get("template")) for entry in entries if isinstance(entry, dict))
    return {name: source for name, source in pairs if isinstance(name, str) and isinstance(source, str)}


def _checked(source: str) -> str:
    failure = chat_template.check(source)
    if failure:
        raise failure
    return source


def template_findings(template: str | None) -> Iterator[Finding]:
    """What Foundry Local would make of it."""
    if template is None:
        return
    if drops_user_text(template):
        yield warns(FailureKind.TEMPLATE_DROPS_TEXT)
    if names := unsupported_constructs(template):
        yield informs(FailureKind.TEMPLATE_SUBSET, names=", ".join(names)[:200])
