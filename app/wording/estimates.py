"""What an estimate means for the user."""

from app.core.estimate.estimate import Estimate, Fit, Reason
from app.core.estimate.speeds import WORDS_PER_TOKEN, Speeds
from app.wording.filling import count_words, decimal, fill_text, list_words
from app.wording.recipes import QUALITIES, UNSURE
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP

CONTEXT = QT_TR_NOOP(
    "On this computer a conversation can hold about {here} words at once; for all {own} that the model could hold "
    "there is too little memory."
)

CLOSE_PROGRAMS = QT_TR_NOOP(
    "Converting and running it takes {needed_bytes} of memory: close {programs} first to free {missing_bytes}."
)
FREE_MEMORY = QT_TR_NOOP(
    "Converting and running it takes {needed_bytes} of memory: close other programs first to free {missing_bytes}."
)
TOO_LITTLE = QT_TR_NOOP("It takes {needed_bytes} of memory, {missing_bytes} more than this computer can give.")
SPEED = QT_TR_NOOP("about {count} words/s")
CARD_SPEED = QT_TR_NOOP("as fast as its graphics card")
SHARE = QT_TR_NOOP("{percent}% of the original")
_LARGER = QT_TR_NOOP("Larger than the original, which has {original_bytes}.")
ROUGH = QT_TR_NOOP(
    "This computer could not be measured completely. Where a speed is missing an ordinary computer's is used, so times "
    "and words per second are rough."
)

REASONS: dict[Reason, str] = {
    Reason.BEST_BALANCE: QT_TR_NOOP("The best balance of speed, size and quality."),
    Reason.SMALL_MODEL: QT_TR_NOOP("Your model is small: this keeps its quality and is still fast."),
    Reason.LOSES_QUALITY: QT_TR_NOOP("Your model is small: 4 bits save little and cost more than in a large one."),
    Reason.MORE_EXACT: QT_TR_NOOP("Closer to the original, but larger and slower."),
    Reason.UNCHANGED: QT_TR_NOOP("Nothing is rounded, but it is the largest and slowest."),
    Reason.FOR_CARDS: QT_TR_NOOP("Hardly rounded, but large: it wants a graphics card."),
    Reason.NOT_ENOUGH_MEMORY: QT_TR_NOOP("This computer does not have enough memory for it."),
}

FITS: dict[Fit, str] = {
    Fit.EASILY: QT_TR_NOOP("Fits easily"),
    Fit.TIGHT: QT_TR_NOOP("Tight"),
    Fit.NO: QT_TR_NOOP("Does not fit"),
}


def fit_words(fit: Fit) -> str:
    return translate(FITS[fit])


def quality_words(estimate: Estimate) -> str:
    return translate(UNSURE if estimate.reason is Reason.LOSES_QUALITY else QUALITIES[estimate.precision])


def reason_words(reason: Reason) -> str:
    return translate(REASONS[reason])


def missing_words(estimate: Estimate) -> str:
    """What to close, or how much memory the computer lacks; "" when it fits."""
    if estimate.fits is Fit.EASILY:
        return ""
    tight = CLOSE_PROGRAMS if estimate.programs else FREE_MEMORY
    facts = {
        "needed_bytes": str(max(estimate.peak_convert_bytes, estimate.run_bytes)),
        "missing_bytes": str(estimate.missing_bytes),
        "programs": list_words(estimate.programs) if estimate.programs else "",
    }
    return fill_text(tight if estimate.fits is Fit.TIGHT else TOO_LITTLE, facts)


def share_words(estimate: Estimate, original: int) -> str:
    """Its size, compared with ``original`` bytes; "" when these are unknown."""
    percent = max(1, round(100 * estimate.bytes / original)) if original else 0
    return fill_text(SHARE, {"percent": str(percent)}) if original else ""


def larger_words(estimate: Estimate, original: int) -> str:
    """That it does not become smaller, where it does not."""
    return fill_text(_LARGER, {"original_bytes": str(original)}) if 0 < original < estimate.bytes else ""


def speed_words(estimate: Estimate) -> str:
    """Words a second, with no more digits than an estimate deserves."""
    words = estimate.tokens_per_second * WORDS_PER_TOKEN
    if not words:
        return translate(CARD_SPEED)
    if words >= 200:
        return fill_text(SPEED, {"count": count_words(words)})
    return fill_text(SPEED, {"count": decimal(words, 1 if words < 1.95 else 0)})


def context_words(estimate: Estimate) -> str:
    """How much of a conversation this computer has memory for; "" when that is all that the model can hold."""
    if estimate.context >= estimate.model_context:
        return ""
    tokens = {"here": estimate.context, "own": estimate.model_context}
    return fill_text(CONTEXT, {name: count_words(number * WORDS_PER_TOKEN) for name, number in tokens.items()})


def rough_words(speeds: Speeds | None) -> str:
    """What to say of estimates from ``speeds``; "" when they were all measured on this computer."""
    return "" if speeds and speeds.version else translate(ROUGH)
