"""How long an installed model takes to answer in Foundry Local, and what that costs this computer."""

import queue
import statistics
import time
from collections.abc import Sequence

import psutil
from foundry_local_sdk.imodel import IModel
from msgspec import Struct

from app.core.chat_messages import ChatMessage, Finish, Reply
from app.core.computer.threads import usable_cores
from app.core.failures import Failure, FailureKind
from app.core.library.deployment import Deployment
from app.core.scorecard.scorecard import EdgeCase, Endurance, Measure, Reading
from app.engine.chat.conversation import Conversation
from app.engine.chat.search_options import greedy
from app.engine.deployment.answer_speed import TEXT
from app.engine.memory import PeakMemory
from app.engine.scorecard.answering import CountReport, part_of
from app.engine.scorecard.edge_cases import try_edge_cases
from app.engine.scorecard.endurance import endure

ROUNDS = 3
SHORT = "What can you do? Please answer in about fifty words."
LONG = 1024  # tokens of the long prompt at most; or half of what the model can hold
SHARES = (1 / 16, 1 / 4, 1.0)  # shares of the long prompt, whose lengths are measured too
TIMED_TOKENS = 64  # tokens at most
MIXED, MIXED_TOKENS, MIXED_PATIENCE = 24, 12, 15.0  # requests of many kinds, tokens of each answer, seconds for all
# What each kind of request takes, in tenths of a second of a model of 0.5B parameters; the longest prompt the first two
ANSWER_COST, READING_COST, ODD_COST, MIXED_COST = 14, 34, 14, 6
SPOKEN = 8  # tokens of an answer, below which it tells nothing about speed
RESPONSE_PATIENCE = 60.0  # seconds for one answer, and for the rounds before another one begins


class Response(Struct, frozen=True, kw_only=True):
    values: dict[Measure, float]
    rounds: int
    short_tokens: int
    long_tokens: int
    busy: float  # share of all cores that other programs took meanwhile
    readings: tuple[Reading, ...]
    edge_cases: dict[EdgeCase, bool]
    endurance: Endurance


def measure_response(model: IModel, deployment: Deployment, report: CountReport) -> Response:
    """Medians of a few rounds with the loaded ``model``, each a short and a long prompt and some between, in
    conversations of their own.

    ``report`` is told how much of the work is done, and of how much. Raises ``Failure`` (CHAT_FAILED, PROMPT_TOO_LONG).
    """
    messages: queue.Queue[ChatMessage] = queue.Queue()
    with PeakMemory() as memory:
        briefly = greedy(deployment, TIMED_TOKENS)
        with Conversation(lambda _: model, briefly, lambda _: None, messages, memory) as conversation:
            lengths = _lengths(conversation, min(LONG, deployment.context_length // 2))
            timed, odd = ROUNDS * sum(_cost(each, lengths) for each in lengths), len(EdgeCase) * ODD_COST
            total = timed + odd + MIXED * MIXED_COST
            usage = Usage()
            rounds, peak = _ask_rounds(conversation, lengths, memory, part_of(report, 0, timed, total))
            own, others = usage.shares()
            edge_cases = try_edge_cases(conversation, deployment, part_of(report, timed, odd, total))
        mixed, told = greedy(deployment, MIXED_TOKENS), part_of(report, timed + odd, MIXED * MIXED_COST, total)
        endurance = endure(model, mixed, memory, MIXED, MIXED_PATIENCE, told)
    values = {Measure.MEMORY: float(peak), Measure.PROCESSOR: own}
    return _response(rounds, values, others, edge_cases, endurance)


def _ask_rounds(
    conversation: Conversation, lengths: Sequence[int], memory: PeakMemory, report: CountReport
) -> tuple[list[list[Reply]], int]:
    """The replies by length, and the most memory until the first: later answers find what conversations that are over
    have left."""
    rounds: list[list[Reply]] = []
    started, done, peak = time.perf_counter(), 0, 0
    whole = ROUNDS * sum(_cost(length, lengths) for length in lengths)
    while len(rounds) < ROUNDS and (not rounds or time.perf_counter() - started < RESPONSE_PATIENCE):
        replies: list[Reply] = []
        for length in reversed(lengths):
            # Each prompt begins differently, so that no cached part of an earlier one can be used
            prompt = f"{len(rounds) + 1}. {TEXT * length}" if length else SHORT
            replies.append(_ask(conversation, prompt))
            done += _cost(length, lengths)
            peak = peak or memory.peak
            report(done, whole)
        rounds.append(replies[::-1])
    return rounds, peak


def _response(
    rounds: list[list[Reply]],
    values: dict[Measure, float],
    busy: float,
    edge_cases: dict[EdgeCase, bool],
    endurance: Endurance,
) -> Response:
    by_length = list(zip(*rounds, strict=True))
    speeds = [each.tokens_per_second for replies in rounds for each in replies if each.completion_tokens >= SPOKEN]
    readings = tuple(_reading(replies) for replies in by_length)
    values |= {Measure.FIRST_SHORT: readings[0].seconds, Measure.FIRST_LONG: readings[-1].seconds}
    if speeds:
        values[Measure.SPEED] = statistics.median(speeds)
    return Response(
        values=values,
        rounds=len(rounds),
        short_tokens=readings[0].tokens,
        long_tokens=readings[-1].tokens,
        busy=busy,
        readings=readings,
        edge_cases=edge_cases,
        endurance=endurance,
    )


def _reading(replies: Sequence[Reply]) -> Reading:
    seconds = [reply.seconds_to_first_token for reply in replies]
    tokens = max(reply.prompt_tokens for reply in replies)
    return Reading(tokens, statistics.median(seconds), min(seconds), max(seconds))


def _lengths(conversation: Conversation, longest: int) -> list[int]:
    """How often ``TEXT`` makes prompts of up to about ``longest`` tokens, by the runtime's own count; 0: the short
    one."""
    once, thrice = (conversation.tokens_left(TEXT * times) for times in (1, 3))
    repeats = max(1, 2 * longest // max(once - thrice, 1))
    return sorted({0, *(max(1, int(repeats * share)) for share in SHARES)})


def _cost(length: int, lengths: Sequence[int]) -> int:
    return ANSWER_COST + READING_COST * length // max(lengths)


def _ask(conversation: Conversation, prompt: str) -> Reply:
    conversation.forget()
    reply = conversation.answer_in_time(prompt, RESPONSE_PATIENCE)
    if reply.finish is Finish.TOO_LONG:  # its system prompt is too long
        raise Failure(FailureKind.PROMPT_TOO_LONG, context=str(reply.context_tokens))
    return reply


class Usage:
    """The shares of all cores that this process, and that other programs, have kept busy since then."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._started, self._busy, self._whole = time.perf_counter(), self._seconds(), _whole_seconds()

    def shares(self) -> tuple[float, float]:
        """Of this process, and of the others."""
        room = max(time.perf_counter() - self._started, 1e-6) * usable_cores()
        own = (self._seconds() - self._busy) / room
        all_cores = max(time.perf_counter() - self._started, 1e-6) * (psutil.cpu_count() or 1)
        others = (_whole_seconds() - self._whole - (self._seconds() - self._busy)) / all_cores
        return own, min(max(others, 0.0), 1.0)

    def _seconds(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)


def _whole_seconds() -> float:
    """Seconds that all cores together have been busy."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))
