"""Tells what a reasoning model thinks from what it says."""

from collections.abc import Iterable, Iterator

from foundry_local_sdk.items import TextItem, TextItemType

from app.core.template.verification import TemplateVerification


def told_apart(stream: Iterable[object], verification: TemplateVerification | None) -> Iterator[tuple[str, bool]]:
    """Each text of ``stream``, and whether it is a thought.

    The runtime (2.2) tells reasoning by the marks that the model was registered with, but only those that the model
    itself opens; where the prompt has opened them, this looks for the mark that closes them.
    """
    texts = ((item.text, item.type is TextItemType.REASONING) for item in stream if isinstance(item, TextItem))
    if verification is None or not verification.reasoning_opened:
        yield from texts
        return
    yield from _closed_by(verification.reasoning[1], (text for text, _ in texts))


def _closed_by(mark: str, texts: Iterator[str]) -> Iterator[tuple[str, bool]]:
    held = ""
    for text in texts:
        held += text
        before, found, after = held.partition(mark)
        if found:
            yield before, True
            if after := after.lstrip("\n"):
                yield after, False
            yield from ((each, False) for each in texts)
            return
        kept = _beginning_of(mark, held)
        if len(held) > kept:
            yield held[: len(held) - kept], True
        held = held[len(held) - kept :]
    if held:
        yield held, True


def _beginning_of(mark: str, text: str) -> int:
    """How many letters at the end of ``text`` may be the beginning of ``mark``."""
    return next((size for size in range(min(len(mark) - 1, len(text)), 0, -1) if text.endswith(mark[:size])), 0)
