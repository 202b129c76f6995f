"""A conversation with a model that is loaded, through Foundry Local."""

import queue
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Timer

import msgspec
from foundry_local_sdk import FoundryLocalException
from foundry_local_sdk.imodel import IModel
from foundry_local_sdk.items import MessageItem, MessageRole
from foundry_local_sdk.request import Request
from foundry_local_sdk.session import ChatSession
from foundry_local_sdk.session_types import FinishReason

from app.core.chat_messages import ChatMessage, Finish, Reply, Stop, Turn
from app.core.events import Counted, Log, Token
from app.core.failures import Failure, FailureKind
from app.core.library.deployment import Deployment
from app.core.library.sampling import Sampling
from app.engine.channel import Emit
from app.engine.chat.reasoning import told_apart
from app.engine.chat.search_options import search_options
from app.engine.chat.stop_request import StopWatch
from app.engine.memory import PeakMemory
from app.engine.template.watched_template import WatchedTemplate

BURST = 0.25  # seconds
LEAST_OUTPUT = 16  # tokens left for an answer, below which a conversation counts as full
FREED = 0.25  # share of the context that is free again once the oldest turns were dropped: what stays is read again


class Conversation:
    """The session with its turns. When the next turn does not fit into the context, the oldest turns are dropped.

    A new session begins with what is still known as messages: the runtime reads them to the very tokens that it had
    before. ``choose`` has the model loaded that answers at a temperature."""

    def __init__(
        self,
        choose: Callable[[float], IModel],
        deployment: Deployment,
        emit: Emit,
        messages: "queue.Queue[ChatMessage]",
        memory: PeakMemory,
        template: WatchedTemplate | None = None,
    ) -> None:
        self._choose = choose
        self._deployment = self._deployed = deployment
        self._turns: list[Turn] = []
        self._forgotten = 0  # how many of these, the oldest, the model does not know
        self._limit = self._used = 0  # tokens of the context, and those that the next prompt takes of it
        self._emit = emit
        self._messages = messages
        self._memory = memory
        self._template = template
        self._session = self._open()

    def __enter__(self) -> "Conversation":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.__exit__(*_)

    def forget(self) -> None:
        """Start a new conversation with the model that is loaded."""
        self.recall(())

    def recall(self, turns: Sequence[Turn]) -> None:
        """Go on behind these turns."""
        self._turns, self._forgotten = list(turns), 0
        self._begin_session()

    def draw_by(self, sampling: Sampling | None) -> None:
        """From now on tokens are drawn so; None: as deployed. Raises like ``choose``."""
        drawn = sampling or self._deployed.sampling
        before = self._deployment.sampling.temperature
        self._deployment = msgspec.structs.replace(self._deployed, sampling=drawn)
        if drawn.temperature != before:
            self._begin_session()

    def count(self, prompt: str) -> None:
        """Tell what it would take of the context, where the template comes to an end with it."""
        with suppress(FoundryLocalException):
            if self._template_ends(prompt):
                limit, tokens = self._budget(prompt)
                self._emit(Counted(prompt, tokens, limit))

    def take_back(self) -> None:
        """Forget the last turn. Raises ``Failure(CHAT_FAILED)``."""
        if not self._turns:
            return
        known = self._turns.pop().answer
        self._forgotten = min(self._forgotten, len(self._turns))
        try:
            if known and self._session.turn_count:
                self._session.undo_turns(1)
        except FoundryLocalException as error:
            raise Failure(FailureKind.CHAT_FAILED, str(error), name=self._deployment.name) from error

    def answer(self, prompt: str) -> Reply:
        """Stream the answer as ``Token`` events; raises ``Failure(CHAT_FAILED)``."""
        try:
            reply = self._answer(prompt)
        except FoundryLocalException as error:
            raise Failure(FailureKind.CHAT_FAILED, str(error), name=self._deployment.name) from error
        self._turns.append(Turn(prompt, reply.text))
        return reply

    def _answer(self, prompt: str) -> Reply:
        if not self._template_ends(prompt):
            return self._reply("", Finish.TRAP)
        left = self._make_room(prompt)
        if left < LEAST_OUTPUT:
            return self._reply("", Finish.TOO_LONG)
        before = self._session.turn_count
        reply = self._stream(prompt, min(left, self._deployment.sampling.max_output_tokens))
        if bool(reply.text) != (self._session.turn_count > before):  # stopped, or nothing but reasoning
            self._begin_session()
        return reply

    def _make_room(self, prompt: str) -> int:
        """How many tokens the answer may have, once as many of the oldest turns are dropped as must be; none are for a
        prompt that does not fit by itself."""
        left, before = self.tokens_left(prompt), self._forgotten
        if left >= LEAST_OUTPUT:
            return left
        while self._known() and left < self._limit * FREED:
            self._forgotten += 1
            self._begin_session()
            left = self.tokens_left(prompt)
        if left < LEAST_OUTPUT:
            self._forgotten = before
        self._emit(Log(f"The conversation outgrew the model's context: {self._forgotten} turns are forgotten."))
        return left

    def _known(self) -> list[Turn]:
        return [turn for turn in self._turns[self._forgotten :] if turn.answer]

    def _begin_session(self) -> None:
        self._session.__exit__(None, None, None)
        self._session = self._open()

    def _template_ends(self, prompt: str) -> bool:
        """Whether the model's template comes to an end with the turns so far and ``prompt``."""
        if self._template is None:
            return True
        try:
            self._template.check([{"role": role.name.lower(), "content": text} for role, text in self._said(prompt)])
        except Failure as failure:
            self._emit(Log(str(failure)))
            return False
        return True

    def _said(self, prompt: str) -> Iterator[tuple[MessageRole, str]]:
        """The whole conversation that ``prompt`` ends."""
        if self._deployment.system_prompt:
            yield MessageRole.SYSTEM, self._deployment.system_prompt
        for turn in self._known():
            yield MessageRole.USER, turn.question
            yield MessageRole.ASSISTANT, turn.answer
        yield MessageRole.USER, prompt

    def answer_in_time(self, prompt: str, seconds: float) -> Reply:
        """Like ``answer``; it is ``CANCELLED`` when it takes longer."""
        while not self._messages.empty():  # the time of the answer before was up at its very end
            self._messages.get()
        timer = Timer(seconds, self._messages.put, [Stop()])
        timer.daemon = True
        timer.start()
        try:
            return self.answer(prompt)
        finally:
            timer.cancel()

    def _stream(self, prompt: str, budget: int) -> Reply:
        started = time.perf_counter()
        first: float | None = None
        pieces: list[str] = []
        reasoning: list[str] = []
        with (
            self._request(prompt, budget) as request,
            self._session.process_streaming_request(request) as stream,
            StopWatch(self._messages, request.cancel) as watch,
        ):
            with watch.excused():
                for text, thought in told_apart(stream, self._deployment.template):
                    if first is None:
                        first = time.perf_counter()
                    (reasoning if thought else pieces).append(text)
                    self._emit(Token(text, thought))
                    if watch.wanted:
                        break
            ended = time.perf_counter()
            to_first = (first or ended) - started
            if watch.wanted:
                count = len(pieces) + len(reasoning)
                return self._reply("".join(pieces), Finish.CANCELLED, 0, count, to_first, ended - started - to_first)
            with stream.final_response as final:
                usage = final.get_usage()
                finish = Finish.LENGTH if final.finish_reason == FinishReason.LENGTH else Finish.STOP
        tokens, text = usage.completion_tokens, "".join(pieces)
        return self._reply(text, finish, usage.prompt_tokens, tokens, to_first, ended - started - to_first)

    def _reply(
        self,
        text: str,
        finish: Finish,
        prompt_tokens: int = 0,
        tokens: int = 0,
        to_first: float = 0.0,
        decoding: float = 0.0,
    ) -> Reply:
        return Reply(
            text=text,
            prompt_tokens=prompt_tokens,
            completion_tokens=tokens,
            seconds_to_first_token=to_first,
            tokens_per_second=_speed(tokens, to_first, decoding),
            peak_bytes=self._memory.peak,
            finish=finish,
            context_tokens=self._limit,
            used_tokens=0 if finish.refused else self._used + tokens,
            forgotten=self._forgotten,
        )

    def tokens_left(self, prompt: str) -> int:
        """How many tokens the answer may have, by the runtime's own count of the prompt and the turns before it."""
        self._limit, self._used = self._budget(prompt)
        return self._limit - self._used

    def prompt_tokens(self, prompt: str) -> int:
        """How many tokens the prompt and the turns before it are."""
        return self._budget(prompt)[1]

    def _budget(self, prompt: str) -> tuple[int, int]:
        """The context's tokens, and the prompt's."""
        with self._request(prompt, 1) as request:
            budget = self._session.preflight_request(request)
        return int(budget.context_limit_tokens), int(budget.prompt_tokens)

    def _request(self, prompt: str, budget: int) -> Request:
        request = Request()
        new = [(MessageRole.USER, prompt)] if self._session.turn_count else self._said(prompt)
        for role, text in new:
            request.add_item(MessageItem(role, text))
        request.set_options(search_options(self._deployment, budget))
        return request

    def _open(self) -> ChatSession:
        session = ChatSession(self._choose(self._deployment.sampling.temperature))
        session.set_streaming(True)
        return session


def _speed(tokens: int, to_first: float, decoding: float) -> float:
    """Tokens a second after the first. Of an answer that was written faster than the runtime hands tokens out (it does
    so in bursts): tokens a second of the whole answer, which is the less flattering number."""
    if tokens < 2:
        return 0.0
    return (tokens - 1) / decoding if decoding >= BURST else tokens / (to_first + decoding)
