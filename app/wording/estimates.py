"""What an estimate means for the user."""

from app.wording.words import QT_TRANSLATE_NOOP

CONTEXT = QT_TRANSLATE_NOOP(
    "wording",
    "On this computer a conversation can hold about {here} words at once; for all {own} that the model could hold "
    "there is too little memory.",
)
