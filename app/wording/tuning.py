"""What came of tuning a model for this computer."""

from app.core.computer.tuning import Tuning
from app.wording.filling import fill_text
from app.wording.words import QT_TR_NOOP

TUNED = QT_TR_NOOP(
    "Tuned for this computer (threads: {threads}): it reads {prefill} and writes {decode} tokens a second. Untuned: "
    "{untuned_prefill} and {untuned_decode}."
)
NO_GAIN = QT_TR_NOOP(
    "Tuned for this computer: nothing is faster than what Foundry Local does by itself (threads: {threads})."
)


def tuning_words(tuning: Tuning) -> str:
    """How many threads, and what they gain."""
    facts = {
        "threads": str(tuning.threads),
        "prefill": f"{tuning.speed.prefill:.0f}",
        "decode": f"{tuning.speed.decode:.0f}",
        "untuned_prefill": f"{tuning.untuned.prefill:.0f}",
        "untuned_decode": f"{tuning.untuned.decode:.0f}",
    }
    return fill_text(NO_GAIN if tuning.threads == tuning.untuned_threads else TUNED, facts)
