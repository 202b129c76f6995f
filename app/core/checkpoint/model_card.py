"""What a model card (README.md) says in its front matter: the licence and the languages."""

import re
from pathlib import Path

from msgspec import Struct

from app.core.failures import Failure
from app.core.files.folder import open_regular

_CARD_START = 16_000  # bytes that are read
_VALUE = re.compile(r"^[\w .+/()-]{1,60}$")
_MOST_LANGUAGES = 12


class ModelCard(Struct, frozen=True):
    """Values as the card writes them: "apache-2.0", ("en", "id"); empty where it says nothing that can be shown."""

    license: str = ""
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def read_model_card(folder: Path) -> ModelCard:
    """Never raises: a card that cannot be read says nothing."""
    path = folder / "README.md"
    try:
        with open_regular(path) as file:
            text = file.read(_CARD_START).decode(errors="replace")
    except (Failure, OSError, ValueError):
        return ModelCard()
    match = re.match(r"\ufeff?---\s*\n(.*?\n)(?:---|\.\.\.)\s*(?:\n|$)", text, re.DOTALL)
    if not match:
        return ModelCard()
    licenses = _values(match[1], "license_name") or _values(match[1], "license")
    languages = _values(match[1], "language") or _values(match[1], "languages")
    return ModelCard("".join(licenses[:1]), languages[:_MOST_LANGUAGES], _values(match[1], "tags"))


def _values(front: str, key: str) -> tuple[str, ...]:
    """A key's value or list of values; of YAML only what model cards use here: plain words, ``[a, b]``, ``- a``."""
    match = re.search(rf"^{key}:[ \t]*(.*)\n((?:[ \t]*-[ \t]+.*\n)*)", front, re.MULTILINE)
    if not match:
        return ()
    inline = match[1].strip().removeprefix("[").removesuffix("]")
    values = inline.split(",") if inline else [line.strip()[1:] for line in match[2].splitlines()]
    words = (value.strip().strip("'\"") for value in values)
    return tuple(word for word in words if _VALUE.match(word))
