"""What came of the proof of a deployment."""

from app.core.plan import AnswerProof
from app.wording.filling import fill_text
from app.wording.words import QT_TRANSLATE_NOOP

STOPPED = QT_TRANSLATE_NOOP(
    "wording",
    "Asked in Foundry Local, it gave the very answer that the runtime gives by itself, and ended it ({tokens} tokens).",
)
CUT_OFF = QT_TRANSLATE_NOOP(
    "wording",
    "Asked in Foundry Local, it gave the very answer that the runtime gives by itself, as far as it was heard: it had "
    "not ended after {tokens} tokens. If its answers never end, limit their length.",
)


def proof_words(proof: AnswerProof) -> str:
    """What was proven of a deployment, in a sentence or two."""
    return fill_text(CUT_OFF if proof.stop_token is None else STOPPED, {"tokens": str(proof.tokens)})
