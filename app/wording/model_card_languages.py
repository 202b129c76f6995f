"""Names of the languages that model cards list, by their ISO 639 codes; Qt names them in English only."""

from app.wording.words import QT_TR_NOOP

LANGUAGE_NAMES: dict[str, str] = {
    "ar": QT_TR_NOOP("Arabic"),
    "bn": QT_TR_NOOP("Bengali"),
    "de": QT_TR_NOOP("German"),
    "en": QT_TR_NOOP("English"),
    "es": QT_TR_NOOP("Spanish"),
    "fr": QT_TR_NOOP("French"),
    "hi": QT_TR_NOOP("Hindi"),
    "id": QT_TR_NOOP("Indonesian"),
    "it": QT_TR_NOOP("Italian"),
    "ja": QT_TR_NOOP("Japanese"),
    "jv": QT_TR_NOOP("Javanese"),
    "ko": QT_TR_NOOP("Korean"),
    "ms": QT_TR_NOOP("Malay"),
    "nl": QT_TR_NOOP("Dutch"),
    "pl": QT_TR_NOOP("Polish"),
    "pt": QT_TR_NOOP("Portuguese"),
    "ru": QT_TR_NOOP("Russian"),
    "su": QT_TR_NOOP("Sundanese"),
    "th": QT_TR_NOOP("Thai"),
    "tr": QT_TR_NOOP("Turkish"),
    "vi": QT_TR_NOOP("Vietnamese"),
    "zh": QT_TR_NOOP("Chinese"),
}
