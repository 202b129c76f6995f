"""Odd requests to an installed model in Foundry Local: each must be answered, or refused where there is nothing to
answer, and end nothing."""

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
REFUSABLE = frozenset(
    {EdgeCase.EMPTY, EdgeCase.BLANKS, EdgeCase.HUGE, EdgeCase.OVER_CONTEXT}
)  # an answer is due to all others
ODD_TEXTS = {
    EdgeCase.EMPTY: "",
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
        found[case] = withstands(conversation, case, texts[case])
    return found


def withstands(conversation: Conversation, case: EdgeCase, text: str) -> bool:
    """Whether ``text`` was answered, the same twice where that is asked; or refused, where it may be, and the next
    question is answered."""
    try:
        first = _ask(conversation, text)
        if first is not None:
            return case is not EdgeCase.TWICE or _ask(conversation, text) == first
    except (Failure, FoundryLocalException):
        pass
    return case in REFUSABLE and _still_answers(conversation)


def _still_answers(conversation: Conversation) -> bool:
    """Whether what was refused has ended nothing."""
    try:
        return _ask(conversation, SHORT_QUESTION) is not None
    except (Failure, FoundryLocalException):
        return False


def _ask(conversation: Conversation, text: str) -> str | None:
    """The answer; None for what is refused, or would be read for minutes. Raises ``Failure(CHAT_FAILED)`` and
    ``FoundryLocalException``."""
    conversation.forget()
    if len(text) >= HUGE // 2 and _is_read_long(conversation, text):
        return None
    reply = conversation.answer_in_time(text, ODD_PATIENCE)
    return None if reply.finish.refused else reply.text


def _is_read_long(conversation: Conversation, text: str) -> bool:
    return conversation.tokens_left(text) > 0 and conversation.prompt_tokens(text) > LONGEST_READ
