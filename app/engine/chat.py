"""A conversation with an installed model, through Foundry Local."""

import queue
import time
from contextlib import suppress

import msgspec
from foundry_local_sdk import FoundryLocalException
from foundry_local_sdk.imodel import IModel
from foundry_local_sdk.items import MessageItem, MessageRole
from foundry_local_sdk.request import Request
from foundry_local_sdk.session import ChatSession
from foundry_local_sdk.session_types import FinishReason, RequestOptions, SearchOptions

from app.core.events import Log, Progress, Replied, Step, Token
from app.core.failures import Failure, FailureKind
from app.core.installed import missing_file
from app.core.library import mark_used
from app.core.plan import Deployment, Reply
from app.core.requests import Chat, ChatMessage, Forget, Say, Stop
from app.engine.channel import Emit
from app.engine.foundry import find_model, open_catalog
from app.engine.memory import PeakMemory
from app.engine.thoughts import told_apart

BURST = 0.25  # seconds
LEAST_OUTPUT = 16  # tokens of room for an answer, below which a conversation counts as full


def chat(request: Chat, emit: Emit, messages: "queue.Queue[ChatMessage]") -> Reply:
    """Answer ``request.prompt`` and return; without one, answer every ``Say`` until the parent closes the pipe."""
    with PeakMemory() as memory, open_catalog() as catalog:
        emit(Progress(step=Step.LOADING))
        model, deployment = find_model(catalog, request.name)
        load(model, deployment)
        with suppress(OSError):  # a library that may only be read
            mark_used(deployment.folder)
        deployment = _with_wishes(deployment, request)
        with Conversation(model, deployment, emit, messages, memory) as conversation:
            emit(Progress(step=Step.READY))
            if request.prompt is not None:
                reply = conversation.answer(request.prompt)
                if reply.finish == "too_long":
                    raise Failure(FailureKind.PROMPT_TOO_LONG, context=str(deployment.context_length))
                return reply
            while True:
                match messages.get():
                    case Say(prompt=prompt):
                        emit(Replied(conversation.answer(prompt)))
                    case Forget():
                        conversation.forget()
                    case Stop():
                        continue  # it came too late for the answer before


class Conversation:
    """The session with its turns; starts anew when the next turn does not fit into the context any more."""

    def __init__(
        self,
        model: IModel,
        deployment: Deployment,
        emit: Emit,
        messages: "queue.Queue[ChatMessage]",
        memory: PeakMemory,
    ) -> None:
        self._model = model
        self._deployment = deployment
        self._emit = emit
        self._messages = messages
        self._memory = memory
        self._session = self._open()

    def __enter__(self) -> "Conversation":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.__exit__(*_)

    def forget(self) -> None:
        """Start a new conversation with the model that is loaded."""
        self._session.__exit__(None, None, None)
        self._session = self._open()

    def answer(self, prompt: str) -> Reply:
        """Stream the answer as ``Token`` events; raises ``Failure(CHAT_FAILED)``."""
        try:
            room = self.room(prompt)
            if room < LEAST_OUTPUT and self._session.turn_count:
                self._emit(Log("The conversation outgrew the model's context: the earlier turns are forgotten."))
                self.forget()
                room = self.room(prompt)
            if room < LEAST_OUTPUT:
                return self._reply("", "too_long")
            return self._stream(prompt, min(room, self._deployment.sampling.max_output_tokens))
        except FoundryLocalException as error:
            raise Failure(FailureKind.CHAT_FAILED, str(error), name=self._deployment.name) from error

    def _stream(self, prompt: str, budget: int) -> Reply:
        started = time.monotonic()
        first: float | None = None
        pieces: list[str] = []
        thoughts: list[str] = []
        stopped = False
        with self._request(prompt, budget) as request, self._session.process_streaming_request(request) as stream:
            for text, thought in told_apart(stream, self._deployment.template):
                if first is None:
                    first = time.monotonic()
                (thoughts if thought else pieces).append(text)
                self._emit(Token(text, thought))
                if self._stop_wanted():
                    stopped = True
                    break
            ended = time.monotonic()
            to_first = (first or ended) - started
            if stopped:
                count = len(pieces) + len(thoughts)
                return self._reply("".join(pieces), "cancelled", 0, count, to_first, ended - started - to_first)
            with stream.final_response as final:
                usage = final.get_usage()
                finish = "length" if final.finish_reason == FinishReason.LENGTH else "stop"
        tokens, text = usage.completion_tokens, "".join(pieces)
        return self._reply(text, finish, usage.prompt_tokens, tokens, to_first, ended - started - to_first)

    def _stop_wanted(self) -> bool:
        try:
            return isinstance(self._messages.get_nowait(), Stop)
        except queue.Empty:
            return False

    def _reply(
        self,
        text: str,
        finish: str,
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
        )

    def room(self, prompt: str) -> int:
        """How many tokens the answer may have, by the runtime's own count of the prompt and the turns before it."""
        with self._request(prompt, 1) as request:
            budget = self._session.preflight_request(request)
        return int(budget.context_limit_tokens - budget.prompt_tokens)

    def _request(self, prompt: str, budget: int) -> Request:
        request = Request()
        if self._deployment.system_prompt and not self._session.turn_count:
            request.add_item(MessageItem(MessageRole.SYSTEM, self._deployment.system_prompt))
        request.add_item(MessageItem(MessageRole.USER, prompt))
        request.set_options(_options(self._deployment, budget))
        return request

    def _open(self) -> ChatSession:
        session = ChatSession(self._model)
        session.set_streaming(True)
        return session


def _speed(tokens: int, to_first: float, decoding: float) -> float:
    """Tokens a second after the first. Of an answer that was written faster than the runtime hands tokens out (it does
    so in bursts): tokens a second of the whole answer, which is the less flattering number."""
    if tokens < 2:
        return 0.0
    return (tokens - 1) / decoding if decoding >= BURST else tokens / (to_first + decoding)


def _with_wishes(deployment: Deployment, request: Chat) -> Deployment:
    wishes = {"temperature": request.temperature, "max_output_tokens": request.max_output_tokens}
    given = {key: value for key, value in wishes.items() if value is not None}
    return msgspec.structs.replace(deployment, sampling=msgspec.structs.replace(deployment.sampling, **given))


def _options(deployment: Deployment, budget: int) -> RequestOptions:
    sampling = deployment.sampling
    greedy = sampling.temperature == 0
    return RequestOptions(
        search=SearchOptions(
            temperature=sampling.temperature,
            top_p=None if greedy else sampling.top_p,
            top_k=None if greedy else sampling.top_k,
            do_sample=not greedy,
            max_output_tokens=budget,
        )
    )


def unload(model: IModel) -> None:
    """Raises ``Failure(CHAT_FAILED)``."""
    try:
        model.unload()
        left = model.is_loaded
    except FoundryLocalException as error:
        raise Failure(FailureKind.CHAT_FAILED, str(error), name=model.alias) from error
    if left:
        raise Failure(FailureKind.CHAT_FAILED, "it stays loaded", name=model.alias)


def load(model: IModel, deployment: Deployment) -> None:
    """Raises ``Failure(LOAD_FAILED)``, which names the file that is missing."""
    try:
        model.load()
    except FoundryLocalException as error:
        missing = missing_file(deployment)
        facts = {"path": str(deployment.folder), "missing": missing} if missing else {}
        raise Failure(FailureKind.LOAD_FAILED, str(error), name=model.alias, **facts) from error
