"""The languages of the app, and into which of them texts are translated. Apart from the texts themselves: the window
says it before it needs any of them.

A new language is an entry of ``TRANSLATED``, ``resources/i18n/<code>.ts`` and ``resources/help/<code>.md``.
"""

from collections.abc import Callable
from typing import NamedTuple


class Language(NamedTuple):
    code: str  # ISO 639-1
    name: str  # the name that its speakers use


SOURCE = Language("en", "English")  # language of the texts in the code
TRANSLATED = (Language("id", "Bahasa Indonesia"),)
DECIMAL_POINTS = {"id": ","}  # elsewhere a point
LANGUAGES = (SOURCE, *TRANSLATED)
_translate: Callable[[str], str] = str
_decimal_point = "."


def set_translator(function: Callable[[str], str], decimal_point: str = ".") -> None:
    """From now on every text goes through ``function``, which gets the English text and returns the translation."""
    global _translate, _decimal_point
    _translate, _decimal_point = function, decimal_point


def current_translator() -> tuple[Callable[[str], str], str]:
    """What ``set_translator`` was given last."""
    return _translate, _decimal_point


def translate(text: str) -> str:
    """``text`` in the user's language."""
    return _translate(text)


def decimal_point() -> str:
    """The decimal point of the user's language."""
    return _decimal_point
