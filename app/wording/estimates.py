"""What an estimate means for the user."""

from app.wording.words import QT_TRANSLATE_NOOP

CONTEXT = QT_TRANSLATE_NOOP(
    "wording",
    "On this computer a conversation can hold about {here} words at once; for all {own} that the model could hold "
    "there is too little memory.",
)

CLOSE_PROGRAMS = QT_TRANSLATE_NOOP(
    "wording",
    "Converting and running it takes {needed_bytes} of memory: close {programs} first to free {missing_bytes}.",
)
FREE_MEMORY = QT_TRANSLATE_NOOP(
    "wording",
    "Converting and running it takes {needed_bytes} of memory: close other programs first to free {missing_bytes}.",
)
TOO_LITTLE = QT_TRANSLATE_NOOP(
    "wording", "It takes {needed_bytes} of memory, {missing_bytes} more than this computer can give."
)
SPEED = QT_TRANSLATE_NOOP("wording", "about {count} words/s")
CARD_SPEED = QT_TRANSLATE_NOOP("wording", "as fast as its graphics card")
