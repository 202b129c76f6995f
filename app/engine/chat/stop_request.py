"""Waits for the wish to stop while an answer is written, also while nothing of it can be seen yet."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

from foundry_local_sdk import FoundryLocalException

from app.core.chat_messages import ChatMessage, Stop

TRY_AGAIN = 0.05  # seconds between two tries to cancel


class StopWatch:
    """A context in which ``cancel`` is called as soon as a ``Stop`` comes in; ``wanted`` says that one did.

    The runtime takes no notice of a cancel that comes before it has begun, so it is tried until the context is left.
    Other messages that came in meanwhile are there again afterwards.
    """

    def __init__(self, messages: "queue.Queue[ChatMessage]", cancel: Callable[[], None]) -> None:
        self._messages = messages
        self._cancel = cancel
        self._over = threading.Event()
        self._last = Stop()  # what the watch itself puts in when it is left, so that it need not look again and again
        self._thread = threading.Thread(target=self._watch, name="stop-watch", daemon=True)
        self.wanted = False

    def __enter__(self) -> "StopWatch":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._messages.put(self._last)
        self._thread.join()

    @contextmanager
    def excused(self) -> Iterator[None]:
        """What the runtime raises when it was stopped is no failure."""
        try:
            yield
        except FoundryLocalException:
            if not self.wanted:
                raise

    def _watch(self) -> None:
        others: list[ChatMessage] = []
        while (message := self._messages.get()) is not self._last:
            if isinstance(message, Stop):
                self.wanted = True
                self._keep_cancelling()
            else:
                others.append(message)
        for message in others:
            self._messages.put(message)

    def _keep_cancelling(self) -> None:
        while not self._over.is_set():
            with suppress(FoundryLocalException):
                self._cancel()
            self._over.wait(TRY_AGAIN)
