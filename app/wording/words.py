"""What the tables of texts are made of."""

from typing import NamedTuple


class Words(NamedTuple):
    title: str
    explanation: str
    advice: str


def QT_TR_NOOP(text: str) -> str:
    """Marks ``text`` for translation and returns it as it is."""
    return text
