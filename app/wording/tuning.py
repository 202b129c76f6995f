"""What came of tuning a model for this computer."""

from app.wording.words import QT_TRANSLATE_NOOP

TUNED = QT_TRANSLATE_NOOP(
    "wording",
    "Tuned for this computer (threads: {threads}): it reads {prefill} and writes {decode} tokens a second. Untuned: "
    "{untuned_prefill} and {untuned_decode}.",
)
NO_GAIN = QT_TRANSLATE_NOOP(
    "wording",
    "Tuned for this computer: nothing is faster than what Foundry Local does by itself (threads: {threads}).",
)
