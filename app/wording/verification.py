"""What the verification of a conversion and of a deployment found."""

from collections.abc import Iterator

from app.core.library.deployment import AnswerVerification
from app.core.library.fidelity import Fidelity
from app.core.recipe.recipe import CLOSER, Precision
from app.core.scorecard.trial_answer import TrialFault, fault_of
from app.wording.filling import exact_words, fill, fill_text, token_words
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP, Words

ALL = QT_TR_NOOP("It writes the same next words as the original.")
MOST = QT_TR_NOOP("It writes {share} of 100 next words as the original.")
FEW = QT_TR_NOOP("It writes only {share} of 100 next words as the original.")
_LARGER = QT_TR_NOOP("Convert with {precision} to stay closer to it.")
_STOPPED = QT_TR_NOOP(
    "Asked in Foundry Local, it gave exactly the answer that the runtime gives by itself, and the answer ended "
    "({tokens})."
)
CUT_OFF = QT_TR_NOOP(
    "Asked in Foundry Local, it gave exactly the answer that the runtime gives by itself, as far as it was heard: "
    "it had not ended after {tokens} tokens. If its answers never end, limit their length."
)
ASKED_FIRST = QT_TR_NOOP("It was asked “{question}”, and said: {answer}")
FAULTS: dict[TrialFault, Words] = {
    TrialFault.EMPTY: Words(
        QT_TR_NOOP("It is installed, but its first answer is empty"),
        QT_TR_NOOP("Foundry Local loaded it and asked it a question, and no word came back."),
        QT_TR_NOOP("Ask it something that it was trained for. If that stays empty too, look at its training data."),
    ),
    TrialFault.REPEATS: Words(
        QT_TR_NOOP("It is installed, but its first answer says the same again and again"),
        QT_TR_NOOP("Foundry Local loaded it, and its answer ends in one piece that is repeated."),
        QT_TR_NOOP("Ask it something that it was trained for. If it does so there too, try INT8 or train again."),
    ),
    TrialFault.ENDLESS: Words(
        QT_TR_NOOP("It is installed, but its first answer did not come to an end"),
        QT_TR_NOOP("After {tokens} tokens it was still writing, so the answer was cut off there."),
        QT_TR_NOOP("Ask it something that it was trained for. If its answers never end, limit their length."),
    ),
}


def verification_words(verification: AnswerVerification) -> str:
    """What the verification of a deployment found, in a sentence or two."""
    if verification.stop_token is None:
        return fill_text(CUT_OFF, {"tokens": exact_words(verification.tokens)})
    return fill_text(_STOPPED, {"tokens": token_words(verification.tokens)})


def verification_lines(verification: AnswerVerification) -> Iterator[str]:
    """What it was asked first, what it said, and what to think of that."""
    if verification.question:
        facts = {"question": verification.question, "answer": verification.text.strip()}
        yield fill_text(ASKED_FIRST, facts)
    if fault := fault_of(verification):
        words = fault_words(fault, verification)
        yield f"{words.title}. {words.explanation} {words.advice}"
    else:
        yield verification_words(verification)


def fault_words(fault: TrialFault, verification: AnswerVerification) -> Words:
    """What is wrong with the trial answer, and what to do."""
    return fill(FAULTS[fault], {"tokens": str(verification.tokens)})


def fidelity_words(fidelity: Fidelity, precision: Precision) -> str:
    """One sentence, and what to do where it is not the same model any more."""
    share = int(100 * fidelity.same_next)
    if share == 100:
        return translate(ALL)
    told = fill_text(MOST if fidelity.usable else FEW, {"share": str(share)})
    if fidelity.usable or precision not in CLOSER:
        return told
    return f"{told} {fill_text(_LARGER, {'precision': CLOSER[precision].value.upper()})}"
