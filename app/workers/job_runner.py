"""One job of the engine at a time, for a page or a window: begun, followed, cancelled, stopped."""

from collections.abc import Callable
from typing import Any, TypeVar

import psutil

from app.core.chat_messages import ChatMessage
from app.core.events import End, Failed, Finished, News
from app.core.requests import Request
from app.workers.engine_job import EngineJob, StartJob

T = TypeVar("T")


class JobRunner:
    """What it is handed is called in the window's thread, and never again once the job was stopped."""

    def __init__(self, start_job: StartJob) -> None:
        self._start_job = start_job
        self.job: EngineJob[Any] | None = None  # None: nothing is running

    def start(
        self,
        request: Request[T],
        done: Callable[[T], None],
        failed: Callable[[Failed], None],
        news: Callable[[News], None] = lambda _: None,
    ) -> None:
        """Do ``request`` in the place of what was running. The last call is ``done`` or ``failed``."""
        self.follow(self._start_job(request), done, failed, news)

    def follow(
        self,
        job: EngineJob[T],
        done: Callable[[T], None],
        failed: Callable[[Failed], None],
        news: Callable[[News], None] = lambda _: None,
    ) -> None:
        """Like ``start``, of a job that was made elsewhere."""

        def on_news(event: News | End[T]) -> None:
            if not isinstance(event, Finished | Failed):
                news(event)
                return
            self.stop()
            if isinstance(event, Finished):
                done(event.result)
            else:
                failed(event)

        self.stop()
        self.job = job
        job.reported.connect(on_news)
        job.begin()

    def cancel(self, *, keep: bool = False) -> None:
        """End the work; ``failed`` then gets ``Failed(CANCELLED)``. With ``keep``, what can be gone on with stays."""
        if self.job:
            self.job.cancel(keep=keep)

    def stop(self) -> None:
        """End the work; nothing is called any more."""
        if self.job:
            self.job.stop()
            self.job = None

    def send(self, message: ChatMessage) -> None:
        if self.job:
            self.job.send(message)

    def process(self) -> psutil.Process | None:
        """The running child, for measuring what it takes."""
        return self.job.process() if self.job else None
