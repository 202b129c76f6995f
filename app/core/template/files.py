"""Where a model's folder keeps its chat template: the file of its own, or the tokenizer's configuration."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.core.failures import Failure, FailureKind, Variant
from app.core.files.folder import read_text
from app.core.files.links import is_own
from app.core.findings import Finding, blocks, informs, warns
from app.core.template import rendering
from app.core.template.reading import drops_user_text, unsupported_constructs
from app.core.tokenizer.files import read_optional, read_part

OLDER = "chat_template.json"


def read_template(folder: Path, findings: list[Finding]) -> str | None:
    """The Jinja source of a model's chat template, of several named ones the "default"; more goes into ``findings``.

    Raises ``Failure`` when there is none.
    """
    file, config = folder / "chat_template.jinja", folder / "tokenizer_config.json"
    if file.is_symlink() and not is_own(file):  # what is in a template is copied, and handed on
        facts = {"file": file.name, "path": str(file), "reason": "link"}
        raise Failure(FailureKind.UNREADABLE, "", Variant.IN_FOLDER, **facts)
    if file.exists() and (source := read_text(file)).strip():  # transformers 5 prefers it, and so the builder
        return _checked(source)
    template = read_part(config).get("chat_template")
    if isinstance(template, list):
        named = _named_templates(template)
        names = ", ".join(named)[:200]
        if "default" not in named:
            findings.append(blocks(FailureKind.TEMPLATE_LIST, names=names))
            return None
        findings.append(informs(FailureKind.TEMPLATE_LIST, Variant.TAKEN, names=names, taken="default"))
        return _checked(named["default"])
    if not isinstance(template, str) or not template.strip():
        if older_template(folder):
            raise Failure(FailureKind.NO_CHAT_TEMPLATE, "", Variant.OLDER, file=config.name, older=OLDER)
        raise Failure(FailureKind.NO_CHAT_TEMPLATE, file=config.name)
    return _checked(template)


def has_template(folder: Path) -> bool:
    """Whether there is a chat template in ``folder``, whatever it is worth."""
    with suppress(Failure, OSError, ValueError):
        jinja = folder / "chat_template.jinja"
        return bool(
            (jinja.exists() and read_text(jinja).strip())
            or read_optional(folder / "tokenizer_config.json").get("chat_template")
        )
    return False


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
    failure = rendering.check_template(source)
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
