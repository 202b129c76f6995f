"""Names of the languages that model cards list, by their ISO 639 codes; Qt names them in English only."""

from app.wording.words import QT_TRANSLATE_NOOP

LANGUAGES: dict[str, str] = {
    "ar": QT_TRANSLATE_NOOP("wording", "Arabic"),
    "bn": QT_TRANSLATE_NOOP("wording", "Bengali"),
    "de": QT_TRANSLATE_NOOP("wording", "German"),
    "en": QT_TRANSLATE_NOOP("wording", "English"),
    "es": QT_TRANSLATE_NOOP("wording", "Spanish"),
    "fr": QT_TRANSLATE_NOOP("wording", "French"),
    "hi": QT_TRANSLATE_NOOP("wording", "Hindi"),
    "id": QT_TRANSLATE_NOOP("wording", "Indonesian"),
    "it": QT_TRANSLATE_NOOP("wording", "Italian"),
    "ja": QT_TRANSLATE_NOOP("wording", "Japanese"),
    "jv": QT_TRANSLATE_NOOP("wording", "Javanese"),
    "ko": QT_TRANSLATE_NOOP("wording", "Korean"),
    "ms": QT_TRANSLATE_NOOP("wording", "Malay"),
    "nl": QT_TRANSLATE_NOOP("wording", "Dutch"),
    "pl": QT_TRANSLATE_NOOP("wording", "Polish"),
    "pt": QT_TRANSLATE_NOOP("wording", "Portuguese"),
    "ru": QT_TRANSLATE_NOOP("wording", "Russian"),
    "su": QT_TRANSLATE_NOOP("wording", "Sundanese"),
    "th": QT_TRANSLATE_NOOP("wording", "Thai"),
    "tr": QT_TRANSLATE_NOOP("wording", "Turkish"),
    "vi": QT_TRANSLATE_NOOP("wording", "Vietnamese"),
    "zh": QT_TRANSLATE_NOOP("wording", "Chinese"),
}
