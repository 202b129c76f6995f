"""The conversation of the chat: what was said, kept after each turn for later days."""

from contextlib import suppress
from functools import partial

from msgspec.structs import replace

from app.core.chat_messages import Reply
from app.storage.conversations import KeptConversation, KeptTurn, keep_conversation, new_conversation
from app.widgets.conversation_record import ConversationRecord
from app.workers.call import Call


class KeptChat(ConversationRecord):
    """A ``ConversationRecord`` that outlives the program. A full disk is no reason to end a chat."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = new_conversation("")
        self._writing: Call | None = None
        self._next: KeptConversation | None = None  # what has to be written once the last one is

    def begin(self, title: str) -> None:
        super().begin(title)
        self._kept = new_conversation(title)

    def recall(self, conversation: KeptConversation) -> None:
        """Go on with one of earlier days; with one of another model, in a new one."""
        if conversation.model == self.title:
            self._kept = conversation
        self.turns = [(turn.question, turn.answer, turn.figures) for turn in conversation.turns]

    def add(self, question: str, answer: str, reply: Reply | None = None) -> None:
        super().add(question, answer, reply)
        self._keep()

    def take_back(self) -> None:
        super().take_back()
        self._keep()

    def _keep(self) -> None:
        turns = tuple(
            KeptTurn(question, answer, reply and replace(reply, text="")) for question, answer, reply in self.turns
        )
        self._next = replace(self._kept, turns=turns)
        if self._writing is None:
            self._write()

    def _write(self) -> None:
        """One after the other, so that the newest is the last."""
        self._writing = None
        if self._next:
            self._writing = Call(partial(_try_to_keep, self._next))
            self._next = None
            self._writing.done.connect(lambda _: self._write())
            self._writing.failed.connect(lambda _: self._write())
            self._writing.begin()


def _try_to_keep(conversation: KeptConversation) -> None:
    with suppress(OSError):
        keep_conversation(conversation)
