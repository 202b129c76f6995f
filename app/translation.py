"""Into which language texts are translated. Apart from the texts in ``wording``: the window says it before it needs
any of them."""

from collections.abc import Callable

_translate: Callable[[str], str] = str
_decimal_point = "."


def set_translator(function: Callable[[str], str], decimal_point: str = ".") -> None:
    """From now on every text goes through ``function``, which gets the English text and returns the translation."""
    global _translate, _decimal_point
    _translate, _decimal_point = function, decimal_point


def translate(text: str) -> str:
    """In the user's language."""
    return _translate(text)


def decimal_point() -> str:
    """Of the user's language."""
    return _decimal_point
