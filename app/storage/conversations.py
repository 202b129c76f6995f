"""What was said in the chats with the installed models. It stays on this computer, until the user deletes it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from app import paths
from app.core.chat_messages import Reply
from app.core.files.durable import replace_file
from app.core.wire import from_json, to_json

_LARGEST = 20_000_000  # bytes of one that is read


class KeptTurn(msgspec.Struct, frozen=True):
    question: str
    answer: str
    figures: Reply | None = None  # None: it was not answered to its end


class KeptConversation(msgspec.Struct, frozen=True, kw_only=True):
    """``key`` tells it from others of the model with the id ``model``, and sorts by time."""

    key: str
    model: str
    started: str  # ISO 8601, UTC
    turns: tuple[KeptTurn, ...] = ()

    def holds(self, search: str) -> bool:
        """Whether each word of ``search`` was said in it; letter case makes no difference."""
        told = " ".join(f"{turn.question} {turn.answer}" for turn in self.turns).casefold()
        return all(word in told for word in search.casefold().split())


def new_conversation(model: str) -> KeptConversation:
    now = datetime.now(UTC)
    return KeptConversation(key=f"{now:%Y%m%dT%H%M%S%f}", model=model, started=now.isoformat(timespec="seconds"))


def keep_conversation(conversation: KeptConversation) -> None:
    """In the place of what was kept of it before; one without turns is not kept. Raises ``OSError``."""
    file = _file(conversation)
    if conversation.turns:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, to_json(conversation))
    else:
        file.unlink(missing_ok=True)


def kept_conversations() -> tuple[KeptConversation, ...]:
    """All of them, the latest first; a file that cannot be read is left out."""
    return tuple(sorted(_read(), key=lambda each: each.key, reverse=True))


def delete_conversation(conversation: KeptConversation) -> None:
    """Raises ``OSError``."""
    _file(conversation).unlink(missing_ok=True)


def _read() -> Iterator[KeptConversation]:
    for file in paths.conversations_folder().glob("*/*.json"):
        with suppress(OSError, msgspec.DecodeError):
            if file.stat().st_size <= _LARGEST:
                found = from_json(file.read_bytes(), KeptConversation)
                if _file(found) == file:
                    yield found


def _file(conversation: KeptConversation) -> Path:
    return paths.conversations_folder() / conversation.model.replace(":", "-") / f"{conversation.key}.json"
