"""What the verification of a deployment found."""

from app.core.library.deployment import AnswerVerification
from app.wording.filling import fill_text
from app.wording.words import QT_TR_NOOP

STOPPED = QT_TR_NOOP(
    "Asked in Foundry Local, it gave the very answer that the runtime gives by itself, and ended it ({tokens} tokens)."
)
CUT_OFF = QT_TR_NOOP(
    "Asked in Foundry Local, it gave the very answer that the runtime gives by itself, as far as it was heard: it had "
    "not ended after {tokens} tokens. If its answers never end, limit their length."
)


def verification_words(verification: AnswerVerification) -> str:
    """What the verification of a deployment found, in a sentence or two."""
    return fill_text(CUT_OFF if verification.stop_token is None else STOPPED, {"tokens": str(verification.tokens)})
