"""Odd requests to an installed model in Foundry Local: each must be answered or refused, and end nothing."""

from collections.abc import Callable

from foundry_local_sdk import FoundryLocalException

from app.core.failures import Failure
from app.core.library.deployment import Deployment
from app.core.scorecard.scorecard import EdgeCase
from app.core.template.files import read_template
from app.core.template.probes import turn_marks
from app.engine.chat.conversation import Conversation

ODD_PATIENCE = 10.0  # seconds for one answer
LONGEST_READ = 2_048  # tokens of a prompt that is really answered; a longer one is only counted
SHORT_QUESTION = "What can you do?"
HUGE = 100_000  # characters
ODD_TEXTS = {
    EdgeCase.BLANKS: "  \n\t ",
    EdgeCase.EMOJI: "👩‍👩‍👧‍👦 🏳️‍🌈 🇮🇩 ❤️‍🔥?",
    EdgeCase.RIGHT_TO_LEFT: "ما هو الحاسوب؟ \u202e\u05e9\u05dc\u05d5\u05dd\u202c",
    EdgeCase.CONTROL: "a\x00b\x07c\x1b[31md\x7f\u0085e\ufeff?",
}


def try_edge_cases(
    conversation: Conversation, deployment: Deployment, report: Callable[[int, int], None]
) -> dict[EdgeCase, bool]:
    """Whether it withstood each."""
    texts = ODD_TEXTS | {
        EdgeCase.MARKS: " ".join(sorted(turn_marks(read_template(deployment.folder, []) or ""))) or "<|end|>",
        EdgeCase.HUGE: ("word " * HUGE)[:HUGE],
        EdgeCase.OVER_CONTEXT: "word " * (2 * deployment.context_length),
        EdgeCase.TWICE: SHORT_QUESTION,
    }
    found: dict[EdgeCase, bool] = {}
    for number, case in enumerate(EdgeCase):
        report(number, len(EdgeCase))
        found[case] = _withstands(conversation, texts[case], again=case is EdgeCase.TWICE)
    return found


def _withstands(conversation: Conversation, text: str, *, again: bool) -> bool:
    try:
        first = _ask(conversation, text)
        return _ask(conversation, text) == first if again else True
    except (Failure, FoundryLocalException):
        return _still_answers(conversation)


def _still_answers(conversation: Conversation) -> bool:
    """Whether what was refused has ended nothing."""
    try:
        _ask(conversation, SHORT_QUESTION)
    except (Failure, FoundryLocalException):
        return False
    return True


def _ask(conversation: Conversation, text: str) -> str:
    """The answer; "" for what is refused, or would be read for minutes. Raises ``Failure(CHAT_FAILED)`` and
    ``FoundryLocalException``."""
    conversation.forget()
    if len(text) >= HUGE // 2 and _is_read_long(conversation, text):
        return ""
    return conversation.answer_in_time(text, ODD_PATIENCE).text


def _is_read_long(conversation: Conversation, text: str) -> bool:
    return conversation.tokens_left(text) > 0 and conversation.prompt_tokens(text) > LONGEST_READ
