"""What is mechanically wrong with the answer that a model gave when it was installed."""

from enum import StrEnum

from app.core.library.deployment import AnswerVerification
from app.core.scorecard.answer_faults import repeats


class TrialFault(StrEnum):
    EMPTY = "empty"
    REPEATS = "repeats"
    ENDLESS = "endless"  # it had not ended when its tokens or its time were used up


def fault_of(answer: AnswerVerification) -> TrialFault | None:
    """The gravest; None where there is none, or where its words are not known."""
    if not answer.question:
        return None
    if not answer.text.strip():
        return TrialFault.EMPTY
    if repeats(answer.text):
        return TrialFault.REPEATS
    return TrialFault.ENDLESS if answer.stop_token is None else None
