"""The languages of reports, read from the files that the window's texts come from."""

from collections.abc import Callable

from PySide6.QtCore import QTranslator

from app import paths
from app.wording.translation import SOURCE, TRANSLATED


def translators() -> dict[str, Callable[[str], str]]:
    """For each language by its code what translates a text; those whose file is missing are left out."""
    found: dict[str, Callable[[str], str]] = {SOURCE.code: str}
    for language in TRANSLATED:
        translator = QTranslator()
        if translator.load(str(paths.resource("i18n", f"{language.code}.qm"))):
            found[language.code] = _translate_by(translator)
    return found


def _translate_by(translator: QTranslator) -> Callable[[str], str]:
    def translate(text: str) -> str:
        return translator.translate("", text) or text

    return translate
