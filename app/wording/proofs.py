"""What came of the proof of a deployment."""

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
