"""What is said to a child process that chats, a JSON line each, and what an answer is."""

from enum import StrEnum

from msgspec import Struct

from app.core.library.sampling import Sampling


class Say(Struct, frozen=True, tag_field="say", tag="prompt"):
    """The user's next turn of the chat; ``Token``s and one ``Replied`` answer it."""

    prompt: str
    sampling: Sampling | None = None  # this answer's; None: as deployed
    again: bool = False  # it replaces the last turn, which is forgotten


class Stop(Struct, frozen=True, tag_field="say", tag="stop"):
    """End the answer that is being written; its ``Replied`` has the finish ``CANCELLED``."""


class Forget(Struct, frozen=True, tag_field="say", tag="forget"):
    """Start a new conversation: the turns so far are forgotten, the model stays loaded."""


class Count(Struct, frozen=True, tag_field="say", tag="count"):
    """How much of the context would ``prompt`` take? One ``Counted`` says it."""

    prompt: str


class Conversation(Struct, frozen=True, tag_field="say", tag="conversation"):
    """What a chat template is asked to render; JSON texts."""

    messages: str
    tools: str = ""


ChatMessage = Say | Stop | Forget | Count | Conversation


class Finish(StrEnum):
    """How an answer ended."""

    STOP = "stop"
    LENGTH = "length"
    CANCELLED = "cancelled"
    TOO_LONG = "too_long"  # the prompt does not fit, and there is no answer
    TRAP = "trap"  # the chat template never ends, and there is no answer

    @property
    def refused(self) -> bool:
        return self in (Finish.TOO_LONG, Finish.TRAP)


class Reply(Struct, frozen=True, kw_only=True):
    """One answer and what it cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    seconds_to_first_token: float
    tokens_per_second: float  # speed of the tokens after the first, where the answer is long enough to tell
    peak_bytes: int  # private memory of the runtime's process
    finish: Finish
    context_tokens: int = 0  # what a conversation can hold; 0: not known
    used_tokens: int = 0  # what of it this conversation takes now
    forgotten: int = 0  # turns of the conversation, the oldest, that the model does not know any more


class Turn(Struct, frozen=True):
    """A question and its answer, without its reasoning; "" when there was none: then the model knows nothing of it."""

    question: str
    answer: str
