"""How long an installed model takes to answer in Foundry Local, and what that costs this computer."""

import queue
import statistics
import time
from collections.abc import Callable
from functools import partial
from threading import Timer

import psutil
from foundry_local_sdk.imodel import IModel
from msgspec import Struct
from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.plan import Deployment, Reply
from app.core.requests import ChatMessage, Stop
from app.core.scorecard import Measure
from app.core.tuning import usable_cores
from app.engine.chat import Conversation
from app.engine.memory import PeakMemory
from app.engine.stopwatch import TEXT

ROUNDS = 3
SHORT = "What can you do? Please answer in about fifty words."
LONG = 1024  # tokens of the long prompt at most; or half of what the model can hold
ANSWER = 64  # tokens at most
SPOKEN = 8  # tokens of an answer, below which it tells nothing about speed
PATIENCE = 60.0  # seconds for one answer, and for the rounds before another one begins


class Response(Struct, frozen=True, kw_only=True):
    values: dict[Measure, float]
    rounds: int
    short_tokens: int
    long_tokens: int


def measure_response(model: IModel, deployment: Deployment, report: Callable[[int, int], None]) -> Response:
    """Medians of a few rounds with the loaded ``model``, each a short and a long prompt in conversations of their own.

    ``report`` is told how many answers were heard, and of how many. Raises ``Failure`` (CHAT_FAILED, PROMPT_TOO_LONG).
    """
    messages: queue.Queue[ChatMessage] = queue.Queue()
    greedy = replace(deployment.sampling, temperature=0.0, max_output_tokens=ANSWER)
    hearing = replace(deployment, sampling=greedy)
    replies: list[tuple[Reply, Reply]] = []
    with (
        PeakMemory() as memory,
        Conversation(model, hearing, lambda _: None, messages, memory) as conversation,
    ):
        ask = partial(_ask, conversation, messages, str(deployment.context_length))
        repeats = _repeats(conversation, min(LONG, deployment.context_length // 2))
        usage = _Usage()
        started = time.monotonic()
        while len(replies) < ROUNDS and (not replies or time.monotonic() - started < PATIENCE):
            short = ask(SHORT)
            report(2 * len(replies) + 1, 2 * ROUNDS)
            # Another beginning each time, so that nothing that was read before can be used again
            long = ask(f"{len(replies) + 1}. {TEXT * repeats}")
            replies.append((short, long))
            report(2 * len(replies), 2 * ROUNDS)
        processor = usage.share()
    return _response(replies, {Measure.MEMORY: memory.peak, Measure.PROCESSOR: processor})


def _response(replies: list[tuple[Reply, Reply]], values: dict[Measure, float]) -> Response:
    short, long = ([each[which] for each in replies] for which in (0, 1))
    speeds = [reply.tokens_per_second for reply in (*short, *long) if reply.completion_tokens >= SPOKEN]
    values |= {
        Measure.FIRST_SHORT: statistics.median(reply.seconds_to_first_token for reply in short),
        Measure.FIRST_LONG: statistics.median(reply.seconds_to_first_token for reply in long),
    }
    if speeds:
        values[Measure.SPEED] = statistics.median(speeds)
    return Response(
        values=values,
        rounds=len(replies),
        short_tokens=max(reply.prompt_tokens for reply in short),
        long_tokens=max(reply.prompt_tokens for reply in long),
    )


def _repeats(conversation: Conversation, wanted: int) -> int:
    """How often ``TEXT`` makes a prompt of about as many tokens, by the runtime's own count."""
    once, thrice = (conversation.room(TEXT * times) for times in (1, 3))
    return max(1, 2 * wanted // max(once - thrice, 1))


def _ask(conversation: Conversation, messages: "queue.Queue[ChatMessage]", context: str, prompt: str) -> Reply:
    conversation.forget()
    while not messages.empty():  # the time of the answer before was up at its very end
        messages.get()
    timer = Timer(PATIENCE, messages.put, [Stop()])
    timer.daemon = True
    timer.start()
    try:
        reply = conversation.answer(prompt)
    finally:
        timer.cancel()
    if reply.finish == "too_long":  # because of its system prompt
        raise Failure(FailureKind.PROMPT_TOO_LONG, context=context)
    return reply


class _Usage:
    """The share of the cores that this process has kept busy since then."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._started, self._busy = time.monotonic(), self._seconds()

    def share(self) -> float:
        return (self._seconds() - self._busy) / (time.monotonic() - self._started) / usable_cores()

    def _seconds(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)
